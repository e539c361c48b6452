/// Reads fixed-width numbers and separators from the front of a text.
struct DigitScanner {
  private var rest: Substring

  init(_ text: some StringProtocol) { rest = Substring(text) }

  var atEnd: Bool { rest.isEmpty }

  /// Exactly `count` ASCII digits, or `nil` with nothing consumed.
  mutating func digits(_ count: Int) -> Int? {
    let head = rest.prefix(count)
    guard head.count == count, head.utf8.allSatisfy({ (48...57).contains($0) }), let value = Int(head) else {
      return nil
    }
    rest = rest.dropFirst(count)
    return value
  }

  /// The digits after a decimal point, as a fraction of one.
  mutating func fraction() -> Double? {
    let head = rest.prefix { $0.isASCII && $0.isNumber }
    guard !head.isEmpty, let value = Double("0." + head) else { return nil }
    rest = rest.dropFirst(head.count)
    return value
  }

  /// Consumes `character` when it comes next.
  mutating func skip(_ character: Character) -> Bool {
    guard rest.first == character else { return false }
    rest = rest.dropFirst()
    return true
  }
}
