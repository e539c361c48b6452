import Host
import Maintenance

/// A request made definite by the plan: the procedure with its steps, the command line that does the same, and what
/// stands in its way before any verb is asked.
struct Order {
  /// The request, the backup chosen when it was left open.
  var request: OperationRequest
  var procedure: Procedure
  var commandLine: String
  var impact: LocalizedText
  var lines: [Preflight] = []
  /// The backup that the steps start from.
  var backup: String?

  init(request: OperationRequest, plan: Plan, state: StateFolder) {
    switch request {
    case .service(let verb, let name): self.init(service: name, verb, plan: plan)
    case .backup(let leg): self.init(backup: leg, plan: plan)
    case .verify(let id): self.init(verify: id)
    case .restore(let scope, let id): self.init(restore: scope, from: id, plan: plan, state: state)
    case .revert(let operation): self.init(revert: operation, plan: plan, state: state)
    }
  }

  init(
    request: OperationRequest, procedure: Procedure, commandLine: String, impact: LocalizedText,
    lines: [Preflight] = [], backup: String? = nil
  ) {
    self.request = request
    self.procedure = procedure
    self.commandLine = commandLine
    self.impact = impact
    self.lines = lines
    self.backup = backup
  }

  private init(backup leg: BackupLeg, plan: Plan) {
    let target = Target(leg.scope, plan: plan)
    let verb = leg.scope == .database ? BackUpDatabase.name : BackUpFolders.name
    let isSupported = [.databaseFull, .filesFull, .configurationFull].contains(leg)
    let steps = [
      Step(
        verb: verb, arguments: ["leg": leg.rawValue],
        title: both("Sauvegarder \(target.name)", "Back up \(target.name)"),
        limitSeconds: 4 * 3600),
      Step(
        verb: VerifyBackup.name, title: both("Relire la sauvegarde", "Read the backup through"), limitSeconds: 4 * 3600),
    ]
    self.init(
      request: .backup(leg: leg),
      procedure: Procedure(
        name: "backup." + leg.rawValue, title: both("Sauvegarde \(leg.rawValue)", "Backup \(leg.rawValue)"),
        target: target.lock, confirmation: .none, role: .operator, steps: isSupported ? steps : []),
      commandLine: "vigie backup \(leg.rawValue)",
      impact: both("N’écrit que dans le dossier des sauvegardes.", "Writes to the backup folder only."))
    if !isSupported {
      lines.append(
        .critical("\(leg.rawValue) n’est pas encore pris en charge", "\(leg.rawValue) is not supported yet"))
    }
  }

  private init(verify id: String) {
    self.init(
      request: .verify(backup: id),
      procedure: Procedure(
        name: VerifyBackup.name, title: both("Contrôle de \(id)", "Check of \(id)"), target: "backup:" + id,
        confirmation: .none, role: .operator,
        steps: [
          Step(
            verb: VerifyBackup.name, arguments: ["backup": id],
            title: both("Relire la sauvegarde", "Read the backup through"),
            limitSeconds: 4 * 3600)
        ]), commandLine: "vigie backups verify \(id)",
      impact: both(
        "Ne change rien ; note le résultat à côté de la sauvegarde.",
        "Changes nothing; keeps the result beside the backup."),
      backup: id)
  }
}
