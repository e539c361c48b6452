import GRDB
import Maintenance

extension RegisterReading {
  /// Rows of the audit, newest first, at most `limit`; the next page begins `before` the last number of this one.
  public func auditEntries(
    limit: Int = 100, before: Int64? = nil, filter: AuditFilter = AuditFilter()
  ) throws(RegisterError) -> [AuditEntry] {
    try read { db in
      guard let action = filter.action else {
        return try AuditQuery(filter, action: nil, before: before, limit: limit).fetch(db)
      }
      let family = action.hasSuffix(".") ? action : action + "."
      // One walk down the index for each action of that family: no scan, however rare they are.
      let names = try AuditQuery.actions(beginning: family, db) + (action == family ? [] : [action])
      let pages = try names.map {
        try AuditQuery(filter, action: $0, before: before, limit: limit).fetch(db)
      }
      return Array(pages.joined().sorted { $0.sequence > $1.sequence }.prefix(max(0, limit)))
    }
  }

  /// The row of that number; `nil` when there is none.
  public func auditEntry(_ sequence: Int64) throws(RegisterError) -> AuditEntry? {
    try read { db in
      try Row.fetchOne(
        db, sql: "SELECT \(AuditEntry.selection) FROM audit WHERE sequence = ?", arguments: [sequence]
      ).map(AuditEntry.init(row:))
    }
  }

  /// The number and hash of the last row; `nil` before the first. A person who notes it down can hold it against the
  /// register later.
  public func auditHead() throws(RegisterError) -> (sequence: Int64, hash: String)? {
    try read { db in try AuditChain.headEntry(db).map { ($0.sequence, $0.hash) } }
  }
}
