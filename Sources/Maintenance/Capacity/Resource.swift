/// The resources of the written capacity plan.
public enum Resource: String, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
  case cpu, memory, disk
  /// Database connections, in percent of the server's maximum.
  case connections
}
