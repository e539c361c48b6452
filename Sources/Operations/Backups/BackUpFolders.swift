import Host
import Maintenance

/// `backup.folders`: a backup of the files or the configuration, one compressed archive for each folder of the plan. The
/// argument `leg` says which; with `safety` it is the copy that a restore takes of what it is about to replace.
///
/// A full backup of the files keeps what `tar` remembers of them (tar(1), --listed-incremental); an incremental one goes on
/// from a copy of that, so that each builds on the full alone, and knows what was deleted.
struct BackUpFolders: Verb {
  static let name = "backup.folders"

  func preview(_ context: StepContext) -> [String] {
    guard let leg = BackUpFolders.leg(context), let draft = try? BackupDraft(leg: leg, context: context) else {
      return []
    }
    return ArchiveItem.of(leg.scope, plan: context.plan).map { BackUpFolders.command($0, leg, draft).command.display }
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    guard let leg = BackUpFolders.leg(context) else { return [] }
    let items = ArchiveItem.of(leg.scope, plan: context.plan)
    guard !items.isEmpty else {
      return [
        .critical("Le plan ne nomme aucun dossier pour \(leg.rawValue)", "The plan names no folder for \(leg.rawValue)")
      ]
    }
    var lines = BackupPreflight.tools(["tar", "gzip"])
    if leg == .filesIncremental {
      lines.append(
        BackUpFolders.base(items, context).map {
          .fine("Part de \($0.id)", "Goes on from \($0.id)")
        }
          ?? .critical(
            "Aucune sauvegarde files.full dont partir : faites-la d’abord",
            "No files.full backup to go on from: make it first"))
    }
    let isSafety = context.step.arguments["safety"] != nil
    lines += items.filter { !FileSystem.exists($0.path) }.map { item in
      isSafety
        ? .fine("\(item.path) n’existe plus : rien à garder", "\(item.path) is gone: nothing to keep")
        : .critical("\(item.path) n’existe pas", "\(item.path) does not exist")
    }
    if let needed = BackUpFolders.bytesNeeded(items, leg, context) {
      lines.append(BackupPreflight.space(needed: needed, at: context.backups))
    }
    return lines
  }

  /// As much as the newest backup takes and half as much again; when there is none, as much as the folders hold.
  private static func bytesNeeded(_ items: [ArchiveItem], _ leg: BackupLeg, _ context: StepContext) -> UInt64? {
    if let newest = Catalogue.newest(backups: context.backups, leg: leg, now: context.now) {
      return newest.bytes + newest.bytes / 2
    }
    var bytes: UInt64 = 0
    for item in items { try? FileSystem.walk(item.path) { bytes += $1.kind == .file ? $1.bytes : 0 } }
    return bytes
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    guard let leg = BackUpFolders.leg(context) else {
      throw StepFailure("\(context.step.verb): argument leg is missing")
    }
    let isSafety = context.step.arguments["safety"] != nil
    var items = ArchiveItem.of(leg.scope, plan: context.plan)
    if isSafety {
      items = items.filter { FileSystem.exists($0.path) }
      if items.isEmpty {
        return .skipped(context.say("rien à sauvegarder : il n’y a plus rien", "nothing to save: nothing is left"))
      }
    }
    guard !items.isEmpty else { throw StepFailure("\(leg.rawValue): " + context.say("aucun dossier", "no folder")) }
    let draft = try BackupDraft(leg: leg, context: context)
    if let manifest = draft.published() { return BackupReport.outcome(manifest, context) }
    let base = leg == .filesIncremental ? BackUpFolders.base(items, context) : nil
    if leg == .filesIncremental, base == nil {
      throw StepFailure(
        context.say("aucune sauvegarde files.full dont partir", "no files.full backup to go on from"))
    }
    try draft.begin()
    do throws(StepFailure) {
      let manifest = try await make(
        items, draft, base: base, remarks: isSafety ? [BackUpDatabase.safetyRemark] : [], context)
      return BackupReport.outcome(manifest, context)
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

  static func leg(_ context: StepContext) -> BackupLeg? { context.step.arguments["leg"].flatMap(BackupLeg.init) }

  /// The newest full backup of the files that an incremental one can go on from.
  private static func base(_ items: [ArchiveItem], _ context: StepContext) -> BackupManifest? {
    Catalogue.soundManifests(backups: context.backups, leg: .filesFull).filter { manifest in
      items.allSatisfy { item in manifest.artefacts.contains { $0.name == item.snapshot } }
        && !manifest.remarks.contains(BackupManifest.safetyRemark)
    }.max { $0.takenAt < $1.takenAt }
  }

  private static func command(_ item: ArchiveItem, _ leg: BackupLeg, _ draft: BackupDraft)
    -> (command: Command, archive: String)
  {
    let isFolder = FileSystem.facts(item.path)?.kind != .file
    let archive = isFolder ? item.folderArchive : item.fileArchive
    let place =
      isFolder ? ["-C", item.path, "."] : ["-C", FileSystem.parent(of: item.path), FileSystem.name(of: item.path)]
    // Hard links are saved as the files they are, so that what is listed is what is extracted.
    var options = ["--create", "--gzip", "--hard-dereference", "--file=" + draft.part + "/" + archive]
    if leg.scope == .files, isFolder {
      options += ["--listed-incremental=" + draft.part + "/" + item.snapshot, "--no-check-device"]
    }
    return (Command("tar", options + place, limitSeconds: 3600), archive)
  }

  private func make(
    _ items: [ArchiveItem], _ draft: BackupDraft, base: BackupManifest?, remarks: [String], _ context: StepContext
  ) async throws(StepFailure) -> BackupManifest {
    var remarks = remarks
    var archives: [String] = []
    var snapshots: [String] = []
    var commands: [String] = []
    var contents: [String: Int] = [:]
    let takenAt = context.now
    // Taken before: what changes while it is saved is saved again.
    let fingerprint = draft.folder.leg == .configurationFull ? Fingerprint.of(.configuration, plan: context.plan) : nil
    for item in items {
      let (command, archive) = BackUpFolders.command(item, draft.folder.leg, draft)
      if let base { try BackUpFolders.copySnapshot(of: item, from: base, draft, context) }
      // 1: a file changed while it was read (tar(1)): the archive is whole, the file may be half old and half new.
      let result = try await context.run(command, accepting: [0, 1])
      remarks += result.errorText.split(separator: "\n").prefix(20).map { SafeText.clean(String($0)) }
      if result.shellStatus == 1, result.errorOutput.isEmpty { remarks.append("tar: exit status 1") }
      let path = draft.part + "/" + archive
      try await context.run(Command("gzip", ["-t", path], limitSeconds: 3600))
      for (kind, count) in try await BackupCheck.archive(path, context) {
        contents[ArchiveItem.countName(kind, archive: archive, of: items.count)] = count
      }
      archives.append(archive)
      if FileSystem.exists(draft.part + "/" + item.snapshot) { snapshots.append(item.snapshot) }
      if base != nil { contents[ArchiveItem.treeCount] = try await BackupCheck.tree(path, context) }
      commands.append(command.display)
      context.progress(Double(archives.count) / Double(items.count), item.path)
    }
    return try draft.publish(
      artefacts: archives + snapshots, contents: contents, commands: commands,
      tools: await BackupReport.versions(["tar", "gzip"], context), takenAt: takenAt, remarks: remarks,
      parent: base?.id, digests: fingerprint.map { [Fingerprint.key: $0] })
  }

  /// Each incremental backup goes on from a copy: the full's own stays as it is, so that every one builds on it alone.
  private static func copySnapshot(
    of item: ArchiveItem, from base: BackupManifest, _ draft: BackupDraft, _ context: StepContext
  ) throws(StepFailure) {
    guard let folder = BackupFolder(id: base.id, backups: context.backups) else { return }
    do throws(FileFault) {
      let bytes = try FileSystem.read(folder.file(item.snapshot), limit: 1 << 30)
      try FileSystem.writeAtomically(draft.part + "/" + item.snapshot, bytes)
    } catch {
      throw StepFailure(error)
    }
  }
}
