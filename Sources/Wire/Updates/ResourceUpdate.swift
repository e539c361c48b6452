import Maintenance

/// What has changed of one resource: its hour of figures changes once a minute, its use with nearly every sample.
public struct ResourceUpdate: Codable, Sendable, Equatable {
  /// Everything, when more than the parts below has changed.
  public var whole: ResourceStatus?
  /// Absent when it was read again with the same result.
  public var usedPercent: Reading<Double>?
  public var alert: ClockStatus?
  public var critical: ClockStatus?
  public var lastHour: [Double?]?

  init(from old: ResourceStatus, to new: ResourceStatus, at moment: Timestamp) {
    if old.usedPercent.again(at: moment) != new.usedPercent { usedPercent = new.usedPercent }
    if old.alert != new.alert { alert = new.alert }
    if old.critical != new.critical { critical = new.critical }
    if old.lastHour != new.lastHour { lastHour = new.lastHour }
    if applied(to: old, at: moment) != new { self = ResourceUpdate(whole: new) }
  }

  private init(whole: ResourceStatus) { self.whole = whole }

  func applied(to old: ResourceStatus, at moment: Timestamp) -> ResourceStatus {
    if let whole { return whole }
    var next = old
    next.usedPercent = usedPercent ?? old.usedPercent.again(at: moment)
    if let alert { next.alert = alert }
    if let critical { next.critical = critical }
    if let lastHour { next.lastHour = lastHour }
    return next
  }
}
