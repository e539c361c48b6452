import GRDB
import Maintenance

extension RegisterReading {
  /// Operations, the last started first, at most `limit`. One that cannot be read as an operation is left out here;
  /// ``unreadableOperations()`` names it.
  public func operations(
    limit: Int = 100, filter: OperationFilter = OperationFilter()
  ) throws(RegisterError) -> [OperationStatus] {
    try read { db in
      var conditions: [String] = []
      var arguments = StatementArguments()
      if let states = filter.states {
        conditions.append("state IN (\(states.map { _ in "?" }.joined(separator: ",")))")
        arguments += StatementArguments(states.map(\.rawValue).sorted())
      }
      if let target = filter.target {
        conditions.append("target = ?")
        arguments += [target]
      }
      if let moment = filter.startedBefore {
        conditions.append("started_at < ?")
        arguments += [moment.milliseconds]
      }
      let matching = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
      let rows = try Row.fetchCursor(
        db, sql: "SELECT status FROM operations\(matching) ORDER BY started_at DESC, id DESC", arguments: arguments)
      var found: [OperationStatus] = []
      while found.count < limit, let row = try rows.next() {
        if let operation = try? value(OperationStatus.self, fromJSON: field(row, 0)) { found.append(operation) }
      }
      return found
    }
  }

  /// The operation of that id; `nil` when there is none. Throws `damagedRow` when it cannot be read.
  public func operation(_ id: String) throws(RegisterError) -> OperationStatus? {
    try read { db in
      try Row.fetchOne(db, sql: "SELECT status FROM operations WHERE id = ?", arguments: [id]).map {
        try value(OperationStatus.self, fromJSON: field($0, 0))
      }
    }
  }

  /// The ids of the operations that cannot be read: changed from outside, or written by another version.
  public func unreadableOperations() throws(RegisterError) -> [String] {
    try read { db in
      let rows = try Row.fetchCursor(db, sql: "SELECT id, status FROM operations ORDER BY id")
      var ids: [String] = []
      while let row = try rows.next() {
        if (try? value(OperationStatus.self, fromJSON: field(row, 1))) == nil { ids.append(try field(row, 0)) }
      }
      return ids
    }
  }

  /// What an operation wrote; `nil` for an operation that was never recorded.
  public func output(_ id: String) throws(RegisterError) -> OperationOutput? {
    try read { db in
      guard let record = try OperationRecord(id, db) else { return nil }
      let rows = try Row.fetchCursor(
        db, sql: "SELECT part, text FROM operation_output WHERE operation = ? ORDER BY part", arguments: [id])
      var text = ""
      var expected = 1
      while let row = try rows.next() {
        let part: Int = try field(row, 0)
        if part != expected { text += "\n[… \(record.droppedBytes) bytes …]\n" }
        text += try field(row, 1) as String
        expected = part + 1
      }
      return OperationOutput(text: text, droppedBytes: record.droppedBytes)
    }
  }
}
