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
    let copied = PurgeBinlogs.copied(context)
    let names = try await reading.binlogs()
    var there: [ServerFile] = []
    // No farther than the newest full may reach: the heads of the others are of no interest.
    let last = copied.compactMap { $0.server?.position?.file }.max { BinlogFile.isBefore($0, $1) }
    for name in names where last.map({ !BinlogFile.isBefore($0, name) }) ?? false {
      there.append(ServerFile(name: name, identity: try? await reading.identity(ofBinlog: name)))
    }
    guard let first = PurgeBinlogs.firstToKeep(of: there, copied: copied), let index = names.firstIndex(of: first),
      index > 0
    else { return PurgeBinlogs.nothing() }
    var left = index
    do throws(StepFailure) {
      left = try await PurgeBinlogs.purge(first, database, reading, context)
    } catch {
      // The copies are made; that the server keeps more than it must is no reason to call them failed.
      return StepOutcome(message: error.message, facts: [StepStatus.remarkFact: "yes"])
    }
    let gone = index - left
    return StepOutcome(
      exitStatus: 0,
      message: context.say(
        "purge du serveur : \(context.count(gone, .logFile)), avant \(first)",
        "purged from the server: \(context.count(gone, .logFile)), before \(first)"))
  }

  /// Purges, and answers how many of the files are left. The server passes over one that is still being read without a word,
  /// and all behind it: whoever has just read its head is a moment in going.
  private static func purge(
    _ first: String, _ database: ServerDatabase, _ reading: ServerDatabase, _ context: StepContext
  ) async throws(StepFailure) -> Int {
    let limit = ContinuousClock.now + .seconds(10)
    while true {
      try await context.run(database.statement("PURGE BINARY LOGS TO \(ServerDatabase.literal(first))"))
      let left = try await reading.binlogs().firstIndex(of: first) ?? 0
      if left == 0 || ContinuousClock.now >= limit || Task.isCancelled { return left }
      try? await Task.sleep(for: .milliseconds(100))
    }
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

  /// A file that the server has.
  struct ServerFile {
    var name: String
    /// Which one of that name it is; `nil` when it could not be read.
    var identity: BinlogIdentity?
  }

  /// The oldest file that the server must keep; `nil` when nothing is known of any. A backup of another history, whose files
  /// are called the same, holds none of them.
  ///
  /// - Parameters:
  ///   - files: the files on the server, oldest first.
  ///   - copied: the backups that are copied and verified.
  static func firstToKeep(of files: [ServerFile], copied: [BackupManifest]) -> String? {
    let known = Dictionary(
      files.compactMap { file in file.identity.map { (file.name, $0) } }, uniquingKeysWith: { first, _ in first })
    let fulls = copied.filter { manifest in
      guard manifest.leg == .databaseFull, !manifest.remarks.contains(BackupManifest.safetyRemark),
        let position = manifest.server?.position, let identity = position.identity
      else { return false }
      return known[position.file] == identity
    }
    // The newest by the log's own order: a clock may have been set back.
    let starts = fulls.compactMap { $0.server?.position?.file }.sorted { BinlogFile.isBefore($0, $1) }
    guard let oldest = starts.first, let start = starts.last else { return nil }
    let held = copied.flatMap { $0.server?.binlogs ?? [] }
    return files.first { file in
      file.name == start
        // What was written before the oldest full leads on from none.
        || !BinlogFile.isBefore(file.name, oldest)
          && !held.contains { $0.name == file.name && $0.identity != nil && $0.identity == file.identity }
    }?.name
  }
}
