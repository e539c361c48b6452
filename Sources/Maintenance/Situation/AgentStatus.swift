/// The engine itself, as it stands.
public struct AgentStatus: Codable, Sendable, Equatable {
  public var pid: Int32
  public var version: String
  public var startedAt: Timestamp
  /// The state folder.
  public var stateFolder: String
  /// Whether the agent ends by itself after its last client.
  public var endsWhenUnused: Bool
  /// What is wrong with the register; `nil` when it is written as it should be.
  public var registerFault: String?

  /// The engine.
  public init(
    pid: Int32, version: String, startedAt: Timestamp, stateFolder: String, endsWhenUnused: Bool,
    registerFault: String? = nil
  ) {
    self.pid = pid
    self.version = version
    self.startedAt = startedAt
    self.stateFolder = stateFolder
    self.endsWhenUnused = endsWhenUnused
    self.registerFault = registerFault
  }
}
