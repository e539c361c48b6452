import Crypto
import Host

/// Reads a `tar` archive as it goes by, in pieces of any length: what each entry is, and what its content hashes to. It
/// understands what GNU tar writes with `--format=posix`, and refuses all else.
struct ArchiveScanner {
  private(set) var entries: [ArchiveEntry] = []
  /// What is wrong with the archive, told by its first fault.
  private(set) var fault: String?
  /// Whether its end was seen: two blocks of zeros.
  var isComplete: Bool { stage == .over && fault == nil }

  private enum Stage { case header, extended, map, content, padding, over }

  private static let block = 512
  /// As much as an extended header may hold: names and attributes, not content.
  private static let longestHeader = 16 << 20

  private var stage = Stage.header
  private var pending: [UInt8] = []
  private var wanted = ArchiveScanner.block
  private var left = 0
  private var padding = 0
  private var zeros = 0
  private var pax: PaxHeader?
  private var entry = ArchiveEntry()
  private var hash = SHA256()
  private var sparse: SparseContent?
  private var places: [[UInt8]: Int] = [:]

  /// Takes the next piece.
  mutating func scan(_ piece: UnsafeRawBufferPointer) {
    var offset = 0
    while offset < piece.count, fault == nil, stage != .over {
      let rest = UnsafeRawBufferPointer(rebasing: piece[offset...])
      switch stage {
      case .content: offset += content(rest)
      case .padding: offset += skip(rest)
      default: offset += collect(rest)
      }
    }
  }

  private mutating func collect(_ rest: UnsafeRawBufferPointer) -> Int {
    let count = min(rest.count, wanted - pending.count)
    pending.append(contentsOf: rest[..<count])
    guard pending.count == wanted else { return count }
    switch stage {
    case .header: readHeader()
    case .extended: readExtended()
    case .map: readMap()
    default: break
    }
    return count
  }

  private mutating func content(_ rest: UnsafeRawBufferPointer) -> Int {
    let piece = UnsafeRawBufferPointer(rebasing: rest[..<min(rest.count, left)])
    if sparse != nil {
      if sparse?.take(piece) == false { fail("more content than its map says") }
    } else {
      hash.update(bufferPointer: piece)
    }
    left -= piece.count
    if left == 0 { finish() }
    return piece.count
  }

  private mutating func skip(_ rest: UnsafeRawBufferPointer) -> Int {
    let count = min(rest.count, padding)
    padding -= count
    if padding == 0 { expect(.header, ArchiveScanner.block) }
    return count
  }

  private mutating func expect(_ next: Stage, _ bytes: Int) {
    stage = next
    wanted = bytes
    pending.removeAll(keepingCapacity: true)
  }

  private mutating func fail(_ what: String) {
    if fault == nil { fault = (entry.path.isEmpty ? "" : ByteName.shown(entry.path) + ": ") + what }
  }

  // MARK: Headers

  private mutating func readHeader() {
    let header = pending
    if header.allSatisfy({ $0 == 0 }) {
      zeros += 1
      return zeros == 2 ? expect(.over, 1) : expect(.header, ArchiveScanner.block)
    }
    zeros = 0
    guard header[257..<262].elementsEqual("ustar".utf8) else { return fail("not a tar archive") }
    guard let bytes = ArchiveScanner.number(header[124..<136]), bytes <= 1 << 62 else { return fail("a size") }
    switch UnicodeScalar(header[156]) {
    case "x":
      guard bytes > 0, bytes <= ArchiveScanner.longestHeader else { return fail("a header of \(bytes) bytes") }
      left = Int(bytes)
      return expect(.extended, (left + 511) / 512 * 512)
    case "0", "\0", "1", "2", "3", "4", "5", "6": begin(header, bytes: bytes)
    default: fail("an entry of the type \(header[156])")
    }
  }

  private mutating func readExtended() {
    guard let header = PaxHeader(Array(pending.prefix(left))) else { return fail("an extended header") }
    pax = header
    expect(.header, ArchiveScanner.block)
  }

  private mutating func begin(_ header: [UInt8], bytes: UInt64) {
    let pax = pax ?? PaxHeader()
    self.pax = nil
    sparse = nil
    entry = ArchiveEntry()
    let prefix = ArchiveScanner.text(header[345..<500])
    let name = pax.path ?? (prefix.isEmpty ? [] : prefix + [0x2F]) + ArchiveScanner.text(header[0..<100])
    guard let path = ArchiveScanner.path(name) else { return fail("name refused: " + ByteName.shown(name)) }
    entry.path = path
    let link = pax.linkPath ?? ArchiveScanner.text(header[157..<257])
    guard let mode = ArchiveScanner.number(header[100..<108]), let owner = ArchiveScanner.number(header[108..<116]),
      let group = ArchiveScanner.number(header[116..<124])
    else { return fail("a header") }
    entry.mode = UInt32(truncatingIfNeeded: mode) & 0o7777
    entry.owner = pax.owner ?? UInt32(truncatingIfNeeded: owner)
    entry.group = pax.group ?? UInt32(truncatingIfNeeded: group)
    let seconds = ArchiveScanner.number(header[136..<148]).flatMap(Int64.init(exactly:)) ?? 0
    entry.modified = pax.modified ?? TreeEntry.Moment(seconds: seconds, nanoseconds: 0)
    guard kind(UnicodeScalar(header[156]), link: link, header: header) else { return }
    guard places.updateValue(entries.count, forKey: path) == nil else { return fail("it stands twice") }
    let stored = pax.bytes ?? bytes
    guard entry.kind == .file, entry.hardLink == nil else {
      guard stored == 0 else { return fail("content where there is none") }
      entries.append(entry)
      return expect(.header, ArchiveScanner.block)
    }
    guard let length = Int(exactly: stored), length <= 1 << 62 else { return fail("a size") }
    left = length
    padding = (512 - length % 512) % 512
    entry.bytes = pax.sparseBytes ?? stored
    if pax.sparseBytes != nil {
      sparse = SparseContent()
      return expect(.map, ArchiveScanner.block)
    }
    hash = SHA256()
    stage = .content
    if left == 0 { finish() }
  }

  private mutating func kind(_ type: UnicodeScalar, link: [UInt8], header: [UInt8]) -> Bool {
    switch type {
    case "1":
      guard let first = ArchiveScanner.path(link), let place = places[first] else {
        fail("name refused: " + ByteName.shown(link))
        return false
      }
      // Another name of the same thing: all that was said of it holds.
      if entries[place].hardLink == nil { entries[place].hardLink = first }
      let path = entry.path
      entry = entries[place]
      entry.path = path
    case "2":
      entry.kind = .link
      entry.mode = 0o777
      entry.target = link
    case "3", "4":
      entry.kind = type == "3" ? .character : .block
      guard let major = ArchiveScanner.number(header[329..<337]), let minor = ArchiveScanner.number(header[337..<345])
      else { return false }
      // As the C library joins the two (makedev(3)).
      entry.node =
        (major & 0xFFFF_F000) << 32 | (major & 0xFFF) << 8 | (minor & 0xFFFF_FF00) << 12 | minor & 0xFF
    case "5": entry.kind = .folder
    case "6": entry.kind = .pipe
    default: entry.kind = .file
    }
    return true
  }

  private mutating func readMap() {
    guard left >= 512, sparse?.readMap(pending) == true else { return fail("a map of holes") }
    left -= 512
    if sparse?.isMapped == false { return expect(.map, ArchiveScanner.block) }
    stage = .content
    if left == 0 { finish() }
  }

  private mutating func finish() {
    if var content = sparse {
      guard content.isAll else { return fail("less content than its map says") }
      entry.digest = .blocks(content.finalize())
    } else {
      entry.digest = .whole(Array(hash.finalize()))
    }
    entries.append(entry)
    if padding > 0 { stage = .padding } else { expect(.header, ArchiveScanner.block) }
  }

  // MARK: Fields

  /// A number in octal digits, or, where the first bit is set, in two's complement of 95 bits.
  private static func number(_ field: ArraySlice<UInt8>) -> UInt64? {
    guard let first = field.first else { return nil }
    if first & 0x80 != 0 {
      guard first == 0x80 else { return nil }
      return field.dropFirst().suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
    var value: UInt64 = 0
    for byte in field where byte != 0x20 && byte != 0 {
      guard (0x30...0x37).contains(byte) else { return nil }
      value = value << 3 | UInt64(byte - 0x30)
    }
    return value
  }

  private static func text(_ field: ArraySlice<UInt8>) -> [UInt8] { Array(field.prefix { $0 != 0 }) }

  /// A name below the folder that the archive is extracted into; `nil` for one that would leave it.
  static func path(_ name: [UInt8]) -> [UInt8]? {
    guard name.first == 0x2E, name.count == 1 || name[1] == 0x2F else { return nil }
    let parts = name.dropFirst(2).split(separator: 0x2F, omittingEmptySubsequences: true)
    guard !name.contains(0), !parts.contains(where: { $0.elementsEqual([0x2E]) || $0.elementsEqual([0x2E, 0x2E]) })
    else { return nil }
    return Array(parts.joined(separator: [0x2F]))
  }
}
