/// Who verifies.
public enum VerificationMode: String, Codable, Sendable, CaseIterable {
  /// vigie, by itself.
  case automatic
  /// A person, in a round.
  case manual
}
