/// A line that is not in the form its kernel document gives.
struct MalformedLine: Error, Equatable {
  /// The line itself, shortened and without control characters.
  var line: String
  /// What was looked for.
  var expected: String

  init(_ line: ArraySlice<UInt8>, expected: String) {
    self.line = Printable.text(line, limit: 120)
    self.expected = expected
  }
}
