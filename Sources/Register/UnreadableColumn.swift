/// A column holds something else than its table says.
struct UnreadableColumn: Error, CustomStringConvertible {
  /// Its place in the row that was read.
  var index: Int

  var description: String { "column \(index + 1) is not of its type" }
}
