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
    guard let point = OfflineDisk(uuid: place, roots: context.host.roots).mountPoint() else {
      throw StepFailure(OfflineDisk.absence(place).text(in: context.plan.language ?? .english))
    }
    return point + "/vigie"
  }

  /// What stands in the way of using it.
  func faults() -> [Preflight] {
    var lines = BackupPreflight.tools(["rclone"] + (store.recipients == nil ? [] : ["age"]))
    do throws(StepFailure) { _ = try place() } catch {
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

  /// The ids that are in the store, by leg: those that have a manifest.
  func ids() async throws(StepFailure) -> Set<String> {
    let command = rclone(
      ["lsf", "--recursive", "--files-only", "--include", "/*/*/" + BackupFolder.manifestName, try place()],
      limitSeconds: 600)
    let result = try await context.run(command, accepting: [0, 3])
    // 3: the folder is not there yet (rclone's list of exit codes).
    guard result.isSuccess else { return [] }
    return Set(
      result.text.split(separator: "\n").compactMap { line in
        let parts = line.split(separator: "/")
        return parts.count == 3 ? String(parts[1]) : nil
      })
  }

  func path(of folder: BackupFolder) throws(StepFailure) -> String {
    "\(try place())/\(folder.leg.rawValue)/\(folder.id)"
  }
}
