import Crypto

/// Reads a dump of one schema as it passes, without running it: which objects it makes, how many rows go into which table,
/// where the binary log stood, and whether it is whole. What would let it land elsewhere is refused.
///
/// `mariadb-dump` and `mysqldump` begin each statement on a line of its own and escape line breaks in values, so that
/// structure is told by how lines begin; the bodies of routines, triggers and events stand between `DELIMITER ;;` and
/// `DELIMITER ;`.
struct ServerDumpScanner {
  /// The first thing that the dump may not hold; `nil` when there is none.
  private(set) var refusal: String?
  /// Rows by table.
  private(set) var rows: [String: Int] = [:]
  /// The SHA-256 of each table's rows, as the dump writes them, in hexadecimal: the same rows give the same text, whichever
  /// server of the same kind writes it.
  private(set) var digests: [String: String] = [:]
  /// What the dump makes.
  private(set) var objects = ServerObjects()
  /// Where the binary log stood: the comment `-- CHANGE MASTER TO MASTER_LOG_FILE='…', MASTER_LOG_POS=…;`.
  private(set) var position: (file: String, place: UInt64)?

  private enum Place { case line, insert, string, escaped, quoted, body }

  private var place = Place.line
  private var head: [UInt8] = []
  private var table = ""
  private var depth = 0
  private var found = 0
  private var lastLine = ""
  private var hashers: [String: SHA256] = [:]
  private var hasher = SHA256()

  /// Beyond so many bytes a line is told by its beginning.
  private static let headLimit = 4096
  private static let insert = Array("INSERT INTO `".utf8)

  /// Whether the dump ended as a whole one does.
  var isComplete: Bool { lastLine.hasPrefix("-- Dump completed") && place == .line && head.isEmpty }

  /// Reads the next piece.
  mutating func scan(_ piece: some Collection<UInt8>) {
    if piece.withContiguousStorageIfAvailable({ scan(buffer: $0) }) == nil { scan(Array(piece)) }
  }

  private mutating func scan(buffer bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < bytes.count {
      switch place {
      case .line, .body: index = scanLine(bytes, from: index)
      default: index = scanRows(bytes, from: index)
      }
    }
  }

  /// Collects a line's beginning until its end, or until it proves to be an `INSERT`.
  private mutating func scanLine(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 0x0A {
        endLine()
        return index
      }
      if head.count < Self.headLimit { head.append(byte) }
      if byte == 0x60, place == .line, head.count > Self.insert.count, head.starts(with: Self.insert), beginInsert() {
        return index
      }
    }
    return index
  }

  /// The closing backtick of the table's name was read; a doubled one goes on.
  private mutating func beginInsert() -> Bool {
    let name = head.dropFirst(Self.insert.count).dropLast()
    // A name with a backtick in it ends at the first that is not doubled: told when the next byte is not one.
    guard !name.contains(0x60) else {
      refuse("INSERT INTO `" + String(decoding: name, as: UTF8.self))
      return false
    }
    table = String(decoding: name, as: UTF8.self)
    head.removeAll(keepingCapacity: true)
    hasher = hashers[table] ?? SHA256()
    (place, depth, found) = (.insert, 0, 0)
    return true
  }

  /// Counts the parentheses of the values, outside of strings, until the statement ends.
  private mutating func scanRows(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    // Where the part of a row begins that is in this piece.
    var row = start
    defer {
      if depth > 0 {
        hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[row..<index]))
      }
    }
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch place {
      case .string:
        if byte == 0x27 { place = .insert } else if byte == 0x5C { place = .escaped }
      case .escaped: place = .string
      case .quoted: if byte == 0x60 { place = .insert }
      default:
        switch byte {
        case 0x27: place = .string
        case 0x60: place = .quoted
        case 0x28:
          // A list of columns stands before the values, a row after them.
          depth += 1
          if depth == 1 {
            found += 1
            row = index - 1
          }
        case 0x29:
          depth -= 1
          if depth == 0 {
            hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[row..<index]))
          }
        case 0x3B where depth == 0:
          rows[table, default: 0] += found
          hashers[table] = hasher
          place = .line
          return index
        case 0x56 where depth == 0: found = 0
        default: break
        }
      }
    }
    return index
  }

  private mutating func endLine() {
    defer { head.removeAll(keepingCapacity: true) }
    guard !head.isEmpty else { return }
    let line = String(decoding: head, as: UTF8.self)
    lastLine = line
    if line.hasPrefix("-- Dump completed") { digests = hashers.mapValues { $0.finalize().hexadecimal } }
    if place == .body {
      if line == "DELIMITER ;" { place = .line } else { tell(body: line) }
      return
    }
    if line == "DELIMITER ;;" {
      place = .body
      return
    }
    if line.hasPrefix("CREATE TABLE `") { objects.tables += 1 }
    // `/*!50001 VIEW …` makes the view; the statement before it only holds its place.
    if let rest = conditional(line) {
      if rest.hasPrefix("VIEW `") || rest.hasPrefix("CREATE ALGORITHM") && rest.contains(" VIEW `") {
        objects.views += 1
      }
      refuseElsewhere(rest)
    } else if line.hasPrefix("-- CHANGE MASTER TO ") || line.hasPrefix("-- CHANGE REPLICATION SOURCE TO ") {
      position = position ?? Self.position(line)
    } else {
      refuseElsewhere(line)
    }
  }

  private mutating func tell(body line: String) {
    if line.hasPrefix("/*!") {
      if line.contains("*/ /*!50003 TRIGGER ") || line.contains(" TRIGGER ") && line.hasPrefix("/*!50003 CREATE") {
        objects.triggers += 1
      } else if line.hasPrefix("/*!50106 CREATE"), line.contains(" EVENT ") {
        objects.events += 1
      } else if line.hasPrefix("/*!50003 CREATE"), line.contains(" PROCEDURE ") || line.contains(" FUNCTION ") {
        objects.routines += 1
      }
    } else if line.hasPrefix("CREATE "), line.contains(" PROCEDURE ") || line.contains(" FUNCTION ") {
      objects.routines += 1
    }
  }

  /// `/*!50001 VIEW …` → `VIEW …`.
  private func conditional(_ line: String) -> Substring? {
    guard line.hasPrefix("/*!") else { return nil }
    return line.dropFirst(3).drop { $0.isNumber || $0 == " " }
  }

  private mutating func refuseElsewhere(_ statement: some StringProtocol) {
    let words = statement.prefix(64).uppercased()
    for forbidden in [
      "USE ", "CREATE DATABASE", "CREATE SCHEMA", "DROP DATABASE", "DROP SCHEMA", "GRANT ", "CREATE USER",
    ]
    where words.hasPrefix(forbidden) { refuse(String(statement.prefix(60))) }
  }

  private mutating func refuse(_ text: String) {
    if refusal == nil { refusal = text }
  }

  private static func position(_ line: String) -> (file: String, place: UInt64)? {
    guard let file = line.range(of: "_LOG_FILE='"), let place = line.range(of: "_LOG_POS=") else { return nil }
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
