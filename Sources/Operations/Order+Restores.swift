import Host
import Maintenance

extension Order {
  init(restore scope: RestoreScope, from id: String?, plan: Plan, state: StateFolder) {
    let target = Target(scope, plan: plan)
    let leg = Order.leg(scope)
    let legs = scope == .files ? [leg, .filesIncremental] : [leg]
    let backups = plan.folders.backups ?? state.backups
    let newest = legs.compactMap { Catalogue.newest(backups: backups, leg: $0) }.max { $0.takenAt < $1.takenAt }
    let chosen = id ?? newest?.id
    let isOfScope = chosen.flatMap { BackupFolder(id: $0, backups: backups)?.leg }.map(legs.contains) ?? false
    let steps = chosen.map { Order.steps(scope, backup: $0, name: target.name) } ?? []
    self.init(
      request: .restore(scope: scope, backup: chosen),
      procedure: Procedure(
        name: "restore." + scope.rawValue,
        title: both("Restaurer \(target.called.french)", "Restore \(target.called.english)"),
        target: target.lock, confirmation: .typeName(target.name), role: .administrator,
        steps: target.fault == nil && isOfScope ? steps : [],
        wayBack: WayBack(
          title: both("Remettre l’état d’avant la restauration", "Put back the state before the restore"),
          request: .revert(operation: "ID"))),
      commandLine: "vigie restore \(scope.rawValue) --from-backup \(chosen ?? "ID") --confirm \(target.name)",
      impact: both(
        "Remplace \(target.called.french) par ce que contient la sauvegarde ; ce qui a été écrit depuis n’y sera plus. L’état actuel est sauvegardé puis gardé à côté. Ce qui tourne dessus, le site d’abord, est arrêté le temps de l’échange puis redémarré.",
        "Replaces \(target.called.english) by what the backup holds; what was written since will be gone. The present state is backed up and kept beside it. What runs on it, the site first of all, is stopped for the swap and started again."
      ), backup: chosen)
    if let fault = target.fault { lines.append(fault) }
    if chosen == nil {
      lines.append(
        .critical("Aucune sauvegarde \(leg.rawValue) sans défaut", "No \(leg.rawValue) backup without a fault"))
    } else if !isOfScope {
      lines.append(
        .critical(
          "\(chosen ?? "") n’est pas une sauvegarde \(leg.rawValue)", "\(chosen ?? "") is not a \(leg.rawValue) backup")
      )
    }
  }

  init(revert operation: String, plan: Plan, state: StateFolder) {
    let earlier = try? OperationFolder(id: operation, state: state)?.ticket()
    let swap = earlier?.procedure.steps.first { $0.changesTarget && $0.arguments["scope"] != nil }
    let scope = swap?.arguments["scope"].flatMap(RestoreScope.init)
    let target = Target(scope ?? .database, plan: plan)
    let kept = target.paths.map { SwapNames(target: $0, operation: operation).kept }.filter(FileSystem.exists)
    self.init(
      request: .revert(operation: operation),
      procedure: Procedure(
        name: "restore.revert", title: both("Revenir avant \(operation)", "Go back before \(operation)"),
        target: target.lock, confirmation: .yes, role: .administrator,
        steps: scope.map { kept.isEmpty ? [] : Order.revertSteps($0, operation: operation) } ?? [],
        wayBack: WayBack(
          title: both("Remettre ce que le retour a remplacé", "Put back what this has replaced"),
          request: .revert(operation: "ID"))), commandLine: "vigie revert \(operation) --yes",
      impact: both(
        "Remet ce que l’opération \(operation) a mis de côté ; ce qu’elle avait mis en place est gardé à côté.",
        "Puts back what operation \(operation) has set aside; what it had put in place is kept beside it."))
    if earlier == nil {
      lines.append(.critical("L’opération \(operation) n’existe pas", "There is no operation \(operation)"))
    } else if kept.isEmpty {
      lines.append(.critical("\(operation) n’a rien mis de côté", "\(operation) has set nothing aside"))
    } else {
      lines.append(.fine("Mis de côté : \(kept.joined(separator: ", "))", "Set aside: \(kept.joined(separator: ", "))"))
    }
  }

  private static func leg(_ scope: RestoreScope) -> BackupLeg {
    switch scope {
    case .database: .databaseFull
    case .files: .filesFull
    case .configuration: .configurationFull
    }
  }

  private static func steps(_ scope: RestoreScope, backup: String, name: String) -> [Step] {
    let isDatabase = scope == .database
    let arguments = ["scope": scope.rawValue, "backup": backup, "leg": leg(scope).rawValue]
    func step(_ verb: String, _ french: String, _ english: String, extra: [String: String] = [:], hours: Double = 4)
      -> Step
    {
      Step(
        verb: verb, arguments: arguments.merging(extra) { $1 }, title: both(french, english), limitSeconds: hours * 3600
      )
    }
    return [
      step(VerifyBackup.name, "Relire la sauvegarde", "Read the backup through"),
      step(
        isDatabase ? RebuildDatabase.name : ExtractFolder.name, "Reconstruire \(name) à côté",
        "Rebuild \(name) beside it"),
      step(
        isDatabase ? ProveDatabase.name : ProveFolder.name, "Prouver ce qui est reconstruit", "Prove what was rebuilt"),
      step(
        isDatabase ? BackUpDatabase.name : BackUpFolders.name, "Sauvegarder l’état actuel", "Back up the present state",
        extra: ["safety": "yes"]),
      step(PauseWriters.name, "Arrêter ce qui écrit", "Stop what writes", hours: 0.1),
      step(
        isDatabase ? SwapDatabase.name : SwapFolder.name, "Mettre en place, garder l’ancien", "Swap in, keep the old",
        extra: [Step.changesArgument: "target"], hours: 0.1),
      step(
        isDatabase ? CheckDatabase.name : CheckFolder.name, "Vérifier ce qui est en place", "Check what is in place"),
      step(ResumeWriters.name, "Redémarrer ce qui tournait", "Start what ran before", hours: 0.1),
      step(CheckHealth.name, "Vérifier que le site répond", "Check that the site answers", hours: 0.1),
    ]
  }

  private static func revertSteps(_ scope: RestoreScope, operation: String) -> [Step] {
    let arguments = ["scope": scope.rawValue, "reverts": operation]
    return [
      Step(verb: PauseWriters.name, title: both("Arrêter ce qui écrit", "Stop what writes"), limitSeconds: 360),
      Step(
        verb: scope == .database ? SwapDatabase.name : SwapFolder.name,
        arguments: arguments.merging([Step.changesArgument: "target"]) { $1 },
        title: both("Remettre l’ancien, garder l’actuel", "Put the old back, keep the present one"), limitSeconds: 360),
      Step(
        verb: ResumeWriters.name, title: both("Redémarrer ce qui tournait", "Start what ran before"), limitSeconds: 360),
      Step(
        verb: CheckHealth.name, title: both("Vérifier que le site répond", "Check that the site answers"),
        limitSeconds: 360),
    ]
  }
}
