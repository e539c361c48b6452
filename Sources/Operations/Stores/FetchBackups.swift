import Glibc
import Host
import Maintenance

/// `store.fetch`: brings back from a store what a restore of the argument `scope` needs, up to the moment `to` when it is
/// given: the full backup and all that leads on from it. What is here already stays as it is.
struct FetchBackups: Verb {
  static let name = "store.fetch"

  func preview(_ context: StepContext) -> [String] {
    guard let place = try? StorePlace(context), let path = place.shownPlace else { return [] }
    return [place.rclone(["copy", path + "/LEG/ID", context.backups + "/LEG/ID.part"]).display]
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    do throws(StepFailure) {
      let place = try StorePlace(context)
      var lines = place.faults()
      if place.store.recipients != nil {
        if let identity = place.store.identity, FileSystem.exists(identity) {
          lines.append(.fine("Clé présente : \(identity)", "The key is here: \(identity)"))
        } else {
          lines.append(
            .critical(
              "Ce dépôt est chiffré, et sa clé n’est pas ici : apportez-la et nommez-la dans stores.\(place.store.name).identity",
              "This store is encrypted, and its key is not here: bring it and name it in stores.\(place.store.name).identity"
            ))
        }
      }
      return lines
    } catch {
      return [Preflight(severity: .critical, text: LocalizedText(error.message))]
    }
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let place = try StorePlace(context)
    guard let scope = context.step.arguments["scope"].flatMap(RestoreScope.init) else {
      throw StepFailure("argument scope is missing")
    }
    let manifests = try await place.manifests()
    let needed = try FetchBackups.needed(manifests, scope: scope, moment: try RebuildSchema.moment(context), context)
    var fetched = 0
    for (index, manifest) in needed.enumerated() {
      if Task.isCancelled { throw StepFailure("cancelled", exitStatus: Worker.cancelledStatus) }
      guard let folder = BackupFolder(id: manifest.id, backups: context.backups) else { continue }
      if folder.facts()?.fault == nil, folder.facts() != nil { continue }
      try await fetch(folder, manifest, place, context)
      fetched += 1
      context.progress(Double(index + 1) / Double(needed.count), manifest.id)
    }
    return StepOutcome(
      exitStatus: 0,
      message: context.say(
        "récupéré de \(place.store.name) : \(context.count(fetched, .backup)), sur \(needed.count) à avoir",
        "brought back from \(place.store.name): \(context.count(fetched, .backup)), of \(needed.count) needed"))
  }

  func undo(_ context: StepContext) async -> String? {
    if context.step.arguments[StepContext.asideArgument] != nil { try? FileSystem.removeTree(context.asideBackups) }
    return nil
  }

  /// What the step's restore needs and is not here.
  static func missing(_ place: StorePlace, _ context: StepContext) async throws(StepFailure) -> [BackupManifest] {
    guard let scope = context.step.arguments["scope"].flatMap(RestoreScope.init) else {
      throw StepFailure("argument scope is missing")
    }
    let manifests = try await place.manifests()
    return try needed(manifests, scope: scope, moment: try RebuildSchema.moment(context), context).filter { manifest in
      let facts = BackupFolder(id: manifest.id, backups: context.backups)?.facts()
      return facts == nil || facts?.fault != nil
    }
  }

  /// What a restore needs, the base first.
  static func needed(_ manifests: [BackupManifest], scope: RestoreScope, moment: Timestamp?, _ context: StepContext)
    throws(StepFailure) -> [BackupManifest]
  {
    let scoped = manifests.filter { $0.leg.scope == scope }
    // One that is dated in the future is taken only where there is no other.
    let dated = scoped.filter { manifest in
      moment.map { manifest.takenAt <= $0 } ?? !BackupTrust.isAhead(manifest.takenAt, now: context.now)
    }
    let own = dated.isEmpty && moment == nil ? scoped : dated
    switch scope {
    case .database:
      guard let full = own.filter({ $0.leg == .databaseFull }).max(by: { $0.takenAt < $1.takenAt }) else {
        throw StepFailure(context.say(RecoveryGap.noFull.text(context.plan.exact)))
      }
      guard let moment else { return [full] }
      // The file that holds the moment may have been saved after it.
      let archives = manifests.filter { $0.leg == .databaseLog || $0.leg == .databaseDifferential }
      do throws(RecoveryGap) {
        let chain = try RecoveryChain.find(full: full, archives: archives, moment: moment)
        let ids = Set(chain.links.map(\.backup))
        return [full] + archives.filter { ids.contains($0.id) }
      } catch {
        throw StepFailure(context.say(error.text(context.plan.exact)))
      }
    case .files, .configuration:
      guard let newest = own.max(by: { $0.takenAt < $1.takenAt }) else {
        throw StepFailure(context.say("ce dépôt n’a rien de tel", "this store has nothing of the kind"))
      }
      return manifests.filter { $0.id == newest.parent } + [newest]
    }
  }

  private func fetch(_ folder: BackupFolder, _ manifest: BackupManifest, _ place: StorePlace, _ context: StepContext)
    async throws(StepFailure)
  {
    let part = folder.path + ".part"
    do throws(FileFault) {
      try FileSystem.removeTree(part)
      try FileSystem.makeFolder(part)
    } catch {
      throw StepFailure(error)
    }
    try await context.run(place.rclone(["copy", try place.path(of: folder), part]))
    for artefact in manifest.artefacts {
      let path = part + "/" + artefact.name
      if place.store.recipients != nil {
        try await context.run(
          Command(
            "age", ["--decrypt", "--identity", place.store.identity ?? "", "--output", path, path + ".age"],
            limitSeconds: 4 * 3600))
        do throws(FileFault) { try FileSystem.removeFile(path + ".age") } catch { throw StepFailure(error) }
      }
      let found = try Digest.sha256(of: path)
      guard found.hexadecimal == artefact.sha256, found.bytes == artefact.bytes else {
        throw StepFailure(
          "\(manifest.id)/\(artefact.name): " + context.say("somme de contrôle fausse", "checksum does not hold"))
      }
      guard chmod(path, 0o600) == 0 else { throw StepFailure(FileFault("chmod", path, code: errno)) }
    }
    do throws(FileFault) {
      try FileSystem.syncFileSystem(of: part)
      // A damaged one that stands in its place is set aside, not overwritten.
      if FileSystem.exists(folder.path) { try FileSystem.rename(folder.path, to: folder.path + ".damaged") }
      try FileSystem.rename(part, to: folder.path)
      try FileSystem.syncFolder(FileSystem.parent(of: folder.path))
    } catch {
      throw StepFailure(error)
    }
  }
}
