import Host
import Maintenance

extension Order {
  /// Rows of one table back as they were: chosen aside, compared with the live ones, brought back in one transaction.
  init(
    restoreRows selection: RowSelection, from id: String?, to moment: Timestamp?, plan: Plan, state: StateFolder,
    now: Timestamp
  ) {
    let target = Target(.database, plan: plan)
    let choice = RestoreChoice(.database, id: id, before: moment, plan: plan, state: state, now: now)
    let option = moment.map { "--to \(plan.option($0))" } ?? "--from-backup \(choice.id ?? "ID")"
    var words = "--table " + Order.word(selection.table)
    if let condition = selection.condition { words += " --where " + Order.word(condition) }
    if selection.withDependents { words += " --with-dependents" }
    if selection.onlyWritten { words += " --only-sql" }
    let isServer = Order.isServer(plan)
    let condition = selection.condition.map { " (\($0))" } ?? ""
    let confirmation: Confirmation = selection.onlyWritten ? .none : .typeName(selection.table)
    let confirming = selection.onlyWritten ? "" : " --confirm " + Order.word(selection.table)
    self.init(
      request: .restoreRows(selection, backup: choice.id, moment: moment),
      procedure: Procedure(
        name: "restore.rows",
        title: selection.onlyWritten
          ? both(
            "Comparer des lignes de \(selection.table)\(condition)", "Compare rows of \(selection.table)\(condition)")
          : both(
            "Ramener des lignes de \(selection.table)\(condition)", "Bring rows of \(selection.table) back\(condition)"),
        target: target.lock, confirmation: confirmation, role: .administrator,
        steps: isServer && choice.part != nil
          ? Order.steps(rows: selection, backup: choice.id ?? "", moment: moment, name: target.name) : [],
        wayBack: selection.onlyWritten
          ? nil
          : WayBack(
            title: both(
              "Ôter ce qui est revenu, remettre ce qui a changé", "Take away what came back, set back what changed"),
            request: .revert(operation: "ID"))),
      commandLine: "vigie restore database \(words) \(option)\(confirming)",
      impact: selection.onlyWritten
        ? both(
          "Compare ces lignes de \(selection.table) avec les actuelles, et écrit le SQL qui les ramènerait. Rien n’est changé.",
          "Compares these rows of \(selection.table) with the live ones, and writes the SQL that would bring them back. Nothing is changed."
        )
        : both(
          "Ramène dans \(selection.table) les lignes disparues (la table même, si elle l’est) et remet celles qui ont changé, en une transaction ; celles ajoutées depuis restent. Aucune autre table n’est touchée\(selection.withDependents ? ", sauf celles dont ces lignes dépendent ou qui en dépendent" : ""). Les déclencheurs ne tournent pas. La table est fermée aux écritures un instant.",
          "Brings the rows of \(selection.table) back that are gone (the table itself, if it is) and sets those back that changed, in one transaction; those added since stay. No other table is touched\(selection.withDependents ? ", but those that these rows depend on or that depend on them" : ""). Triggers do not run. The table is closed to writes for a moment."
        ), lines: choice.lines, backup: choice.id)
    if !isServer {
      lines.append(
        .critical(
          "Ramener des lignes demande un serveur MariaDB ou MySQL", "Bringing rows back wants a MariaDB or MySQL server"
        ))
    }
  }

  private static func steps(rows selection: RowSelection, backup: String, moment: Timestamp?, name: String) -> [Step] {
    var arguments = [
      "scope": RestoreScope.database.rawValue, "backup": backup, "leg": BackupLeg.databaseFull.rawValue,
      "table": selection.table,
    ]
    arguments["where"] = selection.condition
    if selection.withDependents { arguments["dependents"] = "yes" }
    if selection.onlyWritten { arguments["written"] = "yes" }
    func step(_ verb: String, _ french: String, _ english: String, _ extra: [String: String] = [:]) -> Step {
      Step(
        verb: verb, arguments: arguments.merging(extra) { $1 }, title: both(french, english), limitSeconds: 4 * 3600)
    }
    let until = moment.map { [RebuildSchema.momentArgument: $0.description] } ?? [:]
    return [
      Step(
        verb: BackUpBinlogs.name, arguments: ["leg": BackupLeg.databaseLog.rawValue, "try": "yes"],
        title: both("Sauvegarder les journaux jusqu’à maintenant", "Save the logs until now"), limitSeconds: 4 * 3600),
      step(VerifyBackup.name, "Vérifier la sauvegarde", "Check the backup", [VerifyBackup.rebuiltArgument: "yes"]),
      step(
        SelectRows.name, "Reconstruire \(name) à l’écart et choisir les lignes",
        "Rebuild \(name) aside and choose the rows", until),
      step(CompareRows.name, "Comparer avec les lignes actuelles", "Compare with the live rows"),
      selection.onlyWritten
        ? step(ApplyRows.name, "Écrire le SQL qui les ramènerait", "Write the SQL that would bring them back")
        : step(
          ApplyRows.name, "Ramener les lignes en une transaction", "Bring the rows back in one transaction",
          [Step.changesArgument: "target"]),
    ]
  }

  /// Undoes a restore of rows: what came back goes, what was changed is set back.
  init(revertRows earlier: OperationTicket, plan: Plan) {
    var table = ""
    var withDependents = false
    if case .restoreRows(let selection, _, _) = earlier.request {
      (table, withDependents) = (selection.table, selection.withDependents)
    }
    let others = both(
      withDependents ? "et de ce qui y tient " : "", withDependents ? "and of what hangs together with it " : "")
    let moment = plan.exact(earlier.createdAt)
    self.init(
      request: .revert(operation: earlier.id),
      procedure: Procedure(
        name: "restore.revert",
        title: both(
          "Défaire : \(earlier.procedure.title.text(in: .french)) (\(moment.text(in: .french)))",
          "Undo: \(earlier.procedure.title.text(in: .english)) (\(moment.text(in: .english)))"),
        target: earlier.procedure.target, confirmation: .typeName(table), role: .administrator,
        steps: [
          Step(
            verb: UndoRows.name,
            arguments: [
              "scope": RestoreScope.database.rawValue, "reverts": earlier.id, Step.changesArgument: "target",
            ], title: both("Remettre les lignes comme avant", "Set the rows back"), limitSeconds: 3600)
        ]), commandLine: "vigie revert \(earlier.id) --confirm \(Order.word(table))",
      impact: both(
        "Ôte de \(table) \(others.text(in: .french))les lignes ramenées et remet celles qui avaient été changées. Rien d’autre n’est touché.",
        "Takes the rows that were brought back out of \(table) \(others.text(in: .english))again and sets those back that were changed. Nothing else is touched."
      ))
  }
}
