/// One step of an operation, as it stands.
public struct StepStatus: Codable, Sendable, Equatable {
  /// Where a step is in its life.
  public enum State: String, Codable, Sendable {
    case waiting, running, done, failed, skipped
  }

  public var title: LocalizedText
  public var state: State
  public var startedAt, endedAt: Timestamp?
  /// The exit status of the last command of the step.
  public var exitStatus: Int32?
  /// The last thing it said: a count, an error.
  public var message: String?
  /// Whether what it said is to be looked at though it is done: a service that answers no better than before; `nil` for
  /// no.
  public var hasRemark: Bool?
  /// 0 … 1, when it can be told.
  public var progress: Double?
  /// What it has found that a person may want to do next; `nil` for nothing.
  public var offers: [StepOffer]?

  /// The fact by which a step that is done says that its message is a remark.
  public static let remarkFact = "remark"
  /// The fact of a step that adds to the result of the operation, whatever comes after it: what it adds.
  public static let resultFact = "result"

  /// A step.
  public init(
    title: LocalizedText, state: State = .waiting, startedAt: Timestamp? = nil, endedAt: Timestamp? = nil,
    exitStatus: Int32? = nil, message: String? = nil, progress: Double? = nil, hasRemark: Bool? = nil,
    offers: [StepOffer]? = nil
  ) {
    self.title = title
    self.state = state
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.exitStatus = exitStatus
    self.message = message
    self.progress = progress
    self.hasRemark = hasRemark
    self.offers = offers
  }
}
