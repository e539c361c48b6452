/// A checklist of the plan.
public struct RoundPlan: Codable, Sendable, Equatable {
  public var period: Period
  public var tasks: [TaskPlan]

  /// A checklist.
  public init(period: Period, tasks: [TaskPlan]) {
    self.period = period
    self.tasks = tasks
  }
}
