import Host
import Maintenance

/// `binlogs.purge`: lets the server throw away the closed files of its binary log that every store has a verified copy of,
/// and that no backup to come builds on: those before the newest full backup that is in every store.
struct PurgeBinlogs: Verb {
  static let name = "binlogs.purge"

  func preview(_ context: StepContext) -> [String] {
    guard let database = try? ServerDatabase(context, restoring: true) else { return [] }
    return [database.statement("PURGE BINARY LOGS TO 'FILE'").display]
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let database = try ServerDatabase.usable(context, restoring: true)
    // What the log holds is asked by the account that backs up; to purge it takes the other.
    let reading = try ServerDatabase(context)
    let facts = try await ServerFacts.read(reading)
    guard facts.hasBinlog else { return PurgeBinlogs.nothing() }
    let copied = PurgeBinlogs.copied(context).filter { $0.server?.history == facts.history }
    let there = try await reading.binlogs()
    guard let first = PurgeBinlogs.firstToKeep(of: there, copied: copied), let index = there.firstIndex(of: first),
      index > 0
    else { return PurgeBinlogs.nothing() }
    do throws(StepFailure) {
      try await context.run(database.statement("PURGE BINARY LOGS TO \(ServerDatabase.literal(first))"))
    } catch {
      // The copies are made; that the server keeps more than it must is no reason to call them failed.
      return StepOutcome(message: error.message, facts: [StepStatus.remarkFact: "yes"])
    }
    return StepOutcome(
      exitStatus: 0,
      message: context.say(
        "\(index) journaux purgés du serveur, avant \(first)", "\(index) logs purged from the server, before \(first)"))
  }

  private static func nothing() -> StepOutcome {
    StepOutcome(exitStatus: 0, message: nil)
  }

  /// The verified backups that every store has; disks that are plugged in now and then apart.
  private static func copied(_ context: StepContext) -> [BackupManifest] {
    let stores = context.plan.handbook.stores.filter { $0.kind != .disk && !$0.place.isOpen }
    guard !stores.isEmpty else { return [] }
    let held = stores.map { Set(StoreRecord.read($0.name, context.state)?.ids ?? []) }
    return [BackupLeg.databaseFull, .databaseDifferential, .databaseLog].flatMap { leg in
      Catalogue.soundManifests(backups: context.backups, leg: leg).filter { manifest in
        let isVerified =
          BackupFolder(id: manifest.id, backups: context.backups)?.facts()?.evidence.verifiedAt != nil
        return isVerified && held.allSatisfy { $0.contains(manifest.id) }
      }
    }
  }

  /// The oldest file that the server must keep; `nil` when nothing is known of any.
  ///
  /// - Parameters:
  ///   - files: the files on the server, oldest first.
  ///   - copied: the backups of this server's history that are copied and verified.
  static func firstToKeep(of files: [String], copied: [BackupManifest]) -> String? {
    let fulls = copied.filter { $0.leg == .databaseFull && !$0.remarks.contains(BackupManifest.safetyRemark) }
    guard let newest = fulls.max(by: { $0.takenAt < $1.takenAt }), let start = newest.server?.position?.file else {
      return nil
    }
    let held = Set(copied.flatMap { $0.server?.binlogs.map(\.name) ?? [] })
    // What was written before the oldest full leads on from none.
    let oldest = fulls.min { $0.takenAt < $1.takenAt }?.server?.position?.file ?? start
    return files.first { $0 == start || !held.contains($0) && !BinlogFile.isBefore($0, oldest) }
  }
}
