import Maintenance

extension Order {
  /// The copies of a store.
  init(copyTo store: String, plan: Plan) {
    let title = Order.title(of: store, plan)
    let purges = Order.isServer(plan) && plan.databases.first?.purgesBinlogs == true
    let copy = Step(
      verb: CopyBackups.name, arguments: ["store": store],
      title: both("Copier et relire là-bas", "Copy, and read them there"), limitSeconds: 12 * 3600)
    let prune = Step(
      verb: PruneStore.name, arguments: ["store": store],
      title: both("Y supprimer ce dont la durée est écoulée", "Delete there what is over its time"),
      limitSeconds: 3600)
    let purge = Step(
      verb: PurgeBinlogs.name,
      title: both("Purger du serveur les journaux copiés", "Purge the copied logs from the server"))
    self.init(
      request: .copy(store: store),
      procedure: Procedure(
        name: CopyBackups.name,
        title: both("Copier les sauvegardes : \(title.french ?? store)", "Copy the backups: \(title.english ?? store)"),
        target: "store:" + store, confirmation: .none, role: .operator,
        steps: Order.opening(store, plan) + [copy, prune] + (purges ? [purge] : []) + Order.archiving(store, plan)
          + Order.closing(store, plan)),
      commandLine: "vigie backups copy \(store)",
      impact: purges
        ? both(
          "N’écrit que dans ce dépôt ; le serveur jette ensuite les journaux que tous les dépôts ont.",
          "Writes to this store only; the server then throws away the logs that every store has.")
        : both("N’écrit que dans ce dépôt.", "Writes to this store only."))
  }

  /// What comes back from a store.
  init(fetchFrom store: String, _ scope: RestoreScope, _ moment: Timestamp?, plan: Plan) {
    let title = Order.title(of: store, plan)
    var arguments = ["store": store, "scope": scope.rawValue]
    if let moment { arguments[RebuildSchema.momentArgument] = moment.description }
    let until = moment.map { " --to \(plan.option($0))" } ?? ""
    let fetch = Step(
      verb: FetchBackups.name, arguments: arguments,
      title: both("Récupérer et vérifier", "Bring back and check"), limitSeconds: 12 * 3600)
    self.init(
      request: .fetch(store: store, scope: scope, moment: moment),
      procedure: Procedure(
        name: FetchBackups.name,
        title: both(
          "Récupérer les sauvegardes : \(title.french ?? store)", "Bring backups back: \(title.english ?? store)"),
        target: "store:" + store, confirmation: .none, role: .operator,
        steps: Order.opening(store, plan) + Order.thawing(store, arguments, plan) + [fetch]
          + Order.closing(store, plan)),
      commandLine: "vigie backups fetch \(scope.rawValue) --from \(store)\(until)",
      impact: both("N’écrit que dans le dossier des sauvegardes.", "Writes to the backup folder only."))
  }

  // MARK: What some stores take besides

  /// A disk is opened before and closed after.
  static func opening(_ store: String, _ plan: Plan) -> [Step] {
    guard Order.store(store, plan)?.kind == .disk else { return [] }
    return [Step(verb: OpenDisk.name, arguments: ["store": store], title: both("Ouvrir le disque", "Open the disk"))]
  }

  static func closing(_ store: String, _ plan: Plan) -> [Step] {
    guard Order.store(store, plan)?.kind == .disk else { return [] }
    return [Step(verb: CloseDisk.name, arguments: ["store": store], title: both("Fermer le disque", "Close the disk"))]
  }

  /// A store with a class for archives moves old backups there, and gives them back after hours.
  private static func archiving(_ store: String, _ plan: Plan) -> [Step] {
    guard let found = Order.store(store, plan), let tier = found.archiveClass, found.archiveAfterSeconds != nil else {
      return []
    }
    return [
      Step(
        verb: ArchiveBackups.name, arguments: ["store": store],
        title: both("Mettre les anciennes en \(tier)", "Move the old ones into \(tier)"), limitSeconds: 3600)
    ]
  }

  static func thawing(_ store: String, _ arguments: [String: String], _ plan: Plan) -> [Step] {
    guard Order.store(store, plan)?.archiveClass != nil else { return [] }
    return [
      Step(
        verb: ThawBackups.name, arguments: arguments,
        title: both("Décongeler ce qui est archivé", "Thaw what is archived"), limitSeconds: 72 * 3600)
    ]
  }

  private static func store(_ name: String, _ plan: Plan) -> BackupStore? {
    plan.handbook.stores.first { $0.name == name }
  }

  private static func title(of name: String, _ plan: Plan) -> LocalizedText {
    store(name, plan)?.title ?? LocalizedText(name)
  }
}
