/// The lines of bytes, without their line feeds and without making an array of them. A last line without a line feed
/// counts; an empty rest does not.
struct Lines: Sequence, IteratorProtocol {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  mutating func next() -> ArraySlice<UInt8>? {
    guard !rest.isEmpty else { return nil }
    guard let end = rest.firstIndex(of: 0x0A) else {
      defer { rest = rest[rest.endIndex...] }
      return rest
    }
    defer { rest = rest[(end + 1)...] }
    return rest[rest.startIndex..<end]
  }
}
