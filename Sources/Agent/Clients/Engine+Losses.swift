import Host
import Maintenance
import Operations
import Wire

extension Engine {
  /// Which tables were lost, for whoever chooses what to restore.
  func losses(for follower: Follower) async -> Answer {
    guard follower.role >= .operator else { return .refused(.role(.operator, has: follower.role)) }
    let report = await readLosses()
    // What somebody has seen stands on every screen.
    if report != nil { Task { await readBackups() } }
    return .losses(report ?? LossReport(losses: [], readAt: now))
  }

  /// Whoever is woken at night starts an agent by looking: what went since the last backup of the log is there at once.
  func readLossesAtStart() async {
    if await readLosses() != nil { await readBackups() }
  }

  /// Reads the log. Whoever asks while it is being read gets the same answer: the server's log is read once.
  @discardableResult
  func readLosses() async -> LossReport? {
    await preparation?.value
    let reading =
      lossReading
      ?? Task { [configuration, host] in
        await LostTables.read(
          plan: configuration.plan, state: configuration.state, host: host, folder: configuration.state.logReading)
      }
    lossReading = reading
    let report = await reading.value
    if lossReading == reading { lossReading = nil }
    // A server that does not answer takes nothing back of what its log has told.
    if let report, report.fault == nil || lossReport == nil { lossReport = report }
    return report
  }

  /// The tables that are gone, by what was read last: the backups of the log, or the log itself.
  func openLosses(fulls: [BackupFacts], archives: [BackupFacts]) -> [TableLoss]? {
    func sound(_ facts: [BackupFacts]) -> [BackupManifest] {
      facts.filter { $0.fault == nil && $0.evidence.fault == nil }.map(\.manifest)
    }
    let (fulls, archives) = (sound(fulls), sound(archives))
    let rhythm = fulls.filter { $0.server != nil && !$0.remarks.contains(BackupManifest.safetyRemark) }
    guard let newest = rhythm.map(\.takenAt).max() else { return nil }
    let saved = archives.map(\.takenAt).max()
    let losses =
      if let report = lossReport, saved.map({ report.readAt >= $0 }) ?? true { report.losses } else {
        LostTables.known(fulls: fulls, archives: archives)
      }
    let open = TableLoss.open(losses, since: newest)
    return open.isEmpty ? nil : open
  }
}
