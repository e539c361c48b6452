/// What a person must do before an operation starts. It grows with the blast radius.
public enum Confirmation: Codable, Sendable, Hashable {
  /// Starts at once.
  case none
  /// Asks, with No as the default answer.
  case yes
  /// The name of the target must be typed.
  case typeName(String)
}
