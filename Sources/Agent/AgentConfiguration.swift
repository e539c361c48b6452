import Host
import Maintenance

/// What an agent is started with.
public struct AgentConfiguration: Sendable {
  public var plan: Plan
  public var zone: Zone
  public var state: StateFolder
  /// The program's version, for the handshake and the screen.
  public var version: String
  /// The absolute path of this program, which is also the worker's.
  public var executable: String
  /// How long the agent stays after its last client when nothing runs; `nil`: until it is ended.
  public var unusedSeconds: Double?
  /// The services that are started together with the agent, by their names: until the start is over they are not stopped,
  /// but still to come.
  public var starting: Set<String>
  /// What is made as the agent starts, beside everything else. No operation is previewed or begun before it is done;
  /// the screen waits for nothing.
  public var preparation: (@Sendable () async -> Void)?
  /// The file of the plan; `nil`: the sandbox.
  public var planFile: String?
  /// The state of that file when it was read.
  public var planStamp: String?

  /// A configuration.
  public init(
    plan: Plan, zone: Zone, state: StateFolder, version: String, executable: String, unusedSeconds: Double? = nil,
    starting: Set<String> = []
  ) {
    self.plan = plan
    self.zone = zone
    self.state = state
    self.version = version
    self.executable = executable
    self.unusedSeconds = unusedSeconds
    self.starting = starting
  }
}
