/// One thing that is done to be sure of the backups.
public struct VerificationItem: Codable, Sendable, Hashable {
  /// Unique in the plan.
  public var name: String
  public var title: LocalizedText
  public var mode: VerificationMode
  public var cadence: Cadence
  /// The task of the rounds in which it is done.
  public var task: String?
  /// The minute of the day at which vigie does it, on the plan's wall clock.
  public var minute: Int?
  /// The contact whom its result is for.
  public var contact: String?
  /// The argv of the program that takes its result on the standard input.
  public var send: [String]?

  /// An item.
  public init(name: String, title: LocalizedText, mode: VerificationMode, cadence: Cadence, task: String? = nil) {
    self.name = name
    self.title = title
    self.mode = mode
    self.cadence = cadence
    self.task = task
  }
}
