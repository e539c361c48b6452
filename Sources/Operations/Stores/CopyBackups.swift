import Host
import Maintenance

/// `store.copy`: copies the backups that a store does not have yet. Artefacts first, read back and compared; the manifest
/// last, so that what was interrupted is no backup there, and is gone on with the next time.
struct CopyBackups: Verb {
  static let name = "store.copy"

  func preview(_ context: StepContext) -> [String] {
    guard let place = try? StorePlace(context), let path = place.shownPlace else { return [] }
    return [place.rclone(["copy", context.backups + "/LEG/ID", path + "/LEG/ID"]).display]
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    do throws(StepFailure) { return try StorePlace(context).faults() } catch {
      return [Preflight(severity: .critical, text: LocalizedText(error.message))]
    }
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let place = try StorePlace(context)
    let manifests = try await place.manifests()
    let there = Set(manifests.map(\.id))
    let here = BackupLeg.allCases.flatMap { leg in
      ((try? FileSystem.names(in: context.backups + "/" + leg.rawValue)) ?? []).compactMap {
        BackupFolder(id: $0, backups: context.backups)
      }
    }
    var missing = here.filter { folder in
      guard !there.contains(folder.id), let facts = folder.facts() else { return false }
      // What is known to be broken is not spread.
      return facts.fault == nil && facts.evidence.fault == nil
    }
    // What would only be deleted there again stays away.
    let all = manifests + missing.compactMap { try? $0.manifest() }
    let over = Set(PruneStore.decisions(all, context).filter { !$0.reason.isKept }.map(\.id))
    missing.removeAll { over.contains($0.id) }
    var bytes: UInt64 = 0
    for (index, folder) in missing.enumerated() {
      if Task.isCancelled { throw StepFailure("cancelled", exitStatus: Worker.cancelledStatus) }
      bytes += try await copy(folder, to: place, context)
      context.progress(Double(index + 1) / Double(missing.count), folder.id)
    }
    let leftOut = here.map(\.id).filter(over.contains)
    try StoreRecord(
      store: place.store.name, ids: there.union(missing.map(\.id)).sorted(), at: context.now, leftOut: leftOut.sorted()
    ).keep(context.state)
    return StepOutcome(
      exitStatus: 0,
      message: context.say(
        "\(place.store.name) : copie de \(context.count(missing.count, .backup)) (\(ByteWords.text(bytes, in: .french))), \(there.count + missing.count) en tout",
        "\(place.store.name): \(context.count(missing.count, .backup)) copied (\(ByteWords.text(bytes, in: .english))), \(there.count + missing.count) in all"
      ))
  }

  private func copy(_ folder: BackupFolder, to place: StorePlace, _ context: StepContext) async throws(StepFailure)
    -> UInt64
  {
    let manifest = try folder.manifest()
    let target = try place.path(of: folder)
    var source = folder.path
    var scratch: String?
    defer { if let scratch { try? FileSystem.removeTree(scratch) } }
    if let recipients = place.store.recipients {
      let sealed = try BackupCheck.scratch(context)
      scratch = sealed
      for artefact in manifest.artefacts {
        try await context.run(
          Command(
            "age",
            [
              "--encrypt", "--recipients-file", recipients, "--output", sealed + "/" + artefact.name + ".age",
              folder.file(artefact.name),
            ],
            limitSeconds: 4 * 3600))
      }
      source = sealed
    }
    let late = [
      "--exclude", BackupFolder.manifestName, "--exclude", BackupFolder.evidenceName, "--exclude", ChecksumList.name,
    ]
    try await context.run(place.rclone(["copy", "--checksum"] + late + [source, target]))
    // Every byte is read back: a remote that says that it has a file may have half of it.
    try await context.run(place.rclone(["check", "--download", "--one-way"] + late + [source, target]))
    for name in [ChecksumList.name, BackupFolder.manifestName] {
      try await context.run(place.rclone(["copyto", folder.file(name), target + "/" + name], limitSeconds: 600))
    }
    return manifest.totalBytes
  }
}
