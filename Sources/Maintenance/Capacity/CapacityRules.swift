/// When a resource is a problem.
public enum CapacityRules {
  /// The problem of a resource: the critical threshold before the alert, a firing one before one whose clock runs.
  public static func problem(of resource: ResourceStatus) -> Problem? {
    let clocks = [resource.critical, resource.alert]
    if let clock = clocks.first(where: { $0.state == .firing }) ?? clocks.first(where: { $0.state == .pending }) {
      return Problem(
        id: "capacity.\(resource.resource.rawValue)", subject: .resource(resource.resource), severity: clock.severity,
        state: clock.state,
        cause: .overThreshold(
          usedPercent: resource.usedPercent.value ?? clock.threshold.percent, threshold: clock.threshold),
        since: clock.since, firesInSeconds: clock.remainingSeconds, action: resource.action)
    }
    return unreadable(resource)
  }

  private static func unreadable(_ resource: ResourceStatus) -> Problem? {
    let why: Unavailability
    switch resource.usedPercent {
    case .known, .pending: return nil
    case .unavailable(let reason) where reason.kind == .notConfigured: return nil
    case .unavailable(let reason): why = reason
    case .stale: why = Unavailability(.failed, resource.subject ?? resource.resource.rawValue)
    }
    return Problem(
      id: "capacity.\(resource.resource.rawValue)", subject: .resource(resource.resource), severity: .unknown,
      state: .firing, cause: .unreadable(why))
  }
}
