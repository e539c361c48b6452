/// The members of a JSON object (RFC 8259) on a line each, for a person to read: `{"a":{"b":[1,2]}}` gives `a.b.1` 1 and
/// `a.b.2` 2. What is within is read as it stands; nothing is computed from it.
enum JSONMembers {
  /// A value that is no object or list, and the names that lead to it.
  typealias Member = (path: String, text: String)

  /// - Returns: `nil` when the text is no JSON.
  static func flattened(_ json: String) -> [Member]? {
    var scanner = Scanner(rest: json.unicodeScalars[...])
    var members: [Member] = []
    guard scanner.value(at: "", depth: 0, &members), scanner.isAtEnd else { return nil }
    return members
  }

  private struct Scanner {
    /// Deeper than what vigie writes.
    static let deepest = 16

    var rest: Substring.UnicodeScalarView

    var isAtEnd: Bool {
      mutating get {
        skipSpace()
        return rest.isEmpty
      }
    }

    mutating func value(at path: String, depth: Int, _ members: inout [Member]) -> Bool {
      skipSpace()
      guard depth <= Scanner.deepest, let first = rest.first else { return false }
      switch first {
      case "{":
        return list(until: "}") { scanner, _ in
          scanner.skipSpace()
          guard let name = scanner.string() else { return false }
          scanner.skipSpace()
          guard scanner.take(":") else { return false }
          return scanner.value(at: Scanner.join(path, name), depth: depth + 1, &members)
        }
      case "[":
        return list(until: "]") { scanner, number in
          scanner.value(at: Scanner.join(path, String(number)), depth: depth + 1, &members)
        }
      case "\"":
        guard let text = string() else { return false }
        members.append((path, text))
      default:
        let word = rest.prefix { !",]} \t\n\r".unicodeScalars.contains($0) }
        guard !word.isEmpty else { return false }
        rest = rest[word.endIndex...]
        members.append((path, String(word)))
      }
      return true
    }

    private static func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : path + "." + name }

    /// Elements with commas between them, counted from 1.
    private mutating func list(until end: Unicode.Scalar, _ element: (inout Scanner, Int) -> Bool) -> Bool {
      rest = rest.dropFirst()
      skipSpace()
      if take(end) { return true }
      var number = 1
      while element(&self, number) {
        skipSpace()
        if take(end) { return true }
        guard take(",") else { return false }
        number += 1
      }
      return false
    }

    private mutating func string() -> String? {
      guard take("\"") else { return nil }
      var text = String.UnicodeScalarView()
      while let scalar = rest.popFirst() {
        switch scalar {
        case "\"": return String(text)
        case "\\":
          guard let escaped = escape() else { return nil }
          text.append(escaped)
        default: text.append(scalar)
        }
      }
      return nil
    }

    private mutating func escape() -> Unicode.Scalar? {
      guard let letter = rest.popFirst() else { return nil }
      switch letter {
      case "n": return "\n"
      case "t": return "\t"
      case "r": return "\r"
      case "b": return "\u{8}"
      case "f": return "\u{C}"
      case "u":
        guard let high = hexadecimal() else { return nil }
        guard (0xD800..<0xDC00).contains(high) else { return Unicode.Scalar(high) ?? "\u{FFFD}" }
        // Above the basic plane a character is two surrogates (RFC 8259, section 7).
        guard take("\\"), take("u"), let low = hexadecimal(), (0xDC00..<0xE000).contains(low) else { return nil }
        return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
      default: return letter
      }
    }

    private mutating func hexadecimal() -> UInt32? {
      let digits = rest.prefix(4)
      guard digits.count == 4 else { return nil }
      rest = rest.dropFirst(4)
      return UInt32(String(digits), radix: 16)
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
      guard rest.first == scalar else { return false }
      rest = rest.dropFirst()
      return true
    }

    private mutating func skipSpace() { rest = rest.drop { " \t\n\r".unicodeScalars.contains($0) } }
  }
}
