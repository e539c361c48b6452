import Host

/// Puts something new where something live is, by renames within one folder, and keeps what was live. Every rename is
/// made durable before the next. Whatever moment it is interrupted at, running it again ends in the same state: as long
/// as the incoming one is there, it is not finished.
struct Swap: Sendable {
  /// What is to become live.
  var incoming: String
  var live: String
  /// Where what was live is kept.
  var kept: String
  /// Where something goes that has appeared in the live place since: it is never overwritten.
  var stray: String
  /// Endings of files that belong to the live one and move with it. The write-ahead log or rollback journal of another
  /// database, found beside a new one, would be played into it.
  var companions: [String] = []

  /// The endings of SQLite's companions (https://www.sqlite.org/tempfiles.html).
  static let sqliteCompanions = ["-wal", "-shm", "-journal"]

  /// Swaps, or finishes a swap.
  func perform() throws(FileFault) {
    guard FileSystem.exists(incoming) else {
      guard FileSystem.exists(live) else { throw FileFault("rename", incoming, code: 2) }
      return try move(companions, from: incoming, to: live)
    }
    if FileSystem.exists(live) { try move(live, to: FileSystem.exists(kept) ? free(stray) : kept) }
    let old = FileSystem.exists(kept) ? kept : free(stray)
    try move(companions, from: live, to: old)
    try move(incoming, to: live)
    try move(companions, from: incoming, to: live)
  }

  private func move(_ path: String, to target: String) throws(FileFault) {
    try FileSystem.rename(path, to: target)
    try FileSystem.syncFolder(FileSystem.parent(of: target))
  }

  private func move(_ endings: [String], from path: String, to target: String) throws(FileFault) {
    for ending in endings where FileSystem.exists(path + ending) { try move(path + ending, to: target + ending) }
  }

  private func free(_ path: String) -> String {
    var number = 1
    while FileSystem.exists(path + "-\(number)") { number += 1 }
    return path + "-\(number)"
  }
}
