import CKernel

/// Lets all threads take their memory from one arena, which grows in large steps: for a program whose start counts. Each
/// step and each new arena changes the mappings of the process, and while they change no other thread goes on.
public func useOneArena() { vigie_use_one_arena() }
