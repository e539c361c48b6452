import Host
import Maintenance

extension Order {
  /// A restore into a schema of another name, beside the live one: to look something up in it. Nothing live is touched.
  init(
    restoreInto schema: String, from id: String?, to moment: Timestamp?, plan: Plan, state: StateFolder, now: Timestamp
  ) {
    let target = Target(.database, plan: plan)
    let choice = RestoreChoice(.database, id: id, before: moment, plan: plan, state: state, now: now)
    let option = moment.map { "--to \(plan.option($0))" } ?? "--from-backup \(choice.id ?? "ID")"
    let fault = Order.fault(into: schema, plan: plan)
    self.init(
      request: .restoreInto(schema: schema, backup: choice.id, moment: moment),
      procedure: Procedure(
        name: "restore.into",
        title: both("Restaurer \(target.name) dans \(schema)", "Restore \(target.name) into \(schema)"),
        target: "database:" + schema, confirmation: .yes, role: .administrator,
        steps: fault == nil && choice.part != nil
          ? Order.steps(into: schema, backup: choice.id ?? "", moment: moment, name: target.name) : []),
      commandLine: "vigie restore database --into \(schema) \(option) --yes",
      impact: both(
        "Crée la base « \(schema) » sur le serveur et y met l’état de la sauvegarde ; « \(target.name) » n’est pas touchée. Les événements planifiés sont laissés de côté : ils tourneraient deux fois.",
        "Makes the schema \"\(schema)\" on the server and puts the state of the backup there; \"\(target.name)\" is not touched. Scheduled events are left out: they would run twice."
      ), lines: choice.lines + (fault.map { [$0] } ?? []), backup: choice.id)
  }

  private static func fault(into schema: String, plan: Plan) -> Preflight? {
    guard Order.isServer(plan) else {
      return .critical(
        "Une autre base demande un serveur MariaDB ou MySQL", "Another schema wants a MariaDB or MySQL server")
    }
    let isName =
      (1...64).contains(schema.utf8.count)
      && schema.utf8.allSatisfy {
        $0 == 0x5F || $0 == 0x2D || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
          || (0x61...0x7A).contains($0)
      }
    guard isName, !["mysql", "information_schema", "performance_schema", "sys"].contains(schema.lowercased()) else {
      return .critical(
        "« \(schema) » : attendu le nom d’une nouvelle base : lettres, chiffres, _ et -",
        "“\(schema)”: expected the name of a new schema: letters, digits, _ and -")
    }
    guard schema != plan.databases.first?.schema else {
      return .critical(
        "\(schema) est la base en service : sans --into, la restauration la remplace",
        "\(schema) is the live schema: without --into, the restore replaces it")
    }
    return nil
  }

  private static func steps(into schema: String, backup: String, moment: Timestamp?, name: String) -> [Step] {
    let arguments = ["scope": RestoreScope.database.rawValue, "backup": backup]
    func step(_ verb: String, _ french: String, _ english: String, _ extra: [String: String] = [:]) -> Step {
      Step(
        verb: verb, arguments: arguments.merging(extra) { $1 }, title: both(french, english), limitSeconds: 4 * 3600)
    }
    let until = moment.map { [RebuildSchema.momentArgument: $0.description] } ?? [:]
    let into = [ServerDatabase.intoArgument: schema]
    return [
      step(
        BackUpBinlogs.name, "Sauvegarder les journaux jusqu’à maintenant", "Save the logs until now",
        ["leg": BackupLeg.databaseLog.rawValue, "try": "yes"]),
      step(VerifyBackup.name, "Vérifier la sauvegarde", "Check the backup", [VerifyBackup.rebuiltArgument: "yes"]),
      step(
        RebuildSchema.name, "Reconstruire \(name) à l’écart et prouver", "Rebuild \(name) aside and prove it",
        until),
      step(LoadSchema.name, "Charger dans \(schema)", "Load into \(schema)", into),
      step(CheckSchema.name, "Vérifier ce qui est en place", "Check what is in place", into),
    ]
  }
}
