/// The statement of a view as `SHOW CREATE VIEW` writes it. A server writes the names of its own schema only when the view
/// cannot be opened, for want of its definer for instance, and then not behind `FROM`: the same view has two texts.
enum ViewText {
  /// The text without the names of the view's own schema, for comparing only.
  static func withoutSchema(_ schema: String, _ text: [UInt8]) -> [UInt8] {
    let own = spellings(of: schema)
    return pieces(text).flatMap { piece in
      switch piece {
      case .other(let bytes): return Array(bytes)
      case .names(let names):
        return joined(names.count > 1 && own.contains(Array(names[0])) ? names.dropFirst() : names[...])
      }
    }
  }

  /// The text for a schema of another name, in which the tables have the same names. A column that is written with schema and
  /// table goes along where the table stands behind `FROM` without a schema; what is named with its schema there stays.
  static func moved(from schema: String, to target: String, _ text: [UInt8]) -> [UInt8] {
    let own = spellings(of: schema)
    let pieces = pieces(text)
    var staying: Set<[UInt8]> = []
    for case .names(let names) in pieces where names.count == 2 && own.contains(Array(names[0])) {
      staying.insert(Array(names[1]))
    }
    return pieces.flatMap { piece in
      switch piece {
      case .other(let bytes): return Array(bytes)
      case .names(let names):
        guard names.count > 2, own.contains(Array(names[0])), !staying.contains(Array(names[1])) else {
          return joined(names[...])
        }
        return Array(ServerDatabase.identifier(target).utf8) + [dot] + joined(names.dropFirst())
      }
    }
  }

  // MARK: Reading

  /// Quoted names that dots join, or what stands between such.
  private enum Piece {
    case names([ArraySlice<UInt8>])
    case other(ArraySlice<UInt8>)
  }

  private static let quote = UInt8(ascii: "'")
  private static let backtick = UInt8(ascii: "`")
  private static let backslash = UInt8(ascii: "\\")
  private static let dot = UInt8(ascii: ".")

  /// The name as it is asked for, and as a server keeps it that folds letters (`lower_case_table_names`).
  private static func spellings(of schema: String) -> Set<[UInt8]> {
    Set([schema, schema.lowercased()].map { Array(ServerDatabase.identifier($0).utf8) })
  }

  private static func joined(_ names: ArraySlice<ArraySlice<UInt8>>) -> [UInt8] {
    Array(names.joined(separator: [dot]))
  }

  private static func pieces(_ text: [UInt8]) -> [Piece] {
    var pieces: [Piece] = []
    var place = 0
    var start = 0
    while place < text.count {
      if text[place] == quote {
        place = stringEnd(text, from: place)
      } else if text[place] == backtick {
        if start < place { pieces.append(.other(text[start..<place])) }
        var names: [ArraySlice<UInt8>] = []
        while place < text.count, text[place] == backtick {
          let end = nameEnd(text, from: place)
          names.append(text[place..<end])
          place = end
          guard place + 1 < text.count, text[place] == dot, text[place + 1] == backtick else { break }
          place += 1
        }
        pieces.append(.names(names))
        start = place
      } else {
        place += 1
      }
    }
    if start < text.count { pieces.append(.other(text[start...])) }
    return pieces
  }

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
