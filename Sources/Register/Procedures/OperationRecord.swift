import GRDB
import Maintenance

/// An operation as it is stored.
struct OperationRecord {
  let state: OperationState
  let status: String
  let outputBytes, droppedBytes: Int
  /// Who started it.
  let person: Operator
  let target: String

  /// `nil` when there is no operation of that id.
  init?(_ id: String, _ db: Database) throws {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT state, status, output_bytes, output_dropped, by_name, by_uid, acting_as, target FROM operations
        WHERE id = ?
        """, arguments: [id])
    guard let row else { return nil }
    let name: String = try field(row, 0)
    guard let state = OperationState(rawValue: name) else { throw UnreadableColumn(index: 0) }
    self.state = state
    status = try field(row, 1)
    outputBytes = try field(row, 2)
    droppedBytes = try field(row, 3)
    person = Operator(name: try field(row, 4), uid: try field(row, 5), actingAs: try optionalField(row, 6))
    target = try field(row, 7)
  }

  /// Writes `operation` in place of what was stored of it; `audited` is the row of the audit that says so, `nil` for
  /// the one of before.
  static func store(_ operation: OperationStatus, status: String, audited: Int64?, _ db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO operations
          (id, state, procedure, target, started_at, ended_at, by_name, by_uid, acting_as, reason, exit_status, status,
           last_audit)
        VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)
        ON CONFLICT (id) DO UPDATE SET
          state = excluded.state, procedure = excluded.procedure, target = excluded.target,
          started_at = excluded.started_at, ended_at = excluded.ended_at, by_name = excluded.by_name,
          by_uid = excluded.by_uid, acting_as = excluded.acting_as, reason = excluded.reason,
          exit_status = excluded.exit_status, status = excluded.status, last_audit = ifnull(?, last_audit)
        """,
      arguments: [
        storable(operation.id), operation.state.rawValue, storable(operation.procedure), storable(operation.target),
        operation.startedAt.milliseconds, operation.endedAt?.milliseconds, storable(operation.by.name),
        operation.by.uid, operation.by.actingAs, operation.reason.map(storable), operation.exitStatus, status,
        audited ?? 0, audited,
      ])
  }

  /// What the seal says of the operation as it is stored now.
  static func seal(_ id: String, _ db: Database) throws -> Seal {
    let isOpen = try SealedRecord.operation.isOpen(id, db)
    return Seal(
      record: SealedRecord.operation.name(id), sha256: isOpen ? nil : try SealedRecord.operation.digest(id, db))
  }
}
