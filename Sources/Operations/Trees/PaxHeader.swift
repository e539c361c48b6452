import Host

/// What the extended header before an entry says of it (POSIX.1-2017, pax Interchange Format): lines of `LENGTH KEY=VALUE`.
///
///     30 mtime=1796025085.247235256
///     22 GNU.sparse.major=1
struct PaxHeader: Sendable {
  private(set) var path: [UInt8]?
  private(set) var linkPath: [UInt8]?
  private(set) var bytes: UInt64?
  private(set) var owner: UInt32?
  private(set) var group: UInt32?
  private(set) var modified: TreeEntry.Moment?
  /// The size of a file with holes, when the entry is one (GNU tar, Sparse Formats, version 1.0).
  private(set) var sparseBytes: UInt64?
  private var sparseVersion: [UInt8] = []

  init() {}

  /// `nil` for what is no such header, or says what we do not know how to read.
  init?(_ text: [UInt8]) {
    var start = 0
    while start < text.count {
      guard let space = text[start...].firstIndex(of: 0x20),
        let length = Int(String(decoding: text[start..<space], as: UTF8.self)), length > space - start + 2,
        length <= text.count - start, text[start + length - 1] == 0x0A
      else { return nil }
      let record = text[(space + 1)..<(start + length - 1)]
      guard let equals = record.firstIndex(of: 0x3D) else { return nil }
      guard take(String(decoding: record[..<equals], as: UTF8.self), Array(record[(equals + 1)...])) else { return nil }
      start += length
    }
    // Other versions keep their map elsewhere.
    guard sparseBytes == nil || sparseVersion == Array("10".utf8) else { return nil }
  }

  private mutating func take(_ key: String, _ value: [UInt8]) -> Bool {
    let text = String(decoding: value, as: UTF8.self)
    switch key {
    case "path": if path == nil { path = value }
    case "GNU.sparse.name": path = value
    case "linkpath": linkPath = value
    case "size": bytes = UInt64(text)
    case "uid": owner = UInt32(text)
    case "gid": group = UInt32(text)
    case "mtime":
      guard let moment = PaxHeader.moment(text) else { return false }
      modified = moment
    case "GNU.sparse.realsize": sparseBytes = UInt64(text)
    case "GNU.sparse.major", "GNU.sparse.minor": sparseVersion += value
    default: return !key.hasPrefix("GNU.sparse.")
    }
    return true
  }

  /// `-1.5` is a second and a half before 1970.
  static func moment(_ text: String) -> TreeEntry.Moment? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let seconds = Int64(parts[0]) else { return nil }
    let digits = parts.count > 1 ? parts[1].prefix(9) : ""
    guard let part = Int32(digits + String(repeating: "0", count: 9 - digits.count)) else { return nil }
    guard text.hasPrefix("-"), part > 0 else { return TreeEntry.Moment(seconds: seconds, nanoseconds: part) }
    return TreeEntry.Moment(seconds: seconds - 1, nanoseconds: 1_000_000_000 - part)
  }
}
