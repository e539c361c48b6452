import Yams

/// Marks keys that stand twice in a mapping, which the parser refuses, so that the rest of the file can still be read: the
/// first letter of the earlier key becomes a character of the private use area, of which a plan has none. All places in
/// the text stay where they are.
struct DuplicateMark {
  private static let base: UInt32 = 0xE000
  private static let most = 0x1000
  /// The letters that were replaced, in the order of their marks.
  private var letters: [Unicode.Scalar] = []

  /// Whether a key was marked, and so is not to be read.
  static func isMarked(_ key: String) -> Bool { key.unicodeScalars.first.map(isMark) ?? false }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool { (0xE000...0xF8FF).contains(scalar.value) }

  /// The key as it stands in the file.
  func original(_ key: String) -> String {
    guard let first = key.unicodeScalars.first, DuplicateMark.isMark(first) else { return key }
    let index = Int(first.value - DuplicateMark.base)
    guard letters.indices.contains(index) else { return key }
    return String(letters[index]) + key.dropFirst()
  }

  /// The text with the key at that place marked; `nil` when it is not a plain or quoted word.
  mutating func marking(_ text: String, at mark: Mark) -> String? {
    guard letters.count < DuplicateMark.most, mark.line > 0,
      let scalar = Unicode.Scalar(DuplicateMark.base + UInt32(letters.count))
    else { return nil }
    var scalars = Array(text.unicodeScalars)
    guard var index = DuplicateMark.index(of: mark, in: scalars) else { return nil }
    if scalars[index] == "\"" || scalars[index] == "'" { index += 1 }
    guard index < scalars.count, scalars[index].properties.isAlphabetic || scalars[index].properties.numericType != nil
    else { return nil }
    letters.append(scalars[index])
    scalars[index] = scalar
    var marked = String.UnicodeScalarView()
    marked.append(contentsOf: scalars)
    return String(marked)
  }

  private static func index(of mark: Mark, in scalars: [Unicode.Scalar]) -> Int? {
    var line = 1
    var index = 0
    while line < mark.line {
      guard let end = scalars[index...].firstIndex(of: "\n") else { return nil }
      index = end + 1
      line += 1
    }
    index += mark.column - 1
    return index < scalars.count ? index : nil
  }
}
