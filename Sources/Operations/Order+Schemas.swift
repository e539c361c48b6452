import Host
import Maintenance

extension Order {
  /// Whether the plan's database is served by a server of its own.
  static func isServer(_ plan: Plan) -> Bool { plan.databases.first.map { $0.engine != .sqlite } ?? false }

  /// Whether an operation was a restore of a server's schema.
  static func restoredSchema(_ operation: String, _ state: StateFolder) -> Bool {
    let ticket = try? OperationFolder(id: operation, state: state)?.ticket()
    return ticket?.procedure.steps.contains { $0.verb == SwapSchema.name } ?? false
  }

  /// A restore of a server's schema: rebuilt and proven aside, then put in place on the live server.
  init(restoreSchemaFrom id: String?, to moment: Timestamp?, plan: Plan, state: StateFolder) {
    let target = Target(.database, plan: plan)
    let backups = plan.folders.backups ?? state.backups
    let chosen =
      id ?? moment.flatMap { Catalogue.full(backups: backups, before: $0)?.id }
      ?? (moment == nil ? Catalogue.newest(backups: backups, leg: .databaseFull)?.id : nil)
    let isOfScope = chosen.map { BackupFolder(id: $0, backups: backups)?.leg == .databaseFull } ?? false
    let until = moment.map { both(" jusqu’à \($0)", " until \($0)") } ?? both("", "")
    let option = moment.map { " --to \($0)" } ?? " --from-backup \(chosen ?? "ID")"
    self.init(
      request: .restore(scope: .database, backup: chosen, moment: moment),
      procedure: Procedure(
        name: "restore.database",
        title: both(
          "Restaurer la base \(target.name)\(until.french ?? "")",
          "Restore the database \(target.name)\(until.english ?? "")"),
        target: target.lock, confirmation: .typeName(target.name), role: .administrator,
        steps: chosen.map { isOfScope ? Order.schemaSteps(backup: $0, moment: moment, name: target.name) : [] } ?? [],
        wayBack: WayBack(
          title: both("Remettre l’état d’avant la restauration", "Put back the state before the restore"),
          request: .revert(operation: "ID"))),
      commandLine: "vigie restore database\(option) --confirm \(target.name)",
      impact: both(
        "Remplace la base « \(target.name) » par son état dans la sauvegarde\(until.french ?? "") ; ce qui a été écrit depuis n’y sera plus. L’état actuel est sauvegardé avant. Les autres bases du serveur ne sont pas touchées.",
        "Replaces the database \"\(target.name)\" by its state in the backup\(until.english ?? ""); what was written since will be gone from it. The present state is backed up before. Other schemas of the server are not touched."
      ), backup: chosen)
    if let fault = target.fault { lines.append(fault) }
    if chosen == nil {
      lines.append(
        moment == nil
          ? .critical("Aucune sauvegarde database.full sans défaut", "No database.full backup without a fault")
          : Preflight(severity: .critical, text: RecoveryGap.noFull.text))
    } else if !isOfScope {
      lines.append(
        .critical(
          "\(chosen ?? "") n’est pas une sauvegarde database.full", "\(chosen ?? "") is not a database.full backup"))
    }
  }

  /// Goes back to the safety copy that a restore has taken.
  init(revertSchema operation: String, plan: Plan, state: StateFolder) {
    let target = Target(.database, plan: plan)
    let copy = OperationFolder(id: operation, state: state)?.facts()[BackupReport.safetyFact]
    self.init(
      request: .revert(operation: operation),
      procedure: Procedure(
        name: "restore.revert", title: both("Revenir avant \(operation)", "Go back before \(operation)"),
        target: target.lock, confirmation: .yes, role: .administrator,
        steps: copy.map { Order.schemaSteps(backup: $0, moment: nil, name: target.name) } ?? [],
        wayBack: WayBack(
          title: both("Remettre ce que le retour a remplacé", "Put back what this has replaced"),
          request: .revert(operation: "ID"))),
      commandLine: "vigie revert \(operation) --yes",
      impact: both(
        "Remet la base « \(target.name) » dans l’état que l’opération \(operation) a sauvegardé avant d’agir.",
        "Puts the database \"\(target.name)\" back into the state that operation \(operation) saved before it acted."),
      backup: copy)
    if copy == nil {
      lines.append(
        .critical(
          "\(operation) n’a pas fait de copie de sûreté : la base n’existait plus",
          "\(operation) took no safety copy: the database was gone"))
    }
  }

  private static func schemaSteps(backup: String, moment: Timestamp?, name: String) -> [Step] {
    let arguments = ["scope": RestoreScope.database.rawValue, "backup": backup]
    func step(_ verb: String, _ french: String, _ english: String, _ extra: [String: String] = [:], hours: Double = 4)
      -> Step
    {
      Step(
        verb: verb, arguments: arguments.merging(extra) { $1 }, title: both(french, english), limitSeconds: hours * 3600
      )
    }
    let until = moment.map { [RebuildSchema.momentArgument: $0.description] } ?? [:]
    return [
      step(
        BackUpBinlogs.name, "Sauvegarder les journaux jusqu’à maintenant", "Save the logs until now",
        ["leg": BackupLeg.databaseLog.rawValue, "try": "yes"]),
      step(VerifyBackup.name, "Relire la sauvegarde", "Read the backup through"),
      step(
        RebuildSchema.name, "Reconstruire \(name) à l’écart et prouver", "Rebuild \(name) aside and prove it", until),
      step(
        BackUpSchema.name, "Sauvegarder l’état actuel", "Back up the present state",
        ["safety": "yes", "leg": BackupLeg.databaseFull.rawValue]),
      step(VerifyBackup.name, "Relire la copie de sûreté", "Read the safety copy through", ["made": "safety"]),
      step(BeginMaintenance.name, "Passer en maintenance", "Begin maintenance", hours: 0.1),
      step(PauseWriters.name, "Arrêter ce qui écrit", "Stop what writes", hours: 0.1),
      step(SwapSchema.name, "Mettre en place", "Put it in place", [Step.changesArgument: "target"]),
      step(CheckSchema.name, "Vérifier ce qui est en place", "Check what is in place"),
      step(ResumeWriters.name, "Redémarrer ce qui tournait", "Start what ran before", hours: 0.1),
      step(EndMaintenance.name, "Sortir de maintenance", "End maintenance", hours: 0.1),
      step(CheckHealth.name, "Vérifier que le site répond", "Check that the site answers", hours: 0.1),
      Step(
        verb: BackUpSchema.name, arguments: ["leg": BackupLeg.databaseFull.rawValue, "after": "restore"],
        title: both("Nouvelle sauvegarde complète", "A new full backup"), limitSeconds: 4 * 3600),
      Step(
        verb: VerifyBackup.name, title: both("Relire la nouvelle sauvegarde", "Read the new backup through"),
        limitSeconds: 4 * 3600),
    ]
  }
}
