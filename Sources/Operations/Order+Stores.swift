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
        steps: [
          Step(
            verb: CopyBackups.name, arguments: ["store": store],
            title: both("Copier et relire là-bas", "Copy, and read them there"), limitSeconds: 12 * 3600)
        ]), commandLine: "vigie backups copy \(store)",
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
        steps: [
          Step(
            verb: FetchBackups.name, arguments: arguments,
            title: both("Rapporter et vérifier", "Bring back and check"), limitSeconds: 12 * 3600)
        ]), commandLine: "vigie backups fetch \(scope.rawValue) --from \(store)\(until)",
      impact: both("N’écrit que dans le dossier des sauvegardes.", "Writes to the backup folder only."))
  }

  private static func title(of store: String, _ plan: Plan) -> LocalizedText {
    plan.handbook.stores.first { $0.name == store }?.title ?? LocalizedText(store)
  }
}
