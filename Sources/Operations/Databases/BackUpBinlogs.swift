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
    let first = BinlogsToSave(leg, context)?.first ?? "FILE"
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
    lines += await ServerPreflight(database).binlogLines(isNeeded: !isTried(context))
    if let leg = BackUpFolders.leg(context), BinlogsToSave(leg, context) == nil, !isTried(context) {
      lines.append(
        .critical(
          "Aucune sauvegarde complète avec journal binaire : faites d’abord database.full",
          "No full backup with a binary log: make database.full first"))
    }
    return lines
  }

  /// Whether it is done before a restore: what the server does not have, or does not have any more, is not saved, and the
  /// restore goes on.
  private func isTried(_ context: StepContext) -> Bool { context.step.arguments["try"] != nil }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    do throws(StepFailure) {
      return try await save(context)
    } catch {
      guard isTried(context), !Task.isCancelled, let lack = await lack(error, context) else { throw error }
      return .skipped(lack)
    }
  }

  /// Why there is nothing to save before a restore; `nil` when there would have been.
  private func lack(_ failure: StepFailure, _ context: StepContext) async -> String? {
    if failure.isLack { return failure.message }
    // A server that does not answer has no log to offer. Whether it can be restored into is another step's matter.
    guard let database = try? ServerDatabase.usable(context) else { return failure.message }
    do throws(StepFailure) {
      _ = try await ServerFacts.read(database)
      return nil
    } catch {
      return error.message
    }
  }

  private func save(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let database = try ServerDatabase.usable(context)
    guard let leg = BackUpFolders.leg(context) else {
      throw StepFailure("\(context.step.verb): argument leg is missing")
    }
    let draft = try BackupDraft(leg: leg, context: context)
    if let manifest = draft.published() { return BackupReport.outcome(manifest, context) }
    let facts = try await ServerFacts.read(database)
    guard facts.hasBinlog else { throw StepFailure.lack(ServerPreflight.noBinlog(context)) }
    guard let wanted = BinlogsToSave(leg, context) else {
      throw StepFailure.lack(context.say("aucune sauvegarde complète à poursuivre", "no full backup to go on from"))
    }
    try draft.begin()
    do throws(StepFailure) {
      return BackupReport.outcome(try await make(database, leg, wanted, facts, draft, context), context)
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

  private func make(
    _ database: ServerDatabase, _ leg: BackupLeg, _ wanted: BinlogsToSave, _ facts: ServerFacts, _ draft: BackupDraft,
    _ context: StepContext
  ) async throws(StepFailure) -> BackupManifest {
    _ = try await context.run(database.statement("FLUSH BINARY LOGS"))
    let takenAt = context.now
    let all = try await database.binlogs()
    var remarks: [String] = []
    // The last one is open: it goes on being written.
    let (closed, missing) = wanted.files(of: Array(all.dropLast()))
    if let missing, let oldest = closed.first {
      remarks.append(
        context.say(
          "trou : \(missing) n’est plus sur le serveur ; la suite commence à \(oldest)",
          "gap: \(missing) is no longer on the server; what follows begins at \(oldest)"))
    }
    guard !closed.isEmpty else {
      throw StepFailure.lack(
        all.last.map { BinlogFile.isBefore($0, wanted.first) } ?? false
          ? BinlogsToSave.renewed(context) : context.say("aucun journal fermé à sauvegarder", "no closed log to save"))
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
      let scan = try BinlogScan.read(path, tablesOf: database.plan.schema)
      guard let next = all.drop(while: { $0 != name }).dropFirst().first else {
        throw StepFailure("\(name): no successor")
      }
      let file = BinlogFile(name: name, scan, next: next)
      guard wanted.mayBe(file, history: facts.history) else {
        throw StepFailure.lack(BinlogsToSave.renewed(context))
      }
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
    return try draft.publish(
      artefacts: artefacts, contents: ["(binlog)": files.count], commands: commands,
      tools: await BackupReport.versions([database.programs.binlog] + compression.programs, context), takenAt: takenAt,
      remarks: remarks, parent: wanted.full.id,
      server: ServerBackup(
        engine: database.plan.engine, version: facts.version, schema: database.plan.schema,
        createStatement: wanted.full.server?.createStatement ?? "", history: facts.history, binlogs: files))
  }
}
