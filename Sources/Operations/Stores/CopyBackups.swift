import Host
import Maintenance

/// `store.copy`: copies the backups that a store does not have yet. Artefacts first, read back and compared; the manifest
/// last, so that what was interrupted is no backup there, and is gone on with the next time.
struct CopyBackups: Verb {
  static let name = "store.copy"

  func preview(_ context: StepContext) -> [String] {
    guard let place = try? StorePlace(context), let path = try? place.place() else { return [] }
    return [place.rclone(["copy", context.backups + "/LEG/ID", path + "/LEG/ID"]).display]
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    do throws(StepFailure) { return try StorePlace(context).faults() } catch {
      return [Preflight(severity: .critical, text: LocalizedText(error.message))]
    }
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let place = try StorePlace(context)
    let there = try await place.ids()
    let here = BackupLeg.allCases.flatMap { leg in
      ((try? FileSystem.names(in: context.backups + "/" + leg.rawValue)) ?? []).compactMap {
        BackupFolder(id: $0, backups: context.backups)
      }
    }
    let missing = here.filter { folder in
      guard !there.contains(folder.id), let facts = folder.facts() else { return false }
      // What is known to be broken is not spread.
      return facts.fault == nil && facts.evidence.fault == nil
    }
    var bytes: UInt64 = 0
    for (index, folder) in missing.enumerated() {
      if Task.isCancelled { throw StepFailure("cancelled", exitStatus: Worker.cancelledStatus) }
      bytes += try await copy(folder, to: place, context)
      context.progress(Double(index + 1) / Double(missing.count), folder.id)
    }
    try StoreRecord(store: place.store.name, ids: there.union(missing.map(\.id)).sorted(), at: context.now).keep(
      context.state)
    return StepOutcome(
      exitStatus: 0,
      message: context.say(
        "\(place.store.name) : \(missing.count) sauvegardes copiées (\(BackupPreflight.text(bytes))), \(there.count + missing.count) en tout",
        "\(place.store.name): \(missing.count) backups copied (\(BackupPreflight.text(bytes))), \(there.count + missing.count) in all"
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
