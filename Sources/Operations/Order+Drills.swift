import Maintenance

extension Order {
  /// A restore that is practised: from the backups that are here, or from what a store has alone.
  init(drill kind: DrillKind, plan: Plan) {
    let scopes = kind.scopes.filter(plan.restorable.contains)
    let store = kind == .disaster ? plan.handbook.drills.lazy.compactMap(\.store).first : nil
    var steps = scopes.flatMap { scope -> [Step] in
      var arguments = ["scope": scope.rawValue]
      var first: [Step] = []
      if let store {
        arguments["store"] = store
        arguments[StepContext.asideArgument] = "yes"
        first = Order.thawing(store, arguments, plan)
        first.append(
          Step(
            verb: FetchBackups.name, arguments: arguments,
            title: both("Récupérer à l’écart : \(scope.rawValue)", "Bring back aside: \(scope.rawValue)"),
            limitSeconds: 12 * 3600))
      }
      return first + [
        Step(
          verb: DrillRestore.name, arguments: arguments,
          title: both("Restaurer à l’écart : \(scope.rawValue)", "Restore aside: \(scope.rawValue)"),
          limitSeconds: 4 * 3600)
      ]
    }
    if let store { steps = Order.opening(store, plan) + steps + Order.closing(store, plan) }
    let report = Step(
      verb: WriteDrillReport.name, arguments: ["kind": kind.rawValue],
      title: both("Écrire le compte rendu", "Write the report"))
    let lacksStore = kind == .disaster && store == nil
    self.init(
      request: .drill(kind),
      procedure: Procedure(
        name: "drill." + kind.rawValue, title: kind.words, target: "drill", confirmation: .none, role: .operator,
        steps: scopes.isEmpty || lacksStore ? [] : steps + [report]),
      commandLine: "vigie drill \(kind.rawValue)",
      impact: both(
        "Ne touche à rien de ce qui tourne : tout est restauré à l’écart, prouvé, puis jeté.",
        "Touches nothing that runs: everything is restored aside, proven, and thrown away."))
    if scopes.isEmpty {
      lines.append(.critical("Le plan ne nomme rien à restaurer", "The plan names nothing to restore"))
    }
    if lacksStore {
      lines.append(
        .critical(
          "Aucun exercice du plan ne dit de quel dépôt il part : drills.NOM.from",
          "No drill of the plan says from which store it starts: drills.NAME.from"))
    }
  }
}
