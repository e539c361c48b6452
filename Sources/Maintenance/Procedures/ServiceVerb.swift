/// What can be asked of a service.
public enum ServiceVerb: String, Codable, Sendable, CaseIterable {
  case start, stop, restart, reload
}
