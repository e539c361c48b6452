/// The parts of the register that are given out.
public enum ExportTable: String, Sendable, CaseIterable {
  case audit, ticks, operations

  /// The columns, oldest row first; those of `moments` are milliseconds in the database and RFC 3339 outside.
  var sql: String {
    switch self {
    case .audit:
      """
      SELECT sequence, at, by_name AS by, by_uid AS uid, acting_as AS actingAs, action, target, reason,
        exit_status AS exitStatus, detail, hash
      FROM audit WHERE at >= ? AND at < ? ORDER BY sequence
      """
    case .ticks:
      """
      SELECT sequence, at, period, round, task, verdict, note, by_name AS by, by_uid AS uid, acting_as AS actingAs,
        evidence
      FROM ticks WHERE at >= ? AND at < ? ORDER BY sequence
      """
    case .operations:
      """
      SELECT id, state, procedure, target, started_at AS startedAt, ended_at AS endedAt, by_name AS by, by_uid AS uid,
        acting_as AS actingAs, reason, exit_status AS exitStatus, status,
        (SELECT group_concat(text, '') FROM
          (SELECT text FROM operation_output WHERE operation = operations.id ORDER BY part)) AS output
      FROM operations WHERE started_at >= ? AND started_at < ? ORDER BY started_at, id
      """
    }
  }

  static let moments: Set<String> = ["at", "startedAt", "endedAt"]
}
