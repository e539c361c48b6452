import ArgumentParser
import Clients
import Maintenance

/// `vigie restore SCOPE`
struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Rebuild from a backup aside, prove it, then put it in place.")

  @Argument(help: "full, database, files or configuration.")
  var what: RestoreTarget

  @Option(help: "The backup's id, as `vigie backups list` shows it; else the newest that holds.")
  var fromBackup: String?

  @Option(
    help:
      "The state before this moment, RFC 3339 (2026-11-22T11:59:58+01:00): the server's database to the second, everything else as it was last saved."
  )
  var to: Timestamp?

  @Option(
    help: "The state just before this table was last lost, as `vigie backups losses` tells it, instead of --to.")
  var beforeLoss: String?

  @Option(help: "Bring what is needed back from this store of the plan first.")
  var from: String?

  @Option(help: "Into a new schema of this name, beside the live one, which is not touched.")
  var into: String?

  @Option(help: "Only rows of this table, compared with the live ones and brought back in one transaction.")
  var table: String?

  @Option(name: .customLong("where"), help: "With --table: only the rows for which this holds, as SQL has it.")
  var condition: String?

  @Flag(help: "With --table: also the rows that depend on them, and those they depend on, where they are gone.")
  var withDependents = false

  @Flag(help: "With --table: write the statements into a file to be read, and change nothing.")
  var onlySql = false

  @OptionGroup var confirmation: ConfirmationOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if what.scope == nil, fromBackup != nil {
      throw ValidationError(
        "`restore full` takes each backup by itself: choose a moment with --to instead of --from-backup.")
    }
    if let to, to > .now {
      throw ValidationError("--to \(to): that moment has not come yet; leave --to out for the newest state.")
    }
    if beforeLoss != nil, to != nil || fromBackup != nil || from != nil || what.scope != .database {
      throw ValidationError(
        "--before-loss goes with `restore database`, and not with --to, --from-backup or --from.")
    }
    if table != nil, what.scope != .database { throw ValidationError("--table goes with `restore database` only.") }
    if table == nil, condition != nil || withDependents || onlySql {
      throw ValidationError("--where, --with-dependents and --only-sql go with --table.")
    }
    if table != nil, into != nil { throw ValidationError("--table or --into, one of them.") }
    if into != nil, what.scope != .database { throw ValidationError("--into goes with `restore database` only.") }
  }

  func run() async throws {
    try await Session.run(common) { session in
      if let from {
        let plan = try session.plan().plan
        for scope in what.scope.map({ [$0] }) ?? plan.restorable {
          try await OperationRun(
            session: session, request: .fetch(store: from, scope: scope, moment: to), answers: confirmation
          ).run()
        }
      }
      if from != nil, common.dryRun {
        return session.console.remark(
          "la restauration elle-même se prévoit une fois les sauvegardes récupérées (« vigie backups fetch »)",
          "the restore itself can be previewed once the backups are here (\"vigie backups fetch\")")
      }
      let moment = if let beforeLoss { try await lossMoment(of: beforeLoss, session) } else { to }
      try await OperationRun(session: session, request: request(before: moment), answers: confirmation).run()
    }
  }

  /// When a table was last lost.
  private func lossMoment(of table: String, _ session: Session) async throws -> Timestamp {
    let report = try await LossReport.asked(session)
    report.remark(session)
    guard let loss = report.loss(of: table) else {
      throw Complaint(
        french: "aucune perte de \(table) n’est connue ; « vigie backups losses » les nomme toutes",
        english: "no loss of \(table) is known; \"vigie backups losses\" names them all", status: 65)
    }
    return loss.at
  }

  private func request(before to: Timestamp?) -> OperationRequest {
    guard let scope = what.scope else { return .restoreEverything(moment: to) }
    if let table {
      let selection = RowSelection(
        table: table, condition: condition, withDependents: withDependents, onlyWritten: onlySql)
      return .restoreRows(selection, backup: fromBackup, moment: to)
    }
    if let into { return .restoreInto(schema: into, backup: fromBackup, moment: to) }
    return .restore(scope: scope, backup: fromBackup, moment: to)
  }
}

/// What can be restored by one command.
enum RestoreTarget: String, ExpressibleByArgument, CaseIterable {
  case full, database, files, configuration

  /// One part; `nil`: everything.
  var scope: RestoreScope? { RestoreScope(rawValue: rawValue) }
}

extension RestoreScope: ExpressibleByArgument {}

extension Timestamp: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
