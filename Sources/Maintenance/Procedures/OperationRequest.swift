/// What a person asks the agent to do. The agent turns it into a ``Procedure`` by its plan.
public enum OperationRequest: Codable, Sendable, Hashable {
  /// `start`, `stop`, `restart`, `reload` a service.
  case service(verb: ServiceVerb, name: String)
  case backup(leg: BackupLeg)
  /// Restores a backup; `backup` is the id, `nil` the newest that holds. With a moment, the state just before it, which is
  /// reached from the newest full backup before it.
  case restore(scope: RestoreScope, backup: String?, moment: Timestamp? = nil)
  /// Restores the database, the files and the configuration in one procedure, each from the newest backup that holds, or
  /// to a moment.
  case restoreEverything(moment: Timestamp?)
  /// Restores the database into a new schema of the same server, beside the live one.
  case restoreInto(schema: String, backup: String?, moment: Timestamp? = nil)
  /// Brings rows of one table back as they were at a moment, or in a backup.
  case restoreRows(RowSelection, backup: String?, moment: Timestamp?)
  /// Puts back what a restore set aside, by the id of that restore's operation.
  case revert(operation: String)
  /// Drops what a restore has set aside, by the id of that restore's operation.
  case dropAside(operation: String)
  /// Checks a backup against its checksums and its content.
  case verify(backup: String)
  /// Copies to a store what it does not have yet.
  case copy(store: String)
  /// Brings back from a store what a restore needs.
  case fetch(store: String, scope: RestoreScope, moment: Timestamp?)
  /// Restores the newest backups aside and proves them.
  case drill(DrillKind)
  /// Writes the state of all backups into a dated file, and sends it as the plan says.
  case reportBackups
  /// Deletes the backups whose time is over and that nothing needs.
  case prune
}

extension OperationRequest {
  /// Whether it may bring tables of the live database back, or take them away.
  public var changesTables: Bool {
    switch self {
    case .restore(.database, _, _), .restoreEverything, .revert: true
    case .restoreRows: !isComparison
    default: false
    }
  }

  /// Whether rows are only compared: what it finds is for who asked, and nothing is changed by it.
  public var isComparison: Bool {
    if case .restoreRows(let selection, _, _) = self { selection.onlyWritten } else { false }
  }
}
