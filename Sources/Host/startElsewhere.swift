import CKernel

/// Starts a thread of its own on another processor than the caller's, where there is one: what it does is done meanwhile,
/// not afterwards. It has no result and nobody waits for it.
public func startElsewhere(_ body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer?) {
  _ = vigie_start_elsewhere(body)
}
