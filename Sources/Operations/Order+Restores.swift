import Host
import Maintenance

extension Order {
  /// Whether the plan's database is served by a server of its own.
  static func isServer(_ plan: Plan) -> Bool { plan.databases.first.map { $0.engine != .sqlite } ?? false }

  /// A restore of one part: rebuilt and proven aside, then put in place.
  init(
    restore scope: RestoreScope, from id: String?, to moment: Timestamp?, plan: Plan, state: StateFolder, now: Timestamp
  ) {
    let target = Target(scope, plan: plan)
    let choice = RestoreChoice(scope, id: id, before: moment, plan: plan, state: state, now: now)
    let isServed = scope == .database && Order.isServer(plan)
    let until = isServed ? moment.map { Order.until($0, plan) } : nil
    let option =
      isServed && moment != nil ? "--to \(moment.map { plan.option($0) } ?? "")" : "--from-backup \(choice.id ?? "ID")"
    self.init(
      request: .restore(scope: scope, backup: choice.id, moment: isServed ? moment : nil),
      procedure: Procedure(
        name: "restore." + scope.rawValue,
        title: both(
          "Restaurer \(target.called.french)\(until?.french ?? "")",
          "Restore \(target.called.english)\(until?.english ?? "")"),
        target: target.lock, confirmation: .typeName(target.name), role: .administrator,
        steps: choice.part.map { RestoreSteps([$0], plan: plan).all } ?? [], wayBack: Order.backBefore),
      commandLine: "vigie restore \(scope.rawValue) \(option) --confirm \(target.name)",
      impact: isServed ? Order.schemaImpact(target, until) : Order.swapImpact(target), lines: choice.lines,
      backup: choice.id)
  }

  /// A restore of everything that the plan knows how to restore, in one procedure.
  init(restoreEverythingTo moment: Timestamp?, plan: Plan, state: StateFolder, now: Timestamp) {
    let scopes = plan.restorable
    let choices = scopes.map { RestoreChoice($0, id: nil, before: moment, plan: plan, state: state, now: now) }
    let parts = choices.compactMap(\.part)
    let names = scopes.map { Target($0, plan: plan).label }
    let until = moment.map { Order.until($0, plan) } ?? both("", "")
    let option = moment.map { " --to \(plan.option($0))" } ?? ""
    self.init(
      request: .restoreEverything(moment: moment),
      procedure: Procedure(
        name: "restore.full",
        title: both("Tout restaurer\(until.french ?? "")", "Restore everything\(until.english ?? "")"),
        target: "everything:" + plan.application, confirmation: .typeName(plan.application), role: .administrator,
        steps: parts.count == scopes.count && !parts.isEmpty ? RestoreSteps(parts, plan: plan).all : [],
        wayBack: Order.backBefore),
      commandLine: "vigie restore full\(option) --confirm \(Order.word(plan.application))",
      impact: both(
        "Remplace \(names.map(\.french).joined(separator: ", ")) par ce que contiennent les sauvegardes ; ce qui a été écrit depuis n’y sera plus. Tout est reconstruit et prouvé à l’écart d’abord, et l’état actuel sauvegardé. Ce qui écrit est arrêté le temps de l’échange puis redémarré.",
        "Replaces \(names.map(\.english).joined(separator: ", ")) by what the backups hold; what was written since will be gone. Everything is rebuilt and proven aside first, and the present state backed up. What writes is stopped for the swap and started again."
      ), lines: choices.flatMap(\.lines))
    if scopes.isEmpty {
      lines.append(.critical("Le plan ne nomme rien à restaurer", "The plan names nothing to restore"))
    }
  }

  /// Goes back before an operation that has put something in place: to what it has set aside, and for a server's schema to
  /// the safety copy that it has taken.
  init(revert operation: String, plan: Plan, state: StateFolder) {
    let folder = OperationFolder(id: operation, state: state)
    let earlier = try? folder?.ticket()
    if let earlier, case .restoreRows = earlier.request {
      self.init(revertRows: earlier, plan: plan)
      return
    }
    let changing = earlier?.procedure.steps.filter(\.changesTarget) ?? []
    let scopes = RestoreScope.allCases.filter { scope in changing.contains { $0.arguments["scope"] == scope.rawValue } }
    let facts = folder?.facts() ?? [:]
    var parts: [RestorePart] = []
    var lines: [Preflight] = []
    if earlier == nil {
      lines.append(.critical("L’opération \(operation) n’existe pas", "There is no operation \(operation)"))
    } else if scopes.isEmpty {
      lines.append(
        .critical(
          "\(operation) n’a rien mis de côté, ou cela a déjà été remis",
          "\(operation) has set nothing aside, or it was put back already"))
    }
    for scope in scopes {
      if changing.contains(where: { $0.verb == SwapSchema.name && $0.arguments["scope"] == scope.rawValue }) {
        // What was live stands under another name; where it was dropped since, the safety copy is left.
        if FileSystem.exists(SwapRecord.path(operation, state)) {
          parts.append(RestorePart(scope, from: .kept(operation: operation), plan: plan))
          continue
        }
        guard let copy = facts[BackupReport.safetyFact(scope)] else {
          lines.append(
            .critical(
              "\(operation) n’a pas fait de copie de sûreté : la base n’existait plus",
              "\(operation) took no safety copy: the database was gone"))
          continue
        }
        lines.append(.fine("Copie de sûreté : \(copy)", "Safety copy: \(copy)"))
        parts.append(RestorePart(scope, from: .backup(copy, moment: nil), plan: plan))
        continue
      }
      let kept = Target(scope, plan: plan).paths.flatMap { SwapNames(target: $0, operation: operation).allKept }
      if kept.isEmpty {
        lines.append(
          .critical(
            "\(operation) n’a rien mis de côté, ou cela a déjà été remis",
            "\(operation) has set nothing aside, or it was put back already"))
      } else {
        lines.append(
          .fine("Mis de côté : \(kept.joined(separator: ", "))", "Set aside: \(kept.joined(separator: ", "))"))
        parts.append(RestorePart(scope, from: .kept(operation: operation), plan: plan))
      }
    }
    let isWhole = !parts.isEmpty && parts.count == scopes.count
    let copies = parts.compactMap { part -> String? in
      if case .backup(let id, _) = part.source { id } else { nil }
    }
    // It takes the place of what is there now, as a restore does: it is confirmed in the same way.
    let name = scopes.count == 1 ? Target(scopes[0], plan: plan).name : plan.application
    let what = earlier.map { Order.naming($0.procedure.title, at: $0.createdAt, plan) }
    // What is undone twice is done again.
    var again: LocalizedText?
    if case .revert(let first)? = earlier?.request,
      let done = try? OperationFolder(id: first, state: state)?.ticket()
    {
      again = Order.naming(done.procedure.title, at: done.createdAt, plan)
    }
    self.init(
      request: .revert(operation: operation),
      procedure: Procedure(
        name: "restore.revert",
        title: both(
          "\(again == nil ? "Défaire" : "Refaire") : \((again ?? what)?.french ?? operation)",
          "\(again == nil ? "Undo" : "Redo"): \((again ?? what)?.english ?? operation)"),
        target: parts.count == 1 ? parts[0].lock : earlier?.procedure.target ?? "operation:" + operation,
        confirmation: .typeName(name), role: .administrator,
        steps: isWhole ? RestoreSteps(parts, plan: plan, isWayBack: true).all : [],
        wayBack: WayBack(
          title: both("Remettre ce que le retour a remplacé", "Put back what this has replaced"),
          request: .revert(operation: "ID"))), commandLine: "vigie revert \(operation) --confirm \(Order.word(name))",
      impact: both(
        "Remet l’état d’avant cette opération ; ce qui a été écrit depuis n’y sera plus. Ce qui est en place est gardé à côté ou sauvegardé d’abord. Ce qui tourne dessus, le site d’abord, est arrêté le temps de l’échange puis redémarré.",
        "Puts back the state before this operation; what was written since will be gone from it. What is in place is kept beside it, or backed up first. What runs on it, the site first of all, is stopped for the swap and started again."
      ),
      lines: lines, backup: copies.first)
  }

  /// Lets what a restore has set aside go: the way back by name ends with it.
  init(dropAside operation: String, plan: Plan, state: StateFolder) {
    let asides = SetAsides.of(operation: operation, plan: plan, state: state)
    let names = asides.flatMap(\.names).joined(separator: ", ")
    let scopes = Set(asides.map(\.scope))
    let name = scopes.count == 1 ? Target(scopes.first ?? .database, plan: plan).name : plan.application
    let step = Step(
      verb: DropAside.name, arguments: [DropAside.operationArgument: operation],
      title: both("Ôter \(names)", "Drop \(names)"), limitSeconds: 3600)
    self.init(
      request: .dropAside(operation: operation),
      procedure: Procedure(
        name: DropAside.name,
        title: both("Ôter ce que \(operation) a mis de côté", "Drop what \(operation) has set aside"),
        target: asides.first.map { Target($0.scope, plan: plan).lock } ?? "operation:" + operation,
        confirmation: .typeName(name), role: .administrator, steps: asides.isEmpty ? [] : [step]),
      commandLine: "vigie backups drop-aside \(operation) --confirm \(Order.word(name))",
      impact: both(
        "Supprime pour de bon l’état d’avant cette restauration : elle ne pourra plus être défaite en une seconde. Ce qui est en place n’est pas touché.",
        "Deletes the state before that restore for good: it can no longer be undone in a second. What is in place is not touched."
      ))
    if asides.isEmpty {
      lines.append(
        .critical(
          "\(operation) n’a rien mis de côté, ou ce n’est plus là", "\(operation) has set nothing aside, or it is gone")
      )
    }
  }

  // MARK: Words

  private static let backBefore = WayBack(
    title: both("Remettre l’état d’avant la restauration", "Put back the state before the restore"),
    request: .revert(operation: "ID"))

  /// `until 26 Nov 2026 14:32:05`, on the plan's clock.
  private static func until(_ moment: Timestamp, _ plan: Plan) -> LocalizedText {
    let words = plan.exact(moment)
    return both(" jusqu’au \(words.french ?? "")", " until \(words.english ?? "")")
  }

  /// An operation by what it does and when it was ordered.
  private static func naming(_ title: LocalizedText, at moment: Timestamp, _ plan: Plan) -> LocalizedText {
    let words = plan.exact(moment)
    return both(
      "\(title.text(in: .french)) (\(words.text(in: .french)))",
      "\(title.text(in: .english)) (\(words.text(in: .english)))")
  }

  private static func swapImpact(_ target: Target) -> LocalizedText {
    both(
      "Remplace \(target.called.french) par ce que contient la sauvegarde ; ce qui a été écrit depuis n’y sera plus. L’état actuel est sauvegardé puis gardé à côté. Ce qui tourne dessus, le site d’abord, est arrêté le temps de l’échange puis redémarré.",
      "Replaces \(target.called.english) by what the backup holds; what was written since will be gone. The present state is backed up and kept beside it. What runs on it, the site first of all, is stopped for the swap and started again."
    )
  }

  private static func schemaImpact(_ target: Target, _ until: LocalizedText?) -> LocalizedText {
    both(
      "Remplace la base « \(target.name) » par son état dans la sauvegarde\(until?.french ?? "") ; ce qui a été écrit depuis n’y sera plus. Tout est répété à côté d’abord ; l’état actuel reste sur le serveur sous un autre nom, d’où il revient en une seconde. Les autres bases ne sont pas touchées.",
      "Replaces the database \"\(target.name)\" by its state in the backup\(until?.english ?? ""); what was written since will be gone from it. All of it is rehearsed beside it first; the present state stays on the server under another name, from where it is back in a second. Other schemas are not touched."
    )
  }

  /// A name as a shell takes it for one word.
  static func word(_ text: String) -> String { Command("x", [text]).display.dropFirst(2).description }
}
