import Maintenance
import Operations

extension Engine {
  /// Starts the copies that are due: of each store that is filled in and can be reached without a person.
  func copyToStores() async {
    let here = Set(fold.backups.flatMap { ($0.backups.value ?? []).filter { $0.fault == nil }.map(\.id) })
    let moment = now
    for store in configuration.plan.handbook.stores where store.kind != .disk && !store.place.isOpen {
      let record = StoreRecord.read(store.name, configuration.state)
      let known = (record?.ids ?? []) + (record?.leftOut ?? [])
      guard !here.subtracting(known).isEmpty, isDue(store, since: record?.at, at: moment) else { continue }
      _ = await start(.copy(store: store.name), confirmation: nil, reason: "calendar", person: .agent, role: .operator)
    }
  }

  /// Whether a store's own time has come, and no copy runs or has just failed.
  private func isDue(_ store: BackupStore, since last: Timestamp?, at moment: Timestamp) -> Bool {
    let tries = fold.operations.filter { $0.request == .copy(store: store.name) }
    if tries.contains(where: { !$0.state.isOver }) { return false }
    if let failed = tries.filter({ $0.state != .done }).map(\.startedAt).max(),
      moment.seconds(since: failed) < BackupSchedule.retrySeconds
    {
      return false
    }
    guard let last, let period = store.cadence?.period else { return true }
    return period.round(at: last, in: configuration.zone).key != period.round(at: moment, in: configuration.zone).key
  }
}
