/// What stands in one cell, or in two that belong together: a character and up to two marks on it.
///
/// Packed into one word: 21 bits each for the character and the two marks, one bit for "takes two cells".
/// Nought stands for the right half of a wide character.
public struct Cluster: Hashable, Sendable {
  var packed: UInt64

  init(packed: UInt64) { self.packed = packed }

  /// One scalar without marks. Control characters are the caller's business: `ClusterIterator` replaces them.
  init(_ scalar: Unicode.Scalar, wide: Bool = false) { packed = UInt64(scalar.value) | (wide ? 1 << 63 : 0) }

  static let space = Cluster(" ")
  static let rightHalf = Cluster(packed: 0)

  /// Whether it is the right half of the wide character in the cell before.
  public var isRightHalf: Bool { packed == 0 }
  /// The cells it takes: 1 or 2; 0 for a right half.
  public var columns: Int { packed == 0 ? 0 : (packed >> 63 == 1 ? 2 : 1) }

  /// The character without its marks; a space for a right half.
  public var base: Unicode.Scalar {
    Unicode.Scalar(UInt32(packed & 0x1F_FFFF)).flatMap { $0 == "\0" ? " " : $0 } ?? " "
  }

  /// The marks on it, at most two.
  public var marks: [Unicode.Scalar] {
    guard packed >> 21 & 0x3FF_FFFF_FFFF != 0 else { return [] }
    return [packed >> 21, packed >> 42].compactMap {
      let value = UInt32($0 & 0x1F_FFFF)
      return value == 0 ? nil : Unicode.Scalar(value)
    }
  }

  /// The same with one more mark; a third mark is dropped.
  mutating func add(_ mark: Unicode.Scalar) {
    if packed >> 21 & 0x1F_FFFF == 0 {
      packed |= UInt64(mark.value) << 21
    } else if packed >> 42 & 0x1F_FFFF == 0 {
      packed |= UInt64(mark.value) << 42
    }
  }

  /// The text of it; empty for a right half.
  public var text: String {
    guard packed != 0 else { return "" }
    var text = String(base)
    for mark in marks { text.unicodeScalars.append(mark) }
    return text
  }
}
