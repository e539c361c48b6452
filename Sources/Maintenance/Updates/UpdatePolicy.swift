/// When one kind of update is made, and who is told how long before.
public struct UpdatePolicy: Codable, Sendable, Hashable {
  public var kind: UpdateKind
  public var title: LocalizedText
  /// What such an update brings.
  public var purpose: LocalizedText
  public var frequency: Cadence
  /// The name of a window of the plan.
  public var window: String
  public var notice: Notice
  /// Names of audiences of the plan.
  public var audiences: [String]
  /// Names of channels of the plan.
  public var channels: [String]

  /// A policy.
  public init(
    kind: UpdateKind, title: LocalizedText, purpose: LocalizedText, frequency: Cadence, window: String,
    notice: Notice, audiences: [String], channels: [String]
  ) {
    self.kind = kind
    self.title = title
    self.purpose = purpose
    self.frequency = frequency
    self.window = window
    self.notice = notice
    self.audiences = audiences
    self.channels = channels
  }
}
