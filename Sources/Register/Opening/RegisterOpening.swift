import Maintenance

/// What was found, and done, when a register was opened. All of it is also in the audit.
public struct RegisterOpening: Sendable, Equatable {
  /// Where the files were put that could not be used; a new register has been begun in their place. Say it loudly.
  public var keptAside: String?
  /// What was wrong with them.
  public var keptAsideBecause: LocalizedText?
  /// The row whose anchor was written now, because the process died between the two.
  public var healedRow: Int64?
  /// The database and its anchors contradict each other in a way that no crash explains: `verify()` says where.
  public var fault: LocalizedText?

  /// Nothing to report.
  public init() {}
}
