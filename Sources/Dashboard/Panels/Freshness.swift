import Maintenance

/// How old the oldest of what the situation rests on is.
struct Freshness {
  /// When the reading that is oldest was taken; `nil` when none is fresh.
  private(set) var oldest: Timestamp?
  /// How many readings are still to come.
  private(set) var pendingCount = 0

  init(_ situation: Situation) {
    for service in situation.services {
      look(at: service.condition)
      look(at: service.answer)
    }
    for resource in situation.capacity { look(at: resource.usedPercent) }
    for leg in situation.backups { look(at: leg.backups) }
    if situation.services.isEmpty && situation.capacity.isEmpty { look(at: situation.vitals.processors) }
  }

  private mutating func look<Value>(at reading: Reading<Value>) {
    if let at = reading.readAt { oldest = min(oldest ?? at, at) }
    if case .pending = reading { pendingCount += 1 }
  }
}
