/// Makes what programs say safe to store and to show: secrets are blacked out, terminal escapes and control
/// characters are taken away.
public enum SafeText {
  /// What stands for a secret.
  static let mask = "•••"
  private static let secretNames = [
    "password", "passwd", "pwd", "secret", "token", "api_key", "apikey", "api-key", "app_key", "access_key",
    "private_key",
  ]

  /// A text without secrets and without escapes.
  public static func clean(_ text: String) -> String {
    // By scalars: `\r\n` is one character.
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { withoutSecrets(withoutEscapes(String($0))) }
      .joined(separator: "\n")
  }

  /// A line without escape sequences (ECMA-48: CSI, OSC and the other strings) and without control characters.
  static func withoutEscapes(_ line: String) -> String {
    var kept = String.UnicodeScalarView()
    var scalars = line.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      switch scalar.value {
      case 0x1B:
        guard let kind = scalars.next() else { break }
        if kind == "[" {
          skipControlSequence(&scalars)
        } else if "]PX^_".unicodeScalars.contains(kind) {
          skipString(&scalars)
        }
      case 0x9B: skipControlSequence(&scalars)
      case 0x90, 0x98, 0x9D, 0x9E, 0x9F: skipString(&scalars)
      case 0x09: kept.append(scalar)
      case 0..<0x20, 0x7F..<0xA0: break
      // Marks that turn the direction of writing can make a line read as another.
      case 0x202A...0x202E, 0x2066...0x2069: break
      default: kept.append(scalar)
      }
    }
    return String(kept)
  }

  private static func skipControlSequence(_ scalars: inout String.UnicodeScalarView.Iterator) {
    while let scalar = scalars.next(), !(0x40...0x7E).contains(scalar.value) {}
  }

  private static func skipString(_ scalars: inout String.UnicodeScalarView.Iterator) {
    while let scalar = scalars.next(), scalar.value != 0x07, scalar.value != 0x9C {
      if scalar.value == 0x1B {
        _ = scalars.next()
        return
      }
    }
  }

  /// A line in which the value after `password=`, `token:`, `Bearer` and the like, and the password in an address
  /// (`scheme://user:password@host`), are masked.
  static func withoutSecrets(_ line: String) -> String { maskAddresses(maskNamed(line)) }

  private static func maskNamed(_ line: String) -> String {
    var result = Substring()
    var rest = Substring(line)
    while let found = nextSecret(in: rest) {
      result += rest[..<found.lowerBound] + mask
      rest = rest[found.upperBound...]
    }
    return String(result + rest)
  }

  /// Where the value of the next named secret is.
  private static func nextSecret(in text: Substring) -> Range<Substring.Index>? {
    var index = text.startIndex
    while index < text.endIndex {
      let tail = text[index...]
      for name in secretNames where tail.prefix(name.count).lowercased() == name {
        if let value = value(after: tail.index(tail.startIndex, offsetBy: name.count), in: tail) { return value }
      }
      if tail.prefix(7).lowercased() == "bearer " {
        let start = tail.index(tail.startIndex, offsetBy: 7)
        let end = tail[start...].firstIndex(of: " ") ?? tail.endIndex
        if start < end { return start..<end }
      }
      index = text.index(after: index)
    }
    return nil
  }

  private static func value(after position: Substring.Index, in text: Substring) -> Range<Substring.Index>? {
    var start = position
    func skip(_ characters: String) {
      while start < text.endIndex, characters.contains(text[start]) { start = text.index(after: start) }
    }
    skip("\"' ")
    guard start < text.endIndex, text[start] == "=" || text[start] == ":" else { return nil }
    start = text.index(after: start)
    skip(" ")
    guard start < text.endIndex else { return nil }
    if text[start] == "\"" || text[start] == "'" {
      let quote = text[start]
      start = text.index(after: start)
      let end = text[start...].firstIndex(of: quote) ?? text.endIndex
      return start < end ? start..<end : nil
    }
    let end = text[start...].firstIndex { " ,;&)".contains($0) } ?? text.endIndex
    return start < end && !text[start..<end].hasPrefix(mask) ? start..<end : nil
  }

  private static func maskAddresses(_ line: String) -> String {
    var result = ""
    var rest = Substring(line)
    while let scheme = rest.firstRange(of: "://") {
      result += rest[..<scheme.upperBound]
      rest = rest[scheme.upperBound...]
      let authority = rest.prefix { !"/ \"'".contains($0) }
      if let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") {
        result += rest[...colon] + mask
        rest = rest[at...]
      }
    }
    return result + rest
  }
}
