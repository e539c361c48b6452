/// One resource of the capacity plan, as it stands.
public struct ResourceStatus: Codable, Sendable, Equatable {
  public var resource: Resource
  /// The use in percent.
  public var usedPercent: Reading<Double>
  /// What the figure is about where there are several: the fullest mount, `/var`.
  public var subject: String?
  public var alert: ClockStatus
  public var critical: ClockStatus
  public var action: LocalizedText?
  /// Mean use of each of the last 60 whole minutes, oldest first; `nil` where nothing was read. The last one is the
  /// minute before the present one.
  public var lastHour: [Double?]

  /// A resource.
  public init(
    resource: Resource, usedPercent: Reading<Double>, subject: String? = nil, alert: ClockStatus,
    critical: ClockStatus, action: LocalizedText? = nil, lastHour: [Double?] = []
  ) {
    self.resource = resource
    self.usedPercent = usedPercent
    self.subject = subject
    self.alert = alert
    self.critical = critical
    self.action = action
    self.lastHour = lastHour
  }
}
