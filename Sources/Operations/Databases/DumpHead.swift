import Glibc
import Host
import Maintenance

/// The head of a dump, in which it sets how it is to be read: `SQL_MODE='NO_AUTO_VALUE_ON_ZERO'`. In that mode a server turns
/// '2024-02-31', which a mode of the source let in, into '0000-00-00', and says nothing.
enum DumpHead {
  private static let mode = "SQL_MODE='NO_AUTO_VALUE_ON_ZERO"
  private static let dates = ",ALLOW_INVALID_DATES"

  /// Lets such dates through while a dump is written: within its first lines.
  static let filter = Command(
    "sed", ["1,40s/\(mode)'/\(mode)\(dates)'/"], limitSeconds: 4 * 3600)

  /// How much of a file is its head.
  private static let length = 4096

  /// Lets such dates through in a file that is there, and keeps tables out of folders of their own, which on this host may be
  /// the live server's (`DATA DIRECTORY`). The file keeps its length: a comment gives the room.
  static func widen(_ path: String) throws(StepFailure) {
    let file = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { throw StepFailure(FileFault("open", path, code: errno)) }
    defer { close(file) }
    var head = [UInt8](repeating: 0, count: length)
    let count = pread(file, &head, length, 0)
    guard count >= 0 else { throw StepFailure(FileFault("read", path, code: errno)) }
    head.removeLast(length - count)
    guard let changed = widened(head), changed.count == head.count else { return }
    guard pwrite(file, changed, changed.count, 0) == changed.count else {
      throw StepFailure(FileFault("write", path, code: errno))
    }
  }

  /// The head with more modes and a shorter comment; `nil` when it is not a head that is known.
  static func widened(_ head: [UInt8]) -> [UInt8]? {
    guard let at = find(mode, in: head) else { return nil }
    let place = at + mode.utf8.count
    var added = ",NO_DIR_IN_CREATE"
    if !head[place...].starts(with: dates.utf8) { added = dates + added }
    // `-- ------------------------------------------------------`, the line below the host's name.
    let rule = "-- " + String(repeating: "-", count: 54) + "\n"
    guard let line = find(rule, in: head), line < at, added.utf8.count < 54 else { return nil }
    var changed = head
    changed.insert(contentsOf: added.utf8, at: place)
    changed.removeSubrange((line + 3)..<(line + 3 + added.utf8.count))
    return changed
  }

  private static func find(_ text: String, in bytes: [UInt8]) -> Int? {
    let wanted = Array(text.utf8)
    guard bytes.count >= wanted.count else { return nil }
    return (0...(bytes.count - wanted.count)).first {
      bytes[$0] == wanted[0] && bytes[$0..<($0 + wanted.count)] == wanted[...]
    }
  }
}
