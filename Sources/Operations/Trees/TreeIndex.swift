import Glibc
import Host

/// The index of a tree as it was saved: the root first, folders before what is in them.
///
/// Its text, which `gunzip --stdout X.index.gz | tr '\0' '\n'` shows, is one record after another, each ended by a NUL: kind (as
/// find(1) has it), mode, owner, group, size, time, then `i=` inode, `c=` time of change, `h=` SHA-256 of the content or `z=` that
/// of a file with holes, `g=` first of its names, `t=` target, `n=` device, `x=` attribute and value, the marks `u` (changed while
/// it was saved), `b` (held by the full), `m` (mounted); after ` :` its path as it is. Names and values are in hexadecimal.
///
///     vigie-index 1 1796025084.117053951
///     f 644 33 33 12 1796025000.000000000 i=4711 c=1796025000.120000000 h=2cf2… :storage/uploads/a b.txt
struct TreeIndex: Sendable {
  /// When the reading of the tree began.
  var began: TreeEntry.Moment
  var records: [TreeRecord]

  /// Where each path stands.
  func places() -> [[UInt8]: Int] {
    Dictionary(records.indices.map { (records[$0].path, $0) }, uniquingKeysWith: { $1 })
  }

  // MARK: Writing

  var text: [UInt8] {
    var text = Array("vigie-index 1 \(TreeIndex.text(began))\0".utf8)
    for record in records { TreeIndex.append(record, to: &text) }
    return text
  }

  private static func text(_ moment: TreeEntry.Moment) -> String {
    let digits = String(moment.nanoseconds)
    return "\(moment.seconds)." + String(repeating: "0", count: max(0, 9 - digits.utf8.count)) + digits
  }

  private static func append(_ record: TreeRecord, to text: inout [UInt8]) {
    let mode = String(record.mode, radix: 8)
    text += Array(
      "\(record.kind.rawValue) \(mode) \(record.owner) \(record.group) \(record.bytes) \(TreeIndex.text(record.modified)) i=\(record.inode) c=\(TreeIndex.text(record.changed))"
        .utf8)
    func add(_ key: String, _ value: [UInt8]) {
      text += Array(" \(key)=".utf8)
      text += Hexadecimal.text(value)
    }
    switch record.digest {
    case .whole(let digest): add("h", digest)
    case .blocks(let digest): add("z", digest)
    case nil: break
    }
    if let first = record.hardLink { add("g", first) }
    if !record.target.isEmpty { add("t", record.target) }
    if record.node != 0 { text += Array(" n=\(record.node)".utf8) }
    for attribute in record.attributes {
      add("x", attribute.name)
      text.append(0x3A)
      text += Hexadecimal.text(attribute.value)
    }
    if !record.isSteady { text += Array(" u".utf8) }
    if record.isInherited { text += Array(" b".utf8) }
    if record.isMount { text += Array(" m".utf8) }
    text += [0x20, 0x3A]
    text += record.path
    text.append(0)
  }

  // MARK: Reading

  /// `nil` for anything that is no index: what it says is acted on.
  init?(text: [UInt8]) {
    var began: TreeEntry.Moment?
    var records: [TreeRecord] = []
    let isRead = text.withUnsafeBytes { bytes -> Bool in
      var start = 0
      while start < bytes.count {
        guard let base = bytes.baseAddress, let end = memchr(base + start, 0, bytes.count - start) else { return false }
        let length = base.distance(to: UnsafeRawPointer(end)) - start
        let line = UnsafeRawBufferPointer(rebasing: bytes[start..<start + length])
        start += length + 1
        if began == nil {
          let words = TreeIndex.words(line)
          guard words.count == 3, String(decoding: words[0], as: UTF8.self) == "vigie-index",
            TreeIndex.number(words[1]) == 1, let moment = TreeIndex.moment(words[2])
          else { return false }
          began = moment
        } else {
          guard let record = TreeIndex.record(line) else { return false }
          records.append(record)
        }
      }
      return true
    }
    guard isRead, let began else { return nil }
    self.init(began: began, records: records)
    guard isConsistent else { return nil }
  }

  init(began: TreeEntry.Moment, records: [TreeRecord]) {
    self.began = began
    self.records = records
  }

  /// Whether every path is below the root, stands once, and lies in a folder that stands before it.
  private var isConsistent: Bool {
    var folders: Set<[UInt8]> = []
    var seen: Set<[UInt8]> = []
    for (place, record) in records.enumerated() {
      guard seen.insert(record.path).inserted else { return false }
      if let parent = record.parent {
        let name = record.path.dropFirst(parent.isEmpty ? 0 : parent.count + 1)
        guard !name.isEmpty, !name.elementsEqual([0x2E]), !name.elementsEqual([0x2E, 0x2E]) else { return false }
        // A single file stands alone, without the folder that it is in.
        guard folders.contains(parent) || (place == 0 && records.count == 1 && parent.isEmpty) else { return false }
      }
      if record.kind == .folder { folders.insert(record.path) }
    }
    return true
  }

  private static func record(_ line: UnsafeRawBufferPointer) -> TreeRecord? {
    guard let colon = line.indices.first(where: { line[$0] == 0x3A && $0 > 0 && line[$0 - 1] == 0x20 }) else {
      return nil
    }
    let words = words(UnsafeRawBufferPointer(rebasing: line[..<(colon - 1)]))
    guard words.count >= 6, words[0].count == 1,
      let kind = TreeEntry.Kind(rawValue: Character(UnicodeScalar(words[0][0]))),
      let mode = number(words[1], radix: 8).flatMap(UInt32.init(exactly:)), mode <= 0o7777,
      let owner = number(words[2]).flatMap(UInt32.init(exactly:)),
      let group = number(words[3]).flatMap(UInt32.init(exactly:)), let bytes = number(words[4]),
      let modified = moment(words[5])
    else { return nil }
    var record = TreeRecord(
      path: Array(line[(colon + 1)...]), kind: kind, mode: mode, owner: owner, group: group, bytes: bytes,
      modified: modified)
    for word in words.dropFirst(6) {
      guard let key = word.first, read(key, word, into: &record) else { return nil }
    }
    return record
  }

  private static func read(_ key: UInt8, _ word: UnsafeRawBufferPointer, into record: inout TreeRecord) -> Bool {
    if word.count == 1 {
      switch UnicodeScalar(key) {
      case "u": record.isSteady = false
      case "b": record.isInherited = true
      case "m": record.isMount = true
      default: return false
      }
      return true
    }
    guard word[1] == 0x3D else { return false }
    let value = UnsafeRawBufferPointer(rebasing: word[2...])
    switch UnicodeScalar(key) {
    case "i": record.inode = number(value) ?? 0
    case "n": record.node = number(value) ?? 0
    case "c":
      guard let moment = moment(value) else { return false }
      record.changed = moment
    case "h", "z":
      guard let digest = Hexadecimal.bytes(value), digest.count == 32 else { return false }
      record.digest = UnicodeScalar(key) == "h" ? .whole(digest) : .blocks(digest)
    case "g", "t":
      guard let bytes = Hexadecimal.bytes(value) else { return false }
      if UnicodeScalar(key) == "g" { record.hardLink = bytes } else { record.target = bytes }
    case "x":
      guard let colon = value.firstIndex(of: 0x3A),
        let name = Hexadecimal.bytes(UnsafeRawBufferPointer(rebasing: value[..<colon])),
        let content = Hexadecimal.bytes(UnsafeRawBufferPointer(rebasing: value[(colon + 1)...]))
      else { return false }
      record.attributes.append(TreeEntry.Attribute(name: name, value: content))
    default: return false
    }
    return true
  }

  private static func words(_ line: UnsafeRawBufferPointer) -> [UnsafeRawBufferPointer] {
    line.split(separator: 0x20).map { UnsafeRawBufferPointer(rebasing: $0) }
  }

  private static func number(_ word: UnsafeRawBufferPointer, radix: UInt64 = 10) -> UInt64? {
    guard !word.isEmpty else { return nil }
    var value: UInt64 = 0
    for byte in word {
      guard byte >= 0x30, UInt64(byte) - 0x30 < radix else { return nil }
      let (product, isOver) = value.multipliedReportingOverflow(by: radix)
      let (sum, isPast) = product.addingReportingOverflow(UInt64(byte) - 0x30)
      if isOver || isPast { return nil }
      value = sum
    }
    return value
  }

  private static func moment(_ word: UnsafeRawBufferPointer) -> TreeEntry.Moment? {
    let isNegative = word.first == 0x2D
    let parts = word.dropFirst(isNegative ? 1 : 0).split(separator: 0x2E)
    guard parts.count == 2, parts[1].count == 9, let seconds = number(UnsafeRawBufferPointer(rebasing: parts[0])),
      let whole = Int64(exactly: seconds), let part = number(UnsafeRawBufferPointer(rebasing: parts[1]))
    else { return nil }
    // `-2.5` is half a second after -2: as the kernel has it.
    return TreeEntry.Moment(seconds: isNegative ? -whole : whole, nanoseconds: Int32(part))
  }
}
