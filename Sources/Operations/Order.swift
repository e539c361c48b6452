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

  /// The order of a request.
  ///
  /// - Parameter now: by it a backup that is dated in the future is known.
  init(request: OperationRequest, plan: Plan, state: StateFolder, now: Timestamp) {
    switch request {
    case .service(let verb, let name): self.init(service: name, verb, plan: plan)
    case .backup(let leg): self.init(backup: leg, plan: plan)
    case .verify(let id): self.init(verify: id)
    case .copy(let store): self.init(copyTo: store, plan: plan)
    case .fetch(let store, let scope, let moment): self.init(fetchFrom: store, scope, moment, plan: plan)
    case .drill(let kind): self.init(drill: kind, plan: plan)
    case .reportBackups: self.init(reportOf: plan)
    case .prune: self.init(pruneOf: plan)
    case .restore(let scope, let id, let moment):
      self.init(restore: scope, from: id, to: moment, plan: plan, state: state, now: now)
    case .restoreInto(let schema, let id, let moment):
      self.init(restoreInto: schema, from: id, to: moment, plan: plan, state: state, now: now)
    case .restoreEverything(let moment): self.init(restoreEverythingTo: moment, plan: plan, state: state, now: now)
    case .restoreRows(let selection, let id, let moment):
      self.init(restoreRows: selection, from: id, to: moment, plan: plan, state: state, now: now)
    case .dropAside(let operation): self.init(dropAside: operation, plan: plan, state: state)
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
    let isServer = Order.isServer(plan)
    let verb =
      switch leg {
      case .databaseFull: isServer ? BackUpSchema.name : BackUpDatabase.name
      case .databaseDifferential, .databaseLog: BackUpBinlogs.name
      case .filesFull, .filesIncremental, .configurationFull: BackUpFolders.name
      }
    let isSupported = leg.scope != .database || leg == .databaseFull || isServer
    // It can be restored all the same.
    let unlisted =
      plan.backups.contains { $0.leg == leg }
      ? both("", "")
      : both(
        " Le plan n’a pas ce volet : aucune liste ne la montrera.",
        " The plan does not have this leg: no list will show it.")
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
        name: "backup." + leg.rawValue,
        title: both("Sauvegarde\u{A0}: \(leg.words.text(in: .french))", "Backup: \(leg.words.text(in: .english))"),
        target: target.lock, confirmation: .none, role: .operator, steps: isSupported ? steps : []),
      commandLine: "vigie backup \(leg.rawValue)",
      impact: both(
        "N’écrit que dans le dossier des sauvegardes.\(unlisted.text(in: .french))",
        "Writes to the backup folder only.\(unlisted.text(in: .english))"))
    if !isSupported {
      lines.append(
        .critical(
          "\(leg.rawValue) demande un serveur MariaDB ou MySQL : SQLite n’a pas de journal à sauvegarder",
          "\(leg.rawValue) wants a MariaDB or MySQL server: SQLite has no log to save"))
    }
  }

  private init(reportOf plan: Plan) {
    self.init(
      request: .reportBackups,
      procedure: Procedure(
        name: ReportBackups.name, title: both("Rapport des sauvegardes", "Report of the backups"), target: "report",
        confirmation: .none, role: .operator,
        steps: [
          Step(verb: ReportBackups.name, title: both("Écrire le rapport et l’envoyer", "Write the report and send it"))
        ]), commandLine: "vigie backups report",
      impact: both("Ne change rien ; écrit un fichier daté.", "Changes nothing; writes a dated file."))
  }

  /// What a restore has set aside is let go by the same round, where the plan says after how long.
  private static func asideSteps(_ plan: Plan) -> [Step] {
    guard plan.folders.keepAsideSeconds != nil else { return [] }
    return [
      Step(
        verb: DropAside.name,
        title: both("Ôter ce qu’une restauration a mis de côté", "Drop what a restore has set aside"),
        limitSeconds: 3600)
    ]
  }

  private init(pruneOf plan: Plan) {
    let asides = Order.asideSteps(plan)
    self.init(
      request: .prune,
      procedure: Procedure(
        name: PruneBackups.name, title: both("Ménage des sauvegardes", "Pruning of the backups"), target: "backups",
        confirmation: .yes, role: .operator,
        steps: [
          Step(
            verb: PruneBackups.name,
            title: both("Supprimer ce dont la durée est écoulée", "Delete what is over its time"), limitSeconds: 3600)
        ] + asides), commandLine: "vigie backups prune --yes",
      impact: both(
        "Supprime les sauvegardes dont la durée est écoulée et dont plus rien ne dépend ; la dernière vérifiée reste toujours.",
        "Deletes the backups whose time is over and that nothing needs; the last verified one always stays."))
  }

  private init(verify id: String) {
    self.init(
      request: .verify(backup: id),
      procedure: Procedure(
        name: VerifyBackup.name, title: both("Vérifier \(id)", "Verify \(id)"), target: "backup:" + id,
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
