import Host
import Maintenance

/// `backup.report`: writes the state of all backups into a dated file, `STATE/reports/backups-….txt`, and hands it to the
/// program that the plan names for it.
struct ReportBackups: Verb {
  static let name = "backup.report"

  func preview(_ context: StepContext) -> [String] {
    ReportBackups.sending(context).map { [$0.display + " < " + ReportBackups.path(context)] } ?? []
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    ReportBackups.sending(context).map { BackupPreflight.tools([$0.executable]) } ?? []
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let report = ReportBackups.report(context)
    let path = ReportBackups.path(context)
    do throws(FileFault) {
      try FileSystem.makeFolder(context.state.reports)
      try FileSystem.writeAtomically(path, Array((report.lines.joined(separator: "\n") + "\n").utf8))
    } catch {
      throw StepFailure(error)
    }
    if var command = ReportBackups.sending(context) {
      command.inputFile = path
      try await context.run(command)
    }
    return StepOutcome(exitStatus: 0, message: path + " — " + report.headline)
  }

  /// What stands now, read anew.
  static func report(_ context: StepContext) -> StatusReport {
    let plan = context.plan
    let now = context.now
    let zone = ZoneFile.zone(named: plan.timezone) ?? .utc
    let stores = plan.handbook.stores.filter { !$0.place.isOpen }
    let records = stores.map { ($0.name, StoreRecord.read($0.name, context.state)) }
    let legs = plan.backups.map { leg in
      let found = BackupReading.facts(context.backups, leg.leg)
      var status = BackupRules.status(
        of: leg, backups: .known(BackupTrust.catalogue(found, plan: leg, now: now), at: now),
        lastFailure: failure(of: leg.leg, context), now: now, zone: zone)
      status.stores = records.map {
        BackupRules.copies($0, in: $1?.ids, leftOut: $1?.leftOut, of: found, checkedAt: $1?.at)
      }
      return leg.leg == .databaseFull ? BackupReading.withRecovery(status, context.backups) : status
    }
    let since = (try? FileSystem.read(context.state.calendar, limit: 128)).flatMap {
      Timestamp(String(decoding: $0.prefix { $0 != 0x0A }, as: UTF8.self))
    }
    let drills = DrillRules.problems(
      plan.handbook.drills, last: DrillReports.latest(context.state), since: since ?? now, now: now)
    let fed = records.compactMap { name, record in record.map { (name, $0.at) } }
    let late = StoreRules.problems(
      stores, last: Dictionary(fed, uniquingKeysWith: { first, _ in first }), since: since ?? now, now: now)
    return StatusReport(
      application: plan.application, legs: legs, stores: stores, drills: drills + late, now: now, zone: zone,
      language: plan.language ?? .english)
  }

  /// The last try of a leg, when it failed. Ids tell seconds: of those of one second the moment decides.
  private static func failure(of leg: BackupLeg, _ context: StepContext) -> OperationFailure? {
    var last: OperationStatus?
    for id in OperationFolder.list(state: context.state).sorted(by: >) {
      if let last, !id.hasPrefix(last.id.prefix(16)) { break }
      guard let folder = OperationFolder(id: id, state: context.state),
        let status = try? folder.status(now: context.now),
        status.request == .backup(leg: leg), status.state.isOver, last.map({ $0.startedAt < status.startedAt }) ?? true
      else { continue }
      last = status
    }
    guard let last, last.state != .done else { return nil }
    return OperationFailure(operation: last.id, at: last.endedAt ?? last.startedAt, message: last.message ?? "")
  }

  private static func path(_ context: StepContext) -> String {
    context.state.reports + "/backups-\(OperationID.compact(context.orderedAt)).txt"
  }

  /// The command that takes the report on its standard input.
  private static func sending(_ context: StepContext) -> Command? {
    guard let words = context.plan.handbook.statusReport?.send, let program = words.first else { return nil }
    return Command(program, Array(words.dropFirst()), limitSeconds: 120)
  }
}
