/// The two thresholds of a resource and what the written procedure says to do.
public struct CapacityRule: Codable, Sendable, Equatable {
  public var resource: Resource
  public var alert: Threshold
  public var critical: Threshold
  /// What to do about it.
  public var action: LocalizedText?

  /// A rule for one resource.
  public init(resource: Resource, alert: Threshold, critical: Threshold, action: LocalizedText? = nil) {
    self.resource = resource
    self.alert = alert
    self.critical = critical
    self.action = action
  }
}
