import Host
import Maintenance

/// `backup.folders`: a backup of the files or the configuration, one compressed archive for each folder of the plan. The
/// argument `leg` says which; with `safety` it is the copy that a restore takes of what it is about to replace.
///
/// Beside each archive lies the index of what was saved. An incremental backup holds what is no longer as the index of the full
/// says, so that each builds on the full alone, and lists what is gone.
struct BackUpFolders: Verb {
  static let name = "backup.folders"

  func preview(_ context: StepContext) -> [String] {
    guard let leg = BackUpFolders.leg(context), let draft = try? BackupDraft(leg: leg, context: context) else {
      return []
    }
    return ArchiveItem.of(leg.scope, plan: context.plan).map { item in
      let archive = FolderArchive(item, part: draft.part)
      return archive.command(list: "-").display + " | " + archive.packing.display
    }
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
    for item in items {
      lines += (try? FolderVolumes(FileSystem.resolved(item.path) ?? item.path))?.lines(item.path) ?? []
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
    for item in items { bytes += FolderSize.onDisk(item.path) }
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
      items.allSatisfy { $0.index(in: manifest) != nil }
        && !manifest.remarks.contains(BackupManifest.safetyRemark)
    }.max { $0.takenAt < $1.takenAt }
  }

  private func make(
    _ items: [ArchiveItem], _ draft: BackupDraft, base: BackupManifest?, remarks: [String], _ context: StepContext
  ) async throws(StepFailure) -> BackupManifest {
    var remarks = remarks
    var artefacts: [String] = []
    var commands: [String] = []
    var contents: [String: Int] = [:]
    let takenAt = context.now
    // Taken before: what changes while it is saved is saved again.
    let fingerprint = draft.folder.leg == .configurationFull ? Fingerprint.of(.configuration, plan: context.plan) : nil
    for (number, item) in items.enumerated() {
      var archive = FolderArchive(item, part: draft.part)
      if let base { archive.base = try await BackUpFolders.index(of: item, in: base, context) }
      let outcome = try await archive.make(context)
      for (kind, count) in outcome.counts {
        contents[ArchiveItem.countName(kind, archive: archive.archive, of: items.count)] = count
      }
      if base != nil { contents[ArchiveItem.treeCount] = outcome.total }
      remarks += outcome.remarks
      artefacts += outcome.artefacts
      commands.append(archive.command(list: "-").display + " | " + archive.packing.display)
      context.progress(Double(number + 1) / Double(items.count), item.path)
    }
    return try draft.publish(
      artefacts: artefacts, contents: contents, commands: commands,
      tools: await BackupReport.versions(["tar", "gzip"], context), takenAt: takenAt, remarks: remarks,
      parent: base?.id, digests: fingerprint.map { [Fingerprint.key: $0] })
  }

  private static func index(of item: ArchiveItem, in base: BackupManifest, _ context: StepContext)
    async throws(StepFailure) -> TreeIndex
  {
    guard let folder = BackupFolder(id: base.id, backups: context.backups), let name = item.index(in: base) else {
      throw StepFailure("\(base.id): " + context.say("pas d’inventaire", "no index"))
    }
    return try await TreeIndexFile.read(folder.file(name), context)
  }
}
