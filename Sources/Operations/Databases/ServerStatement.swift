/// A statement of a dump, told by what it is: by its words, whatever their case, and whatever comments, quotes and line breaks
/// stand between them. `/*!50003 …*/` is read as the server reads it, other comments are not.
struct ServerStatement {
  /// What a statement makes.
  enum Kind: Sendable, Hashable {
    case table, view, trigger, routine, event, sequence
    /// Holds the place of a view until it is made.
    case placeholder
  }

  private enum Token: Sendable, Hashable {
    /// In upper case.
    case word(String)
    case quoted(String)
    case sign(UInt8)
  }

  private(set) var makes: Kind?
  private(set) var definer: ServerAccount?
  private(set) var timeZone: String?
  private(set) var sqlMode: String?
  private(set) var altersSchema = false
  /// The beginning of a statement that may not be in a dump.
  private(set) var forbidden: String?
  private let bytes: [UInt8]

  var text: String { String(decoding: bytes, as: UTF8.self) }

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // What it makes and whose it is stands before anything long.
    var reader = Reader(bytes)
    guard case .word(let first)? = reader.next() else {
      // An empty statement is none; one that begins with something else than a word is not a dump's.
      if reader.hasAny { forbid() }
      return
    }
    switch first {
    case "CREATE": readCreate(&reader)
    case "SET": readSet(&reader)
    case "INSERT", "LOCK", "UNLOCK", "DO", "COMMIT", "BEGIN": break
    case "DROP":
      if case .word(let what)? = reader.next(), Self.elsewhere.contains(what) { forbid() }
    case "ALTER":
      guard case .word(let what)? = reader.next() else {
        forbid()
        return
      }
      if what == "DATABASE" || what == "SCHEMA" {
        altersSchema = true
      } else if what != "TABLE" {
        forbid()
      }
    default: forbid()
    }
  }

  private static let elsewhere: Set<String> = ["DATABASE", "SCHEMA", "USER", "ROLE", "SERVER"]

  private static let kinds: [String: Kind] = [
    "TABLE": .table, "VIEW": .view, "TRIGGER": .trigger, "PROCEDURE": .routine, "FUNCTION": .routine,
    "PACKAGE": .routine, "EVENT": .event, "SEQUENCE": .sequence,
  ]

  private mutating func readCreate(_ reader: inout Reader) {
    var isFinal = false
    var isConditional = reader.isConditional
    while let token = reader.next() {
      guard case .word(let word) = token else { continue }
      if word == "DEFINER" {
        readDefiner(&reader)
        isFinal = true
        continue
      }
      if word == "ALGORITHM" { isFinal = true }
      if Self.elsewhere.contains(word) { return forbid() }
      guard var kind = Self.kinds[word] else { continue }
      isConditional = isConditional && reader.isConditional
      // Older releases hold a view's place by a table, newer ones by a view without a definer.
      if kind == .view, !isFinal { kind = .placeholder }
      if kind == .table, isConditional { kind = .placeholder }
      makes = kind
      if kind == .table, namesAnotherSchema(&reader) { forbid() }
      return
    }
    forbid()
  }

  /// `IF NOT EXISTS` or not, a name, and a point after it.
  private func namesAnotherSchema(_ reader: inout Reader) -> Bool {
    while let token = reader.next() {
      if case .quoted = token { return reader.next() == .sign(0x2E) }
      guard case .word = token else { return false }
    }
    return false
  }

  private mutating func readDefiner(_ reader: inout Reader) {
    // `SQL SECURITY DEFINER` names nobody.
    var ahead = reader
    guard ahead.next() == .sign(0x3D), case .quoted(let user)? = ahead.next() else { return }
    reader = ahead
    guard ahead.next() == .sign(0x40), case .quoted(let host)? = ahead.next() else {
      definer = ServerAccount(user: user, host: nil)
      return
    }
    definer = ServerAccount(user: user, host: host.isEmpty ? nil : host)
    reader = ahead
  }

  private mutating func readSet(_ reader: inout Reader) {
    var word = ""
    var hasEquals = false
    while let token = reader.next() {
      switch token {
      case .word(let text):
        if hasEquals {
          // `SET x = @saved, y = …`: only literals are of interest, but for the mode that is put back.
          if word == "SQL_MODE", sqlMode == nil { sqlMode = "" }
        } else if ["GLOBAL", "PERSIST", "PERSIST_ONLY", "PASSWORD", "ROLE", "DEFAULT"].contains(text) {
          return forbid()
        } else {
          word = text
        }
      case .quoted(let text):
        guard hasEquals else { continue }
        if word == "SQL_MODE" { sqlMode = text.uppercased() }
        if word == "TIME_ZONE" { timeZone = text }
      case .sign(0x3D): hasEquals = true
      case .sign(0x2C): hasEquals = false
      default: break
      }
    }
  }

  private mutating func forbid() {
    forbidden = String(String(decoding: bytes.prefix(200), as: UTF8.self).drop { $0.isWhitespace }.prefix(60))
  }

  /// Whether its text asks something by the name of a schema.
  var mayReadElsewhere: Bool { makes == .view || contains("nextval(") || contains("NEXT VALUE FOR") }

  private func contains(_ text: String) -> Bool {
    let wanted = Array(text.lowercased().utf8)
    guard bytes.count >= wanted.count else { return false }
    return (0...(bytes.count - wanted.count)).contains { start in
      wanted.indices.allSatisfy { (bytes[start + $0] | 0x20) == (wanted[$0] | 0x20) }
    }
  }

  /// The tokens of a statement, one by one.
  private struct Reader {
    private let bytes: [UInt8]
    private var index = 0
    /// How many `/*!` are open.
    private var depth = 0
    private(set) var hasAny = false

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isConditional: Bool { depth > 0 }

    private func byte(_ offset: Int) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }

    mutating func next() -> Token? {
      skip()
      guard index < bytes.count else { return nil }
      hasAny = true
      let first = bytes[index]
      if first == 0x60 || first == 0x27 || first == 0x22 { return .quoted(quoted(first)) }
      guard Self.isWord(first) else {
        index += 1
        return .sign(first)
      }
      let start = index
      while index < bytes.count, Self.isWord(bytes[index]) { index += 1 }
      return .word(String(decoding: bytes[start..<index], as: UTF8.self).uppercased())
    }

    private mutating func quoted(_ quote: UInt8) -> String {
      var text: [UInt8] = []
      index += 1
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        if byte == quote {
          guard index < bytes.count, bytes[index] == quote else { break }
          index += 1
        } else if byte == 0x5C, quote == 0x27, index < bytes.count {
          text.append(bytes[index])
          index += 1
          continue
        }
        text.append(byte)
      }
      return String(decoding: text, as: UTF8.self)
    }

    /// Blanks, comments, and the signs of those that are read.
    private mutating func skip() {
      while index < bytes.count {
        switch byte(0) {
        case 0x20, 0x09, 0x0A, 0x0D: index += 1
        case 0x2F where byte(1) == 0x2A && (byte(2) == 0x21 || byte(2) == 0x4D && byte(3) == 0x21):
          index += byte(2) == 0x21 ? 3 : 4
          while (0x30...0x39).contains(byte(0)) { index += 1 }
          depth += 1
        case 0x2A where byte(1) == 0x2F:
          index += 2
          depth = max(0, depth - 1)
        case 0x2F where byte(1) == 0x2A:
          index += 2
          while index < bytes.count, !(byte(0) == 0x2A && byte(1) == 0x2F) { index += 1 }
          index += 2
        case 0x23,
          0x2D where byte(0) == 0x23 || byte(1) == 0x2D:
          while index < bytes.count, byte(0) != 0x0A { index += 1 }
        default: return
        }
      }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
      byte >= 0x80 || byte == 0x5F || byte == 0x24 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte)
    }
  }
}
