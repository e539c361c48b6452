import Host
import Maintenance

/// Which tables of the schema were lost, told by the log: by the part that backups hold, and by what only the server holds yet.
/// Nothing is changed, on the server or among the backups.
public enum LostTables {
  /// More than this is not fetched only to be looked at, in bytes.
  private static let most: UInt64 = 1 << 30

  /// Reads it; `nil` where the plan has no database server.
  ///
  /// - Parameter folder: a path at which a folder may be made that is gone again afterwards.
  public static func read(plan: Plan, state: StateFolder, host: Host, folder: String) async -> LossReport? {
    guard let engine = plan.databases.first?.engine, engine != .sqlite else { return nil }
    let context = StepContext(
      step: Step(verb: "lost.tables", title: LocalizedText(""), limitSeconds: 60), operation: StepContext.previewed,
      plan: plan, state: state, host: host, orderedAt: Timestamp(milliseconds: host.clock.wallMilliseconds()))
    let fulls = Catalogue.soundManifests(backups: context.backups, leg: .databaseFull).filter { $0.server != nil }
    let archives = [BackupLeg.databaseLog, .databaseDifferential].flatMap {
      Catalogue.soundManifests(backups: context.backups, leg: $0)
    }
    var files = saved(archives)
    let readAt = context.now
    var fault: LocalizedText?
    do throws(StepFailure) {
      files += try await unsaved(context, folder).filter { [files] in !files.contains($0) }
    } catch {
      fault = LocalizedText(error.message)
    }
    let losses = TableLoss.find(in: files, fulls: fulls)
    return LossReport(losses: Array(losses.prefix(LossReport.limit)), readAt: readAt, fault: fault)
  }

  /// What the backups of the log alone tell.
  public static func known(fulls: [BackupManifest], archives: [BackupManifest]) -> [TableLoss] {
    TableLoss.find(in: saved(archives), fulls: fulls.filter { $0.server != nil })
  }

  /// What the backups of the log say, each file once, in the log's order.
  private static func saved(_ archives: [BackupManifest]) -> [TableLoss.File] {
    // A log that was begun anew uses the names again: by what the older history wrote, then by name.
    var files: [String: (file: BinlogFile, history: String)] = [:]
    for archive in archives {
      for file in archive.server?.binlogs ?? [] { files[file.key] = (file, archive.server?.history ?? "") }
    }
    let unknown = Timestamp(milliseconds: 0)
    let begun = Dictionary(grouping: files.values, by: \.history)
      .mapValues { $0.compactMap { $0.file.identity?.createdAt ?? $0.file.firstEventAt }.min() ?? unknown }
    return files.values.sorted { a, b in
      let (first, second) = (begun[a.history] ?? unknown, begun[b.history] ?? unknown)
      return first != second ? first < second : BinlogFile.isBefore(a.file.name, b.file.name)
    }.compactMap { held in
      held.file.tables.map { TableLoss.File(name: held.file.name, events: $0) }
    }
  }

  /// What the server's own files say that no backup holds yet, the open one too.
  private static func unsaved(_ context: StepContext, _ folder: String) async throws(StepFailure)
    -> [TableLoss.File]
  {
    guard let wanted = BinlogsToSave(.databaseLog, context) else { return [] }
    let database = try ServerDatabase.usable(context)
    let there = try await database.ask("SHOW BINARY LOGS", limitSeconds: 10)
    let (names, _) = wanted.files(of: there.compactMap(\.first))
    guard !names.isEmpty else { return [] }
    let bytes = there.filter { names.contains($0.first ?? "") }.compactMap { $0.count > 1 ? UInt64($0[1]) : nil }
      .reduce(0, +)
    guard bytes <= most else {
      throw StepFailure(
        context.say(
          "\(ByteWords.text(bytes, in: .french)) de journal ne sont dans aucune sauvegarde : vigie backup database.log d’abord",
          "\(ByteWords.text(bytes, in: .english)) of the log are in no backup: vigie backup database.log first"))
    }
    do throws(FileFault) {
      try FileSystem.removeTree(folder)
      try FileSystem.makeFolder(folder)
    } catch { throw StepFailure(error) }
    defer { try? FileSystem.removeTree(folder) }
    try await context.run(database.fetch(names, into: folder, limitSeconds: 60))
    var files: [TableLoss.File] = []
    for name in names {
      let reader = try BinlogReader(folder + "/" + name)
      var events = TableEvents()
      while let event = try reader.next() { try events.note(event, reader, of: database.plan.schema) }
      files.append(TableLoss.File(name: name, events: events.list))
    }
    return files
  }
}
