import Maintenance
import Crypto
import Glibc

/// Reads a dump of one schema as it passes, without running it: which objects it makes, how many rows go into which table,
/// where the binary log stood, and whether it is whole. What would let it land elsewhere is refused.
///
/// It is read as the client reads it: statement by statement, each ending with the delimiter outside of quotes and
/// comments, so that nothing in a body, a comment or a name is taken for structure. What a statement makes is told by
/// ``ServerStatement``; rows, which are nearly all of a dump, are only counted and hashed.
struct ServerDumpScanner {
  /// The first thing that the dump may not hold; `nil` when there is none.
  private(set) var refusal: String?
  /// Rows by table, see ``ServerObjects/key(ofTable:)``.
  private(set) var rows: [String: Int] = [:]
  /// The SHA-256 of each table's rows, as the dump writes them, in hexadecimal: the same rows give the same text, whichever
  /// server of the same kind writes it.
  private(set) var digests: [String: String] = [:]
  /// What the dump makes.
  private(set) var objects = ServerObjects()
  /// Where the binary log stood: the comment `-- CHANGE MASTER TO MASTER_LOG_FILE='…', MASTER_LOG_POS=…;`.
  private(set) var position: (file: String, place: UInt64)?
  /// The accounts and roles in whose name views, triggers, routines and events run.
  private(set) var definers: Set<ServerAccount> = []
  /// The definitions of the views, and of the tables whose defaults ask a sequence: they may read other schemas.
  private(set) var readers: [String] = []
  /// The time zones that events are kept in.
  private(set) var timeZones: Set<String> = []
  /// When the first of the events is due that happen once, by the clock of its own zone; `nil` when there is none.
  private(set) var firstOnce: Timestamp?
  /// The bytes of the longest statement, which must pass through `max_allowed_packet` in one piece; and of which table.
  private(set) var longest: (bytes: Int, table: String) = (0, "")
  /// Whether a statement names the schema that the dump was made of: `ALTER DATABASE`, around a routine that was made while
  /// the schema had another collation.
  private(set) var altersSchema = false

  private enum Place {
    case start, comment, statement, single, double, backtick, lineComment, blockHead, blockMark, blockComment, name,
      nameEnd, rows, string,
      rowName
  }

  private var place = Place.start
  /// Whether the byte before was a backslash within a string.
  private var isEscaped = false
  /// The bytes before, where two or three together mean something.
  private var previous: UInt8 = 0
  private var older: UInt8 = 0
  private var text: [UInt8] = []
  private var delimiter: [UInt8] = [0x3B]
  private var hasBackslashes = true
  private var table = ""
  private var depth = 0
  private var found = 0
  private var lastLine = ""
  private var hashers: [String: SHA256] = [:]
  private var hasher = SHA256()
  private var pending: [UInt8] = []
  /// How many bytes were read, and where the present statement began.
  private var passed = 0
  private var began = 0

  /// Beyond so many bytes a statement is told by its beginning.
  private static let textLimit = 1 << 20
  private static let insert = Array("INSERT INTO `".utf8)
  private static let delimiterWord = Array("DELIMITER ".utf8)
  /// The first line of newer dumps; older clients refuse it.
  private static let sandboxMarks = [Array("/*M!999999\\-".utf8), Array("/*!999999\\-".utf8)]

  init() {}

  /// Whether the dump ended as a whole one does.
  var isComplete: Bool { lastLine.hasPrefix("-- Dump completed") && place == .start && text.isEmpty }

  /// Reads the next piece.
  mutating func scan(_ piece: UnsafeRawBufferPointer) {
    var index = 0
    while index < piece.count {
      switch place {
      case .rows: index = scanRows(piece, from: index)
      case .string: index = scanString(piece, from: index)
      case .rowName: index = scanRowName(piece, from: index)
      default: index = scanText(piece, from: index)
      }
    }
    passed += piece.count
  }

  /// Reads the next piece.
  mutating func scan(_ piece: some Collection<UInt8>) {
    Array(piece).withUnsafeBytes { scan($0) }
  }

  // MARK: Statements

  private mutating func scanText(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      switch place {
      case .start:
        index += 1
        // Between statements: blank, a comment to the end of the line, or the first byte of one.
        if text.isEmpty, byte == 0x0A || byte == 0x20 || byte == 0x09 || byte == 0x0D { continue }
        if text.isEmpty { began = passed + index - 1 }
        text.append(byte)
        if text == [0x2D] { continue }
        if text == [0x2D, 0x2D] || text == [0x23] {
          place = .comment
        } else {
          leave(0)
          text.removeLast()
          index -= 1
        }
      case .comment:
        index += 1
        if byte == 0x0A { endComment() } else if text.count < 4096 { text.append(byte) }
      case .name:
        index += 1
        if byte == 0x60 { place = .nameEnd } else { text.append(byte) }
      case .nameEnd:
        if byte == 0x60 {
          place = .name
          text.append(byte)
          index += 1
        } else if byte == 0x2E {
          refuse("INSERT INTO `" + String(decoding: text, as: UTF8.self) + "`.")
          beginRows()
        } else {
          beginRows()
        }
        if place == .rows { return index }
      default:
        index += 1
        scanByte(byte, end: passed + index)
        if place == .name { return index }
      }
    }
    return index
  }

  /// A byte of a statement that is not rows.
  ///
  /// - Parameter end: how many bytes were read with it.
  private mutating func scanByte(_ byte: UInt8, end: Int) {
    if text.count < Self.textLimit { text.append(byte) }
    switch place {
    case .single, .double:
      if isEscaped {
        isEscaped = false
      } else if byte == 0x5C, hasBackslashes {
        isEscaped = true
      } else if byte == (place == .single ? 0x27 : 0x22) {
        leave(0)
      }
      return
    case .backtick: return byte == 0x60 ? leave(0) : ()
    case .lineComment: return byte == 0x0A ? leave(byte) : ()
    case .blockHead, .blockMark:
      // `/*!50003 …*/` and `/*M!…*/` are read; what only looks like it is a comment.
      if byte == 0x21 { return leave(byte) }
      place = byte == 0x4D && place == .blockHead ? .blockMark : .blockComment
      previous = byte
      return
    case .blockComment:
      if byte == 0x2F, previous == 0x2A { return leave(byte) }
      previous = byte
      return
    default: break
    }
    defer { (older, previous) = (previous, byte) }
    switch byte {
    case 0x27: place = .single
    case 0x22: place = .double
    case 0x60: place = text == Self.insert ? .name : .backtick
    case 0x23: place = .lineComment
    case 0x2A where previous == 0x2F: place = .blockHead
    // `-- ` begins a comment; `5--3` does not.
    case 0x20, 0x09: if previous == 0x2D, older == 0x2D { place = .lineComment }
    case 0x0A: endClientLine()
    case 0x3B where delimiter.count == 1 || previous == 0x3B:
      guard !isDelimiterLine else { break }
      if text.count < Self.textLimit { text.removeLast(delimiter.count) }
      endStatement(bytes: end - began)
    default: break
    }
    if place == .name { text.removeAll(keepingCapacity: true) }
  }

  /// Back to the statement's own text.
  private mutating func leave(_ byte: UInt8) { (place, previous, older) = (.statement, byte, 0) }

  private var isDelimiterLine: Bool { text.count < 64 && text.starts(with: Self.delimiterWord) }

  /// What is the client's own, a line that no delimiter ends: `DELIMITER ;;`, and the mark of the sandbox.
  private mutating func endClientLine() {
    if isDelimiterLine {
      delimiter = text.dropFirst(Self.delimiterWord.count).filter { $0 > 0x20 }
      if delimiter != [0x3B], delimiter != [0x3B, 0x3B] { refuse(String(decoding: text, as: UTF8.self)) }
    } else if !(text.count < 64 && Self.sandboxMarks.contains { text.starts(with: $0) }) {
      return
    }
    text.removeAll(keepingCapacity: true)
    place = .start
  }

  private mutating func endComment() {
    let line = String(decoding: text, as: UTF8.self)
    text.removeAll(keepingCapacity: true)
    place = .start
    lastLine = line
    if line.hasPrefix("-- Dump completed") {
      digests = hashers.mapValues { $0.finalize().hexadecimal }
    } else if line.hasPrefix("-- CHANGE MASTER TO ") || line.hasPrefix("-- CHANGE REPLICATION SOURCE TO ") {
      position = position ?? Self.position(line)
    }
  }

  private mutating func endStatement(bytes: Int) {
    let statement = ServerStatement(text)
    lastLine = ""
    if longest.bytes < bytes { longest = (bytes, "") }
    if let kind = statement.makes {
      switch kind {
      case .table: objects.tables += 1
      case .view: objects.views += 1
      case .trigger: objects.triggers += 1
      case .routine: objects.routines += 1
      case .event:
        objects.events += 1
        if let moment = ScheduleText.once(text) { firstOnce = min(firstOnce ?? moment, moment) }
      case .sequence: objects.sequences += 1
      case .placeholder: break
      }
      if kind == .view || kind == .table, statement.mayReadElsewhere { readers.append(statement.text) }
    }
    if let definer = statement.definer { definers.insert(definer) }
    if let zone = statement.timeZone { timeZones.insert(zone) }
    if let mode = statement.sqlMode { hasBackslashes = !mode.contains("NO_BACKSLASH_ESCAPES") }
    if statement.altersSchema { altersSchema = true }
    if let forbidden = statement.forbidden { refuse(forbidden) }
    text.removeAll(keepingCapacity: true)
    place = .start
  }

  // MARK: Rows

  private mutating func beginRows() {
    table = ServerObjects.key(ofTable: String(decoding: text, as: UTF8.self))
    text.removeAll(keepingCapacity: true)
    lastLine = ""
    hasher = hashers[table] ?? SHA256()
    (place, depth, found) = (.rows, 0, 0)
  }

  /// Counts the parentheses of the values, outside of strings, until the statement ends.
  private mutating func scanRows(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    // Where the part of a row begins that is in this piece and not hashed yet.
    var row = start
    var depth = self.depth
    let end = bytes.count
    defer { self.depth = depth }
    while index < end {
      let byte = bytes[index]
      index += 1
      // Digits, hexadecimals and commas are nearly all that stands between.
      if byte > 0x60 || (byte > 0x29 && byte < 0x3B) || (byte > 0x40 && byte < 0x56) { continue }
      switch byte {
      case 0x27:
        if depth > 0 { hash(bytes, row..<index) }
        place = .string
        return index
      case 0x60:
        if depth > 0 { hash(bytes, row..<index) }
        place = .rowName
        return index
      case 0x28:
        // A list of columns stands before the values, a row after them.
        depth += 1
        if depth == 1 {
          found += 1
          row = index - 1
        }
      case 0x29:
        depth -= 1
        if depth == 0 { hash(bytes, row..<index) }
      case 0x3B where depth == 0:
        rows[table, default: 0] += found
        flush()
        hashers[table] = hasher
        place = .start
        let length = passed + index - began
        if length > longest.bytes { longest = (length, table) }
        return index
      case 0x56 where depth == 0: found = 0
      default: break
      }
    }
    if depth > 0 { hash(bytes, row..<index) }
    return index
  }

  /// To the end of a string; a doubled quote ends one and begins the next.
  private mutating func scanString(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    guard let base = bytes.baseAddress else { return start }
    var index = start
    let end = bytes.count
    if isEscaped, index < end {
      isEscaped = false
      index += 1
    }
    var quote = -1
    while index < end {
      if quote < index {
        quote = memchr(base + index, 0x27, end - index).map { UnsafeRawPointer($0) - base } ?? end
      }
      guard let backslash = memchr(base + index, 0x5C, quote - index).map({ UnsafeRawPointer($0) - base }) else {
        index = min(quote + 1, end)
        if quote < end { place = .rows }
        break
      }
      index = backslash + 2
      if index > end {
        isEscaped = true
        index = end
      }
    }
    if depth > 0 { hash(bytes, start..<index) }
    return index
  }

  /// To the end of a column's name.
  private mutating func scanRowName(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    guard let base = bytes.baseAddress else { return start }
    var index = bytes.count
    if let found = memchr(base + start, 0x60, bytes.count - start) {
      index = UnsafeRawPointer(found) - base + 1
      place = .rows
    }
    if depth > 0 { hash(bytes, start..<index) }
    return index
  }

  /// Small pieces are gathered: a hash has its price for each call.
  private mutating func hash(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
    if pending.count + range.count > 1 << 14 { flush() }
    let piece = UnsafeRawBufferPointer(rebasing: bytes[range])
    if range.count > 1 << 12 {
      flush()
      hasher.update(bufferPointer: piece)
    } else {
      pending.append(contentsOf: piece)
    }
  }

  private mutating func flush() {
    guard !pending.isEmpty else { return }
    pending.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    pending.removeAll(keepingCapacity: true)
  }

  // MARK: Words

  private mutating func refuse(_ text: String) {
    if refusal == nil { refusal = String(text.prefix(60)) }
  }

  private static func position(_ line: String) -> (file: String, place: UInt64)? {
    guard let file = line.range(of: "_LOG_FILE='"), let place = line.range(of: "_LOG_POS=") else {
      return nil
    }
    let name = line[file.upperBound...].prefix { $0 != "'" }
    let digits = line[place.upperBound...].prefix { $0.isNumber }
    return UInt64(digits).map { (String(name), $0) }
  }
}

extension String {
  /// Where a text stands first.
  fileprivate func range(of text: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
