import GRDB

/// The kinds of record that the audit seals, and how their content is hashed: always from what is stored.
enum SealedRecord: String, CaseIterable {
  case tick, operation, acknowledgement

  var table: String {
    switch self {
    case .tick: "ticks"
    case .operation: "operations"
    case .acknowledgement: "acknowledgements"
    }
  }

  private var key: String {
    switch self {
    case .tick: "sequence"
    case .operation: "id"
    case .acknowledgement: "problem"
    }
  }

  /// The number of the last row of the audit about the record.
  private var lastAudit: String { self == .tick ? "sequence" : "last_audit" }

  private var columns: [String] {
    switch self {
    case .tick:
      [
        "sequence", "period", "round", "task", "verdict", "note", "evidence", "by_name", "by_uid", "acting_as", "at",
      ]
    case .operation:
      [
        "id", "state", "procedure", "target", "started_at", "ended_at", "by_name", "by_uid", "acting_as", "reason",
        "exit_status", "status", "output_bytes", "output_dropped", "last_audit",
      ]
    case .acknowledgement:
      ["problem", "by_name", "by_uid", "acting_as", "at", "note", "cleared", "last_audit"]
    }
  }

  /// The name by which a seal calls the record of that key.
  func name(_ key: some CustomStringConvertible) -> String { "\(rawValue):\(key)" }

  /// The kind and the key that a seal's name tells; `nil` when it tells none.
  static func parse(_ name: String) -> (kind: SealedRecord, key: String)? {
    guard let colon = name.firstIndex(of: ":"), let kind = SealedRecord(rawValue: String(name[..<colon])) else {
      return nil
    }
    return (kind, String(name[name.index(after: colon)...]))
  }

  /// The number of the last row of the audit about the record; `nil` when there is no such record.
  func lastAudit(_ name: String, _ db: Database) throws -> Int64? {
    let statement = try db.cachedStatement(sql: "SELECT \(lastAudit) FROM \(table) WHERE \(key) = ?")
    return try Row.fetchOne(statement, arguments: [name]).flatMap { Int64.fromDatabaseValue($0[0]) }
  }

  /// Whether the record may change without a row of its own.
  func isOpen(_ name: String, _ db: Database) throws -> Bool {
    guard self == .operation else { return false }
    return try String.fetchOne(db, sql: "SELECT state FROM operations WHERE id = ?", arguments: [name]) == "running"
  }

  /// The hash of the record as it is stored; `nil` when there is no such record.
  func digest(_ name: String, _ db: Database) throws -> String? {
    var hasher = RecordHasher("vigie \(rawValue) 1")
    let blobs = columns.map { "CAST(\($0) AS BLOB)" }.joined(separator: ", ")
    let statement = try db.cachedStatement(sql: "SELECT \(blobs) FROM \(table) WHERE \(key) = ?")
    guard let row = try Row.fetchOne(statement, arguments: [name]) else { return nil }
    try hasher.add(row)
    if self == .operation {
      let parts = try Row.fetchCursor(
        db,
        sql: "SELECT CAST(part AS BLOB), CAST(text AS BLOB) FROM operation_output WHERE operation = ? ORDER BY part",
        arguments: [name])
      while let part = try parts.next() { try hasher.add(part) }
    }
    return hasher.finish()
  }
}
