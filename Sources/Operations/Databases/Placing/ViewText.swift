/// The statement of a view as `SHOW CREATE VIEW` writes it. A server writes the names of its own schema only when the view
/// cannot be opened, for want of its definer for instance: the same view has two texts.
enum ViewText {
  /// The text without the names of the view's own schema, for comparing only: strings are left alone.
  static func withoutSchema(_ schema: String, _ text: [UInt8]) -> [UInt8] {
    let qualifier = Array((ServerDatabase.identifier(schema) + ".").utf8)
    var bare: [UInt8] = []
    bare.reserveCapacity(text.count)
    var place = 0
    while place < text.count {
      let byte = text[place]
      if byte == quote {
        let end = stringEnd(text, from: place)
        bare += text[place..<end]
        place = end
      } else if byte == backtick {
        if bare.last != dot, text[place...].starts(with: qualifier) {
          place += qualifier.count
          continue
        }
        let end = nameEnd(text, from: place)
        bare += text[place..<end]
        place = end
      } else {
        bare.append(byte)
        place += 1
      }
    }
    return bare
  }

  private static let quote = UInt8(ascii: "'")
  private static let backtick = UInt8(ascii: "`")
  private static let backslash = UInt8(ascii: "\\")
  private static let dot = UInt8(ascii: ".")

  /// Behind a string; two quotes in a row are two strings, which is as good here.
  private static func stringEnd(_ text: [UInt8], from start: Int) -> Int {
    var place = start + 1
    while place < text.count, text[place] != quote { place += text[place] == backslash ? 2 : 1 }
    return min(place + 1, text.count)
  }

  /// Behind a quoted name, in which a backtick is written twice.
  private static func nameEnd(_ text: [UInt8], from start: Int) -> Int {
    var place = start + 1
    while place < text.count {
      if text[place] == backtick {
        guard place + 1 < text.count, text[place + 1] == backtick else { break }
        place += 1
      }
      place += 1
    }
    return min(place + 1, text.count)
  }
}
