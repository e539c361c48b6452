import GRDB
import Maintenance

/// Rows of the audit as they are stored, and as entries.
extension AuditEntry {
  static let selection = "sequence, at, by_name, by_uid, acting_as, action, target, reason, exit_status, detail, hash"

  /// The entry in a row of ``selection``; throws when it is not one.
  init(row: Row) throws {
    self.init(
      sequence: try field(row, 0), at: Timestamp(milliseconds: try field(row, 1)),
      by: Operator(name: try field(row, 2), uid: try field(row, 3), actingAs: try optionalField(row, 4)),
      action: try field(row, 5), target: try field(row, 6), reason: try optionalField(row, 7),
      exitStatus: try optionalField(row, 8), detail: try field(row, 9), hash: try field(row, 10))
  }
}

extension AuditChain {
  /// The last row, as an entry.
  static func headEntry(_ db: Database) throws -> AuditEntry? {
    try Row.fetchOne(db, sql: "SELECT \(AuditEntry.selection) FROM audit ORDER BY sequence DESC LIMIT 1")
      .map(AuditEntry.init(row:))
  }
}

/// A column that must hold a value of that type. GRDB's own subscript ends the program where it does not.
func field<Value: DatabaseValueConvertible>(_ row: Row, _ index: Int) throws -> Value {
  guard let value = Value.fromDatabaseValue(row[index]) else { throw UnreadableColumn(index: index) }
  return value
}

/// A column that may be null.
func optionalField<Value: DatabaseValueConvertible>(_ row: Row, _ index: Int) throws -> Value? {
  row.hasNull(atIndex: index) ? nil : try field(row, index)
}
