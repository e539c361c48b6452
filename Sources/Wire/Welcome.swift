import Maintenance

/// The agent's answer to a greeting that it accepts.
public struct Welcome: Codable, Sendable, Equatable {
  public var wire: Int
  public var program: String
  /// Who the kernel says the client is.
  public var person: Operator
  /// What that person may do.
  public var role: Role
  public var pid: Int32
  /// The file of the plan that the agent has read; `nil`: the sandbox.
  public var planFile: String?
  /// The state of that file when it was read, to be compared only.
  public var planStamp: String?
  /// The language of that plan, where it names one; `nil` for the sandbox, which speaks to everyone in their own.
  public var language: Language?
  /// The zone in which its times are meant, by its name in the zone database.
  public var timezone: String?

  /// A welcome.
  public init(wire: Int = WireVersion.current, program: String, person: Operator, role: Role, pid: Int32) {
    self.wire = wire
    self.program = program
    self.person = person
    self.role = role
    self.pid = pid
  }
}
