import Host
import Maintenance

/// `drill.restore`: restores the newest backup of a scope where nothing is touched, proves it, and keeps that as evidence. The
/// argument `scope` says what: a database in a throwaway server or a scratch file, folders in a scratch folder.
struct DrillRestore: Verb {
  static let name = "drill.restore"

  func preview(_ context: StepContext) -> [String] { [] }

  func preflight(_ context: StepContext) async -> [Preflight] {
    // What a store has is known once it has been fetched.
    guard let scope = DrillRestore.scope(context), context.step.arguments[StepContext.asideArgument] == nil else {
      return []
    }
    guard let folder = DrillRestore.newest(scope, context) else {
      return [.critical("Aucune sauvegarde à essayer : \(scope.rawValue)", "No backup to try: \(scope.rawValue)")]
    }
    guard let manifest = try? folder.manifest() else { return [] }
    let tools =
      manifest.server.map { ServerPrograms(engine: $0.engine).server } ?? (scope == .database ? "sqlite3" : "tar")
    return BackupPreflight.tools([tools, "gzip"]) + [
      BackupPreflight.space(needed: 12 * manifest.totalBytes + 64 << 20, at: context.state.operations)
    ]
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    guard let scope = DrillRestore.scope(context) else { throw StepFailure("argument scope is missing") }
    guard let folder = DrillRestore.newest(scope, context) else {
      throw StepFailure(context.say("aucune sauvegarde à essayer", "no backup to try"))
    }
    let began = context.now
    let manifest = try await BackupCheck.all(folder, context)
    let found: String
    if scope != .database {
      found = try await DrillRestore.folders(folder, manifest, context)
    } else if manifest.server != nil {
      found = try await DrillRestore.schema(folder, manifest, context)
    } else {
      found = try await DrillRestore.file(folder, manifest, context)
    }
    let now = context.now
    try folder.record {
      $0.restoredAt = now
      $0.verifiedAt = now
    }
    let seconds = Int(now.seconds(since: began).rounded())
    let report = DrillReport(
      scope: scope, backup: folder.id, takenAt: manifest.takenAt, at: now, seconds: seconds, found: found)
    return StepOutcome(
      exitStatus: 0, message: report.line(context), facts: ["drill." + scope.rawValue: report.line(context)])
  }

  func undo(_ context: StepContext) async -> String? {
    try? FileSystem.removeTree(context.asideBackups)
    return nil
  }

  static func scope(_ context: StepContext) -> RestoreScope? {
    context.step.arguments["scope"].flatMap(RestoreScope.init)
  }

  private static func newest(_ scope: RestoreScope, _ context: StepContext) -> BackupFolder? {
    let legs: [BackupLeg] =
      switch scope {
      case .database: [.databaseFull]
      case .files: [.filesFull, .filesIncremental]
      case .configuration: [.configurationFull]
      }
    let newest = Catalogue.newest(backups: context.backups, legs: legs, now: context.now)
    return newest.flatMap { BackupFolder(id: $0.id, backups: context.backups) }
  }

  // MARK: Each kind

  /// A server's schema, as far as its logs lead.
  private static func schema(_ folder: BackupFolder, _ manifest: BackupManifest, _ context: StepContext)
    async throws(StepFailure) -> String
  {
    let archives = RebuildSchema.archives(context)
    let reach = RecoveryChain.spans(fulls: [manifest], archives: archives).first?.until ?? manifest.takenAt
    return try await RebuildSchema.rebuild(folder, manifest, moment: nil, toEnd: true, context) {
      server, _ async throws(StepFailure) in
      let rows = try await server.rows()
      let sums = try await server.database.checksums()
      let held = context.count(sums.count, .table) + ", " + context.count(rows.values.reduce(0, +), .row)
      return held + context.say(", jusqu’à \(reach)", ", until \(reach)")
    }
  }

  /// An SQLite file.
  private static func file(_ folder: BackupFolder, _ manifest: BackupManifest, _ context: StepContext)
    async throws(StepFailure) -> String
  {
    let scratch = try place(context)
    defer { try? FileSystem.removeTree(scratch) }
    let built = scratch + "/drill.sqlite"
    try await RebuildDatabase.build(built, from: folder, manifest, scratch: scratch, context)
    return try await ProveDatabase.prove(built, isLive: false, manifest, context).message ?? ""
  }

  /// Folders, each from its archives.
  private static func folders(_ folder: BackupFolder, _ manifest: BackupManifest, _ context: StepContext)
    async throws(StepFailure) -> String
  {
    let scratch = try place(context)
    defer { try? FileSystem.removeTree(scratch) }
    var objects = 0
    for restore in try FolderRestore.all(manifest, context) {
      let target = scratch + "/" + restore.item.base
      do throws(FileFault) { try FileSystem.makeFolder(target) } catch { throw StepFailure(error) }
      let sources = try await ExtractFolder.soundSources(folder, manifest, context)
      try await FolderBuild(restore: restore, sources: sources, scope: manifest.leg.scope, place: target)
        .run(try await restore.wanted(folder, context), context)
      objects += try await restore.prove(target, folder, manifest, context).objects
    }
    return context.count(objects, .object) + context.say(", comme dans la sauvegarde", ", as in the backup")
  }

  private static func place(_ context: StepContext) throws(StepFailure) -> String {
    let path = context.state.operation(context.operation) + "/drill"
    do throws(FileFault) {
      try FileSystem.removeTree(path)
      try FileSystem.makeFolder(path)
      return path
    } catch {
      throw StepFailure(error)
    }
  }
}
