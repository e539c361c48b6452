/// A statement of SQL in its words: names, texts, signs. Comments are left out, but not those that a server carries out
/// (`/*! … */`, `/*M! … */`). https://mariadb.com/kb/en/comment-syntax/, https://mariadb.com/kb/en/string-literals/
struct StatementTokens: Sendable, Hashable {
  enum Token: Sendable, Hashable {
    /// A word or a number without quotes; in lower case.
    case word(String)
    /// A name in backticks, or in double quotes where those make names; in lower case.
    case name(String)
    case text
    case sign(UInt8)

    /// What it may name.
    var named: String? {
      switch self {
      case .word(let text), .name(let text): text
      case .text, .sign: nil
      }
    }
  }

  private(set) var tokens: [Token] = []

  /// The words of a statement; `nil` when a quote or a comment does not end.
  init?(_ statement: BinlogStatement) {
    let bytes = statement.text
    var place = 0
    var isInsideComment = false
    while place < bytes.count {
      let byte = bytes[place]
      let next = place + 1 < bytes.count ? bytes[place + 1] : 0
      if byte <= 0x20 {
        place += 1
      } else if byte == UInt8(ascii: "#")
        || byte == UInt8(ascii: "-") && next == byte && (place + 2 >= bytes.count || bytes[place + 2] <= 0x20)
      {
        while place < bytes.count, bytes[place] != 0x0A { place += 1 }
      } else if byte == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
        let third = place + 2 < bytes.count ? bytes[place + 2] : 0
        let fourth = place + 3 < bytes.count ? bytes[place + 3] : 0
        if third == UInt8(ascii: "!") || third == UInt8(ascii: "M") && fourth == UInt8(ascii: "!") {
          // Carried out: its words count, the version before them does not.
          place += third == UInt8(ascii: "!") ? 3 : 4
          while place < bytes.count, (0x30...0x39).contains(bytes[place]) { place += 1 }
          isInsideComment = true
        } else {
          var end = place + 2
          while end + 1 < bytes.count, !(bytes[end] == UInt8(ascii: "*") && bytes[end + 1] == UInt8(ascii: "/")) {
            end += 1
          }
          guard end + 1 < bytes.count else { return nil }
          place = end + 2
        }
      } else if isInsideComment, byte == UInt8(ascii: "*"), next == UInt8(ascii: "/") {
        isInsideComment = false
        place += 2
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`") {
        let isName = byte == UInt8(ascii: "`") || byte == UInt8(ascii: "\"") && statement.quotesNames
        guard let (content, end) = StatementTokens.quoted(bytes, place, escapes: !isName && !statement.keepsBackslashes)
        else { return nil }
        tokens.append(isName ? .name(StatementTokens.lower(content)) : .text)
        place = end
      } else if StatementTokens.isWord(byte) {
        var end = place
        while end < bytes.count, StatementTokens.isWord(bytes[end]) { end += 1 }
        tokens.append(.word(StatementTokens.lower(Array(bytes[place..<end]))))
        place = end
      } else {
        tokens.append(.sign(byte))
        place += 1
      }
    }
  }

  /// The words without quotes from `index` on match; where the match ends.
  func match(_ words: [String], at index: Int) -> Int? {
    guard index + words.count <= tokens.count else { return nil }
    for (offset, word) in words.enumerated() where tokens[index + offset] != .word(word) { return nil }
    return index + words.count
  }

  private static func quoted(_ bytes: [UInt8], _ start: Int, escapes: Bool) -> ([UInt8], Int)? {
    let quote = bytes[start]
    var content: [UInt8] = []
    var place = start + 1
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "\\"), escapes {
        place += 2
      } else if bytes[place] == quote {
        guard place + 1 < bytes.count, bytes[place + 1] == quote else { return (content, place + 1) }
        content.append(quote)
        place += 2
      } else {
        content.append(bytes[place])
        place += 1
      }
    }
    return nil
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte >= 0x80
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
  }

  static func lower(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self).lowercased() }
}
