/// One round of the calendar, as it stands.
public struct RoundStatus: Codable, Sendable, Equatable {
  public var period: Period
  /// The round's key, as in ``Tick/round``.
  public var round: String
  /// When the round ends.
  public var ends: Timestamp
  public var tasks: [TaskStatus]

  /// A round.
  public init(period: Period, round: String, ends: Timestamp, tasks: [TaskStatus]) {
    self.period = period
    self.round = round
    self.ends = ends
    self.tasks = tasks
  }

  /// How many tasks ask for nothing more.
  public var settledCount: Int { tasks.count(where: \.isSettled) }
}
