import Host
import Maintenance

/// A store of the plan as rclone reaches it, `PLACE/LEG/ID/`: the same layout as here, so that a person finds it there too.
/// Artefacts may be encrypted with age, `NAME.age`; manifests and checksums are not: they say nothing secret, and must be
/// read without thawing or keys.
struct StorePlace: Sendable {
  let store: BackupStore
  let context: StepContext

  /// The store that the step names.
  init(_ context: StepContext) throws(StepFailure) {
    let name = try context.argument("store")
    guard let store = context.plan.handbook.stores.first(where: { $0.name == name }) else {
      let names = context.plan.handbook.stores.map(\.name).joined(separator: ", ")
      throw StepFailure(
        context.say(
          "\(name) : pas de tel dépôt dans le plan (\(names))", "\(name): no such store in the plan (\(names))"))
    }
    self.store = store
    self.context = context
  }

  /// Where it is; a failure while the plan leaves it open.
  func place() throws(StepFailure) -> String {
    guard let place = store.place.text(in: .english), !place.isEmpty else {
      throw StepFailure(
        context.say(
          "stores.\(store.name).place est à remplir dans le plan",
          "stores.\(store.name).place is to be filled in in the plan"))
    }
    guard store.kind == .disk else { return place }
    let disk = try OfflineDisk(store, context)
    guard let point = disk.mountPoint() else {
      throw StepFailure(
        context.say("le disque \(store.name) n’est pas monté", "the disk \(store.name) is not mounted"))
    }
    return point + "/vigie"
  }

  /// Where it is, or for a disk will be, to be shown.
  var shownPlace: String? {
    if store.kind == .disk, let disk = try? OfflineDisk(store, context) {
      return (disk.mountPoint() ?? disk.ownPoint) + "/vigie"
    }
    return try? place()
  }

  /// What stands in the way of using it.
  func faults() -> [Preflight] {
    var lines = BackupPreflight.tools(["rclone"] + (store.recipients == nil ? [] : ["age"]))
    do throws(StepFailure) {
      if store.kind != .disk || store.place.isOpen {
        _ = try place()
      } else if let fault = try OfflineDisk(store, context).fault() {
        lines.append(Preflight(severity: .critical, text: fault))
      }
    } catch {
      lines.append(Preflight(severity: .critical, text: LocalizedText(error.message)))
    }
    for path in [store.configuration, store.recipients].compactMap({ $0 }) where !FileSystem.exists(path) {
      lines.append(.critical("\(path) n’existe pas", "\(path) does not exist"))
    }
    if let path = store.configuration, let facts = FileSystem.facts(path), facts.mode & 0o077 != 0 {
      lines.append(
        .critical(
          "\(path) est lisible par d’autres : chmod 600 \(path)", "\(path) can be read by others: chmod 600 \(path)"))
    }
    return lines
  }

  // MARK: Commands

  /// A call of rclone. Retries are few: an operation that takes too long is worth less than one that says so.
  func rclone(_ words: [String], limitSeconds: Double = 4 * 3600) -> Command {
    // Without a configuration of the plan's none is read: a folder of this host needs none.
    let configuration = store.configuration ?? "/dev/null"
    return Command(
      "rclone",
      ["--config", configuration, "--retries", "2", "--low-level-retries", "3", "--contimeout", "20s"] + words,
      limitSeconds: limitSeconds, captureLimit: 32 << 20)
  }

  /// The manifests that are in the store.
  func manifests() async throws(StepFailure) -> [BackupManifest] {
    let folder = try BackupCheck.scratch(context)
    defer { try? FileSystem.removeTree(folder) }
    // 3: the folder is not there yet.
    try await context.run(
      rclone(["copy", "--include", "/*/*/" + BackupFolder.manifestName, try place(), folder], limitSeconds: 1800),
      accepting: [0, 3])
    return BackupLeg.allCases.flatMap { Catalogue.manifests(backups: folder, leg: $0) }
  }

  /// One file in the store, and its class of storage where the store has classes.
  struct Item: Sendable {
    let path: String
    let tier: String

    /// Whether it must be asked for before it can be read (S3: the classes that RestoreObject is for).
    var isArchived: Bool { ["GLACIER", "DEEP_ARCHIVE", "ARCHIVE"].contains(tier.uppercased()) }
  }

  /// Leaves alone what must be readable at once.
  static let readable = ["--exclude", BackupFolder.manifestName, "--exclude", ChecksumList.name]

  /// The files of a backup that may be archived.
  func tiers(_ path: String) async throws(StepFailure) -> [Item] {
    let result = try await context.run(
      rclone(
        StorePlace.readable + ["lsf", "--recursive", "--files-only", "--format", "Tp", "--separator", "\t", path],
        limitSeconds: 600))
    return result.text.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      return fields.count == 2 ? Item(path: path + "/" + fields[1], tier: String(fields[0])) : nil
    }
  }

  func path(of folder: BackupFolder) throws(StepFailure) -> String {
    "\(try place())/\(folder.leg.rawValue)/\(folder.id)"
  }
}
