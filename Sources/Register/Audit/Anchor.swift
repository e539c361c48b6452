/// One line of the anchor file: the hash that a row of the audit had when it was written.
struct Anchor: Equatable, Sendable {
  var sequence: Int64
  var hash: String
  /// Whether the line was written when the register was opened, because the process died between the row and its
  /// anchor.
  var isHealed: Bool = false

  /// `12 <64 hexadecimal digits>`, and ` healed` where it was.
  var line: String { "\(sequence) \(hash)\(isHealed ? " healed" : "")\n" }

  /// The first line: which register the anchors hold.
  static func header(_ identity: String) -> String { "vigie anchors 1 \(identity)\n" }

  /// A line without its line end; `nil` when it is no anchor.
  init?(line: some StringProtocol) {
    let parts = line.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2 || (parts.count == 3 && parts[2] == "healed"), let sequence = Int64(parts[0]),
      parts[1].utf8.count == 64
    else { return nil }
    self.init(sequence: sequence, hash: String(parts[1]), isHealed: parts.count == 3)
  }

  init(sequence: Int64, hash: String, isHealed: Bool = false) {
    self.sequence = sequence
    self.hash = hash
    self.isHealed = isHealed
  }
}
