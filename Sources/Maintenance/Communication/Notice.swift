/// How long before an update its audiences are told.
public enum Notice: Codable, Sendable, Hashable {
  /// As soon as possible.
  case asSoonAsPossible
  /// So many seconds ahead.
  case ahead(seconds: Double)
}
