/// Something that changes the world: steps, and what must hold before they start.
public struct Procedure: Codable, Sendable, Equatable {
  /// `service.restart`, `backup.database.full`, `restore.database`.
  public var name: String
  public var title: LocalizedText
  /// What it acts on, as the lock and the confirmation name it: `service:site`, `database:nationsounds`.
  public var target: String
  public var confirmation: Confirmation
  /// The least role that may start it.
  public var role: Role
  public var steps: [Step]
  /// What brings the state before back, when a step has failed: worded for the person, and the command that does it.
  public var wayBack: WayBack?

  /// A procedure.
  public init(
    name: String, title: LocalizedText, target: String, confirmation: Confirmation, role: Role, steps: [Step],
    wayBack: WayBack? = nil
  ) {
    self.name = name
    self.title = title
    self.target = target
    self.confirmation = confirmation
    self.role = role
    self.steps = steps
    self.wayBack = wayBack
  }
}
