/// All resources of the plan with their clocks and their last hour: samples go in, statuses come out.
public struct CapacityBoard: Sendable {
  /// What one resource remembers.
  private struct Track: Sendable {
    var rule: CapacityRule
    var alert: ThresholdClock
    var critical: ThresholdClock
    var history = MinuteHistory()
    var usedPercent: Reading<Double> = .pending
    var subject: String?
  }

  /// The clocks as they are kept over an agent's restart, by resource.
  public struct Clocks: Codable, Sendable, Equatable {
    public var alert: ThresholdClock
    public var critical: ThresholdClock
  }

  private var tracks: [Track]

  /// A board for the rules of a plan that is sampled every `samplingSeconds`.
  public init(rules: [CapacityRule], samplingSeconds: Double) {
    let gap = max(10, 3 * samplingSeconds)
    tracks = rules.map { rule in
      Track(
        rule: rule, alert: ThresholdClock(threshold: rule.alert, severity: .warning, maxGapSeconds: gap),
        critical: ThresholdClock(threshold: rule.critical, severity: .critical, maxGapSeconds: gap))
    }
  }

  /// Takes in what the vitals say of each resource. `connections` comes from the database, not from the vitals.
  public mutating func observe(
    _ vitals: Vitals, connections: Reading<Double>, at: Timestamp, bootSeconds: Double, bootID: String
  ) {
    for index in tracks.indices {
      let (reading, subject) = CapacityBoard.use(of: tracks[index].rule.resource, vitals, connections)
      tracks[index].usedPercent = reading
      tracks[index].subject = subject
      let fresh = reading.fresh
      if reading != .pending {
        tracks[index].alert.observe(usedPercent: fresh, at: at, bootSeconds: bootSeconds, bootID: bootID)
        tracks[index].critical.observe(usedPercent: fresh, at: at, bootSeconds: bootSeconds, bootID: bootID)
      }
      if let fresh { tracks[index].history.add(fresh, at: at) }
    }
  }

  /// The resources as they stand.
  public func statuses(at now: Timestamp, bootSeconds: Double, bootID: String) -> [ResourceStatus] {
    tracks.map { track in
      ResourceStatus(
        resource: track.rule.resource, usedPercent: track.usedPercent.map(\.toHundredth), subject: track.subject,
        alert: track.alert.status(bootSeconds: bootSeconds, bootID: bootID),
        critical: track.critical.status(bootSeconds: bootSeconds, bootID: bootID), action: track.rule.action,
        lastHour: track.history.means(before: now))
    }
  }

  /// The figures to keep in the register, one for each resource that is asked for.
  public func samples(at: Timestamp) -> [Sample] {
    tracks.compactMap { track in
      if case .unavailable(let why) = track.usedPercent, why.kind == .notConfigured { return nil }
      if track.usedPercent == .pending { return nil }
      return Sample(series: track.rule.resource.rawValue, at: at, value: track.usedPercent.fresh)
    }
  }

  /// The clocks, to be kept over a restart.
  public var clocks: [Resource: Clocks] {
    Dictionary(
      tracks.map { ($0.rule.resource, Clocks(alert: $0.alert, critical: $0.critical)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Takes over kept clocks, as far as the plan still has their thresholds.
  public mutating func restore(_ clocks: [Resource: Clocks]) {
    for index in tracks.indices {
      guard let kept = clocks[tracks[index].rule.resource] else { continue }
      tracks[index].alert = tracks[index].alert.resuming(kept.alert)
      tracks[index].critical = tracks[index].critical.resuming(kept.critical)
    }
  }

  /// Takes over the minute means that the register has; the newest belongs to the minute before `now`.
  public mutating func restore(means: [Double?], of resource: Resource, before now: Timestamp) {
    guard let index = tracks.firstIndex(where: { $0.rule.resource == resource }) else { return }
    for (back, mean) in zip(1..., means.reversed()) {
      if let mean { tracks[index].history.restore(mean: mean, minute: now.adding(seconds: Double(-60 * back))) }
    }
  }

  private static func use(
    of resource: Resource, _ vitals: Vitals, _ connections: Reading<Double>
  ) -> (Reading<Double>, subject: String?) {
    switch resource {
    case .cpu: (vitals.processors.map(\.total.busyPercent), nil)
    case .memory: (vitals.memory.map(\.usedPercent), nil)
    case .connections: (connections, nil)
    case .disk: fullest(vitals.disks)
    }
  }

  /// The fullest readable mount stands for the disks; one that cannot be read is a problem of its own.
  private static func fullest(_ disks: Reading<[DiskUsage]>) -> (Reading<Double>, subject: String?) {
    guard let mounts = disks.value else { return (disks.map { _ in 0 }, nil) }
    let known = mounts.compactMap { mount in mount.space.fresh.map { (mount.mountPoint, $0.usedPercent) } }
    if let worst = known.max(by: { $0.1 < $1.1 }) {
      return (disks.map { _ in worst.1 }, worst.0)
    }
    for mount in mounts {
      if case .unavailable(let why) = mount.space { return (.unavailable(why), mount.mountPoint) }
    }
    return (.unavailable(Unavailability(.missing, "mountinfo")), nil)
  }
}

extension Double {
  fileprivate var toHundredth: Double { (100 * self).rounded() / 100 }
}
