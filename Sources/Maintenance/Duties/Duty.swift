/// A lasting duty of the team, beside the rounds.
public struct Duty: Codable, Sendable, Hashable {
  /// Unique in the plan.
  public var name: String
  public var area: DutyArea
  public var title: LocalizedText
  /// Absent: when there is an occasion.
  public var cadence: Cadence?
  /// The name of a contact.
  public var owner: String?
  /// The task of the rounds in which it is done.
  public var task: String?

  /// A duty.
  public init(
    name: String, area: DutyArea, title: LocalizedText, cadence: Cadence? = nil, owner: String? = nil,
    task: String? = nil
  ) {
    self.name = name
    self.area = area
    self.title = title
    self.cadence = cadence
    self.owner = owner
    self.task = task
  }
}
