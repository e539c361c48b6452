/// Cuts text into what goes into cells. Whatever the text, nothing comes out that could move a cursor, ring, change
/// colours or turn the direction of writing.
///
/// - Control characters and bidirectional overrides become the replacement sign, tabs and line ends a space.
/// - Marks join the character before them, two at most; joiners and other invisible characters are dropped.
/// - Of emoji joined into one picture the first is kept, skin tones are dropped, flags become their two letters:
///   terminals disagree on the width of all of these.
/// - In the ASCII charset, typographic signs become their plain relatives. Letters stay.
struct ClusterIterator: IteratorProtocol {
  private var scalars: String.UnicodeScalarView.Iterator
  private var held: Unicode.Scalar?
  private let glyphs: Glyphs

  init(_ text: String, _ glyphs: Glyphs) {
    scalars = text.unicodeScalars.makeIterator()
    held = nil
    self.glyphs = glyphs
  }

  mutating func next() -> Cluster? {
    while let scalar = take() {
      let value = scalar.value
      if value >= 0x20 && value < 0x7F {
        // Nearly all text: a letter, and a letter behind it.
        held = scalars.next()
        guard let next = held, next.value >= ScalarWidth.firstCombining else { return Cluster(scalar) }
        return withMarks(Cluster(scalar))
      }
      if let replaced = ClusterIterator.replaced(value, glyphs) { return Cluster(replaced) }
      let shown = glyphs.charset == .ascii ? (Typography.ascii(scalar) ?? scalar) : scalar
      let columns = ScalarWidth.columns(shown)
      if columns == 0 { continue }
      return withMarks(Cluster(shown, wide: columns == 2))
    }
    return nil
  }

  private mutating func take() -> Unicode.Scalar? {
    if let scalar = held {
      held = nil
      return scalar
    }
    return scalars.next()
  }

  private mutating func withMarks(_ cluster: Cluster) -> Cluster {
    var cluster = cluster
    while let scalar = take() {
      let value = scalar.value
      if value < ScalarWidth.firstCombining || ClusterIterator.replaced(value, glyphs) != nil {
        held = scalar
        return cluster
      }
      if ScalarWidth.isTone(value) && cluster.columns == 2 { continue }
      if ScalarWidth.columns(scalar) > 0 {
        held = scalar
        return cluster
      }
      if value == 0x200D {
        if cluster.columns == 2 { dropJoined() }
      } else if scalar.properties.generalCategory != .format && !(value >= 0xFE00 && value <= 0xFE0F) {
        cluster.add(scalar)
      }
    }
    return cluster
  }

  /// Skips the picture that a joiner has joined to the one before it.
  private mutating func dropJoined() {
    guard let scalar = take() else { return }
    if !scalar.properties.isEmoji || scalar.value < 0x80 { held = scalar }
  }

  /// What stands for a scalar that must not reach the screen; `nil` for all that may.
  private static func replaced(_ value: UInt32, _ glyphs: Glyphs) -> Unicode.Scalar? {
    switch value {
    case 0x09...0x0D, 0xA0, 0x2028, 0x2029, 0x2000...0x200A, 0x202F, 0x205F: " "
    case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069: glyphs.replacement
    case 0xFFF9...0xFFFB, 0xFFFE, 0xFFFF, 0xE000...0xF8FF, 0xF0000...: glyphs.replacement
    case 0xAD: "-"
    case 0x1F1E6...0x1F1FF: Unicode.Scalar(value - 0x1F1E6 + 0x41)
    default: nil
    }
  }
}
