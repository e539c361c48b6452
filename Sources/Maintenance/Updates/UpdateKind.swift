/// The four kinds of update of the written procedure.
public enum UpdateKind: String, Codable, Sendable, CaseIterable {
  /// Corrects a grave security hole.
  case critical
  /// New functions, important improvements.
  case major
  /// Corrected mistakes, small improvements.
  case minor
  /// Libraries and frameworks.
  case dependencies
}
