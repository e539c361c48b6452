/// Text as a search sees it: letters without case and accent, ligatures as two letters, one kind of space, hyphen and
/// apostrophe.
public struct FoldedText: Sendable, Hashable {
  /// The scalars that are compared.
  public private(set) var scalars: [UInt32] = []
  /// For each of them, the character of the original text that it came from, counted from 0.
  public private(set) var characters: [Int] = []

  /// Folds `text`.
  public init(_ text: String) {
    if let bytes = FoldedText.plain(text) {
      scalars = bytes
      characters = Array(bytes.indices)
      return
    }
    scalars.reserveCapacity(text.utf8.count)
    characters.reserveCapacity(text.utf8.count)
    for (index, character) in text.enumerated() {
      for scalar in character.unicodeScalars { FoldedText.append(scalar, to: &scalars) }
      while characters.count < scalars.count { characters.append(index) }
    }
  }

  /// The short way for text of printable ASCII, which is most text; `nil` for any other.
  private static func plain(_ text: String) -> [UInt32]? {
    text.utf8.withContiguousStorageIfAvailable { bytes -> [UInt32]? in
      guard bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return nil }
      return bytes.map { UInt32($0) + ($0 >= 0x41 && $0 <= 0x5A ? 0x20 : 0) }
    } ?? nil
  }

  /// Whether there is nothing to compare.
  public var isEmpty: Bool { scalars.isEmpty }

  /// Whether `part` stands in it, whole. Nothing stands in everything.
  public func contains(_ part: FoldedText) -> Bool {
    part.stands(in: scalars)
  }

  /// Whether it stands in `whole`, which ``append(_:to:)`` has folded.
  public func stands(in whole: [UInt32]) -> Bool { FoldedText.firstIndex(of: scalars, in: whole, from: 0) != nil }

  /// Adds what a search sees of `text`, for many texts in one buffer.
  public static func append(_ text: String, to scalars: inout [UInt32]) {
    for scalar in text.unicodeScalars { append(scalar, to: &scalars) }
  }

  /// Where `part` begins in `whole`, at `start` or later.
  static func firstIndex(of part: [UInt32], in whole: [UInt32], from start: Int) -> Int? {
    guard let first = part.first else { return start <= whole.count ? start : nil }
    var place = start
    while place + part.count <= whole.count {
      if whole[place] == first {
        var length = 1
        while length < part.count && whole[place + length] == part[length] { length += 1 }
        if length == part.count { return place }
      }
      place += 1
    }
    return nil
  }

  /// Adds what a search sees of `scalar`: nothing for an accent that stands alone, two letters for a ligature.
  static func append(_ scalar: Unicode.Scalar, to scalars: inout [UInt32]) {
    let value = scalar.value
    if value < UInt32(simple.count) {
      switch value {
      case 0xE6, 0xC6: scalars += [0x61, 0x65]
      case 0x152, 0x153: scalars += [0x6F, 0x65]
      case 0xDF: scalars += [0x73, 0x73]
      default: scalars.append(simple[Int(value)])
      }
      return
    }
    switch value {
    case 0x300...0x36F: break
    case 0x2018, 0x2019: scalars.append(0x27)
    case 0x2010...0x2015: scalars.append(0x2D)
    case 0x2007, 0x2009, 0x202F: scalars.append(0x20)
    default:
      let lower = scalar.properties.lowercaseMapping.unicodeScalars.first
      scalars.append(lower?.value ?? value)
    }
  }

  private static let families: [(letter: UInt8, accented: String)] = [
    (0x61, "ÀÁÂÃÄÅĀĂĄàáâãäåāăą"), (0x63, "ÇĆĈĊČçćĉċč"), (0x64, "ĎĐÐďđð"), (0x65, "ÈÉÊËĒĔĖĘĚèéêëēĕėęě"),
    (0x67, "ĜĞĠĢĝğġģ"), (0x68, "ĤĦĥħ"), (0x69, "ÌÍÎÏĨĪĬĮİìíîïĩīĭįı"), (0x6A, "Ĵĵ"), (0x6B, "Ķķ"),
    (0x6C, "ĹĻĽĿŁĺļľŀł"), (0x6E, "ÑŃŅŇñńņň"), (0x6F, "ÒÓÔÕÖØŌŎŐòóôõöøōŏőº"), (0x72, "ŔŖŘŕŗř"), (0x73, "ŚŜŞŠśŝşš"),
    (0x74, "ŢŤŦţťŧ"), (0x75, "ÙÚÛÜŨŪŬŮŰŲùúûüũūŭůűųµ"), (0x77, "Ŵŵ"), (0x79, "ÝŸŶýÿŷ"), (0x7A, "ŹŻŽźżž"),
    (0x20, "\u{A0}"), (0x2D, "\u{AD}"),
  ]

  /// For every scalar below U+0180 the one that stands for it.
  private static let simple: [UInt32] = {
    var table = (0..<UInt32(0x180)).map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    for family in families {
      for scalar in family.accented.unicodeScalars { table[Int(scalar.value)] = UInt32(family.letter) }
    }
    return table
  }()
}

extension Canvas {
  /// Gives the cells of `rect` that show one of `parts` the ink of what was searched for.
  public mutating func mark(_ parts: [FoldedText], in rect: Rect) {
    let part = rect.intersection(bounds)
    guard !part.isEmpty, parts.contains(where: { !$0.isEmpty }) else { return }
    var scalars: [UInt32] = []
    var columns: [Int] = []
    for row in part.row..<part.endRow {
      scalars.removeAll(keepingCapacity: true)
      columns.removeAll(keepingCapacity: true)
      let line = cells(row: row)
      for column in part.column..<part.endColumn {
        let cluster = line[line.startIndex + column].cluster
        guard !cluster.isRightHalf else { continue }
        FoldedText.append(cluster.base, to: &scalars)
        while columns.count < scalars.count { columns.append(column) }
      }
      for searched in parts where !searched.isEmpty {
        var from = 0
        while let start = FoldedText.firstIndex(of: searched.scalars, in: scalars, from: from) {
          let end = start + searched.scalars.count
          let last = columns[end - 1]
          let width = last - columns[start] + max(1, self[Point(column: last, row: row)].cluster.columns)
          restyle(Rect(column: columns[start], row: row, columns: width, rows: 1)) {
            Style(.match, $0.attributes)
          }
          from = end
        }
      }
    }
  }
}
