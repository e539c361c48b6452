/// Something that a person does to see a lack of capacity coming.
public struct CapacityDuty: Codable, Sendable, Hashable {
  /// Unique in the plan.
  public var name: String
  public var title: LocalizedText
  /// The task of the rounds in which it is done.
  public var task: String?

  /// A duty.
  public init(name: String, title: LocalizedText, task: String? = nil) {
    self.name = name
    self.title = title
    self.task = task
  }
}
