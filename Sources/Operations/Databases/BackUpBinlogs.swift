import Glibc
import Host
import Maintenance

/// `backup.binlogs`: saves closed files of a server's binary log, byte for byte. The argument `leg` says which: a log
/// backup holds those that no log backup holds yet, a differential one all since the newest full backup. Both kept raw:
/// only so can a restore stop at any second in them.
struct BackUpBinlogs: Verb {
  static let name = "backup.binlogs"

  func preview(_ context: StepContext) -> [String] {
    guard let database = try? ServerDatabase(context), let leg = BackUpFolders.leg(context),
      let draft = try? BackupDraft(leg: leg, context: context)
    else { return [] }
    let first = BackUpBinlogs.first(leg, context) ?? "FILE"
    return [
      database.statement("FLUSH BINARY LOGS").display, database.fetch([first, "…"], into: draft.part).display,
      Compression.of(context.plan).packing(draft.part + "/" + first, into: draft.part + "/" + first + ".gz").display,
    ]
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    let database: ServerDatabase
    do throws(StepFailure) { database = try ServerDatabase(context) } catch {
      return [Preflight(severity: .critical, text: LocalizedText(error.message))]
    }
    let programs = database.programs
    var lines = BackupPreflight.tools([programs.client, programs.binlog] + Compression.of(context.plan).programs)
    lines += await ServerPreflight(database).binlogLines()
    if let leg = BackUpFolders.leg(context), BackUpBinlogs.first(leg, context) == nil,
      context.step.arguments["try"] == nil
    {
      lines.append(
        .critical(
          "Aucune sauvegarde complète avec journal binaire : faites d’abord database.full",
          "No full backup with a binary log: make database.full first"))
    }
    return lines
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let database = try ServerDatabase.usable(context)
    guard let leg = BackUpFolders.leg(context) else {
      throw StepFailure("\(context.step.verb): argument leg is missing")
    }
    let draft = try BackupDraft(leg: leg, context: context)
    if let manifest = draft.published() { return BackupReport.outcome(manifest, context) }
    let facts = try await ServerFacts.read(database)
    guard facts.hasBinlog else {
      // Before a restore: with no log there is nothing to save before it.
      if context.step.arguments["try"] != nil {
        return .skipped(context.say("le serveur ne tient pas de journal binaire", "the server keeps no binary log"))
      }
      throw StepFailure(ServerPreflight.noBinlog(context))
    }
    guard let first = BackUpBinlogs.first(leg, context) else {
      if context.step.arguments["try"] != nil {
        return .skipped(context.say("aucune sauvegarde complète à poursuivre", "no full backup to go on from"))
      }
      throw StepFailure(context.say("aucune sauvegarde complète à poursuivre", "no full backup to go on from"))
    }
    try draft.begin()
    do throws(StepFailure) {
      return BackupReport.outcome(try await make(database, leg, first, facts, draft, context), context)
    } catch {
      draft.discard()
      throw error
    }
  }

  func undo(_ context: StepContext) async -> String? {
    if let leg = BackUpFolders.leg(context), let draft = try? BackupDraft(leg: leg, context: context),
      draft.published() == nil
    {
      draft.discard()
    }
    return nil
  }

  /// The file to begin with. A log begins after the last file that a log backup holds. A differential begins where the full
  /// backup stood, or where the differential before it ended when that is earlier: else the stretch between the two would
  /// be in logs alone, which are kept for a day.
  static func first(_ leg: BackupLeg, _ context: StepContext) -> String? {
    guard let full = newestFull(context), let start = full.server?.position else { return nil }
    let earlier = Catalogue.soundManifests(backups: context.backups, leg: leg)
      .filter { $0.server?.history == full.server?.history }
      .compactMap { $0.server?.binlogs.last?.next }.max { isBefore($0, $1) }
    guard let earlier else { return start.file }
    return leg == .databaseLog || isBefore(earlier, start.file) ? earlier : start.file
  }

  /// Whether a file of the log is older: their numbers grow, and grow longer after the last of six digits.
  static func isBefore(_ a: String, _ b: String) -> Bool { (a.utf8.count, a) < (b.utf8.count, b) }

  /// The newest full backup that is not a safety copy.
  static func newestFull(_ context: StepContext) -> BackupManifest? {
    Catalogue.newest(backups: context.backups, leg: .databaseFull, now: context.now).flatMap {
      Catalogue.manifest(backups: context.backups, id: $0.id)
    }
  }

  private func make(
    _ database: ServerDatabase, _ leg: BackupLeg, _ first: String, _ facts: ServerFacts, _ draft: BackupDraft,
    _ context: StepContext
  ) async throws(StepFailure) -> BackupManifest {
    _ = try await context.run(database.statement("FLUSH BINARY LOGS"))
    let takenAt = context.now
    let all = try await database.binlogs()
    var remarks: [String] = []
    // The last one is open: it goes on being written.
    var closed = Array(all.dropLast())
    if let index = closed.firstIndex(of: first) {
      closed.removeFirst(index)
    } else {
      closed.removeAll { BackUpBinlogs.isBefore($0, first) }
      if let oldest = closed.first {
        remarks.append(
          context.say(
            "trou : \(first) n’est plus sur le serveur ; la suite commence à \(oldest)",
            "gap: \(first) is no longer on the server; what follows begins at \(oldest)"))
      }
    }
    guard !closed.isEmpty else {
      throw StepFailure(context.say("aucun journal fermé à sauvegarder", "no closed log to save"))
    }
    let raw = draft.part + "/raw"
    do throws(FileFault) { try FileSystem.makeFolder(raw) } catch { throw StepFailure(error) }
    try await context.run(database.fetch(closed, into: raw))
    var files: [BinlogFile] = []
    var artefacts: [String] = []
    var commands = [database.statement("FLUSH BINARY LOGS").display, database.fetch(closed, into: raw).display]
    let compression = Compression.of(context.plan)
    for (index, name) in closed.enumerated() {
      let path = raw + "/" + name
      let scan = try BinlogScan.read(path)
      guard let next = all.drop(while: { $0 != name }).dropFirst().first else {
        throw StepFailure("\(name): no successor")
      }
      let file = BinlogFile(
        name: name, bytes: scan.bytes, firstEventAt: scan.firstEventAt, lastEventAt: scan.lastEventAt, next: next)
      try await ServerBackupCheck.binlog(raw: path, file, database.programs, context)
      let artefact = name + compression.ending
      let packing = compression.packing(path, into: draft.part + "/" + artefact)
      try await context.run(packing)
      do throws(FileFault) { try FileSystem.removeFile(path) } catch { throw StepFailure(error) }
      commands.append(packing.display)
      files.append(file)
      artefacts.append(artefact)
      context.progress(Double(index + 1) / Double(closed.count), name)
    }
    do throws(FileFault) { try FileSystem.removeTree(raw) } catch { throw StepFailure(error) }
    let full = BackUpBinlogs.newestFull(context)
    return try draft.publish(
      artefacts: artefacts, contents: ["(binlog)": files.count], commands: commands,
      tools: await BackupReport.versions([database.programs.binlog] + compression.programs, context), takenAt: takenAt,
      remarks: remarks, parent: full?.id,
      server: ServerBackup(
        engine: database.plan.engine, version: facts.version, schema: database.plan.schema,
        createStatement: full?.server?.createStatement ?? "", history: facts.history, binlogs: files))
  }
}
