import Maintenance

extension Order {
  /// The copies of a store.
  init(copyTo store: String, plan: Plan) {
    let title = Order.title(of: store, plan)
    self.init(
      request: .copy(store: store),
      procedure: Procedure(
        name: CopyBackups.name,
        title: both("Copier les sauvegardes : \(title.french ?? store)", "Copy the backups: \(title.english ?? store)"),
        target: "store:" + store, confirmation: .none, role: .operator,
        steps: Order.opening(store, plan) + [
          Step(
            verb: CopyBackups.name, arguments: ["store": store],
            title: both("Copier et relire là-bas", "Copy, and read them there"), limitSeconds: 12 * 3600),
          Step(
            verb: PruneStore.name, arguments: ["store": store],
            title: both("Y supprimer ce dont la durée est écoulée", "Delete there what is over its time"),
            limitSeconds: 3600),
        ]
          + (Order.isServer(plan) && plan.databases.first?.purgesBinlogs == true
            ? [
              Step(
                verb: PurgeBinlogs.name,
                title: both("Purger du serveur les journaux copiés", "Purge the copied logs from the server"))
            ] : []) + Order.closing(store, plan)), commandLine: "vigie backups copy \(store)",
      impact: both("N’écrit que dans ce dépôt.", "Writes to this store only."))
  }

  /// What comes back from a store.
  init(fetchFrom store: String, _ scope: RestoreScope, _ moment: Timestamp?, plan: Plan) {
    let title = Order.title(of: store, plan)
    var arguments = ["store": store, "scope": scope.rawValue]
    if let moment { arguments[RebuildSchema.momentArgument] = moment.description }
    let until = moment.map { " --to \($0)" } ?? ""
    self.init(
      request: .fetch(store: store, scope: scope, moment: moment),
      procedure: Procedure(
        name: FetchBackups.name,
        title: both(
          "Rapporter les sauvegardes : \(title.french ?? store)", "Bring backups back: \(title.english ?? store)"),
        target: "store:" + store, confirmation: .none, role: .operator,
        steps: Order.opening(store, plan) + [
          Step(
            verb: FetchBackups.name, arguments: arguments,
            title: both("Rapporter et vérifier", "Bring back and check"), limitSeconds: 12 * 3600)
        ] + Order.closing(store, plan)), commandLine: "vigie backups fetch \(scope.rawValue) --from \(store)\(until)",
      impact: both("N’écrit que dans le dossier des sauvegardes.", "Writes to the backup folder only."))
  }

  /// A disk is opened before and closed after.
  private static func opening(_ store: String, _ plan: Plan) -> [Step] {
    guard plan.handbook.stores.first(where: { $0.name == store })?.kind == .disk else { return [] }
    return [Step(verb: OpenDisk.name, arguments: ["store": store], title: both("Ouvrir le disque", "Open the disk"))]
  }

  private static func closing(_ store: String, _ plan: Plan) -> [Step] {
    guard plan.handbook.stores.first(where: { $0.name == store })?.kind == .disk else { return [] }
    return [Step(verb: CloseDisk.name, arguments: ["store": store], title: both("Fermer le disque", "Close the disk"))]
  }

  private static func title(of store: String, _ plan: Plan) -> LocalizedText {
    plan.handbook.stores.first { $0.name == store }?.title ?? LocalizedText(store)
  }
}
