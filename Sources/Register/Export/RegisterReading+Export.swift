import GRDB
import Maintenance

extension RegisterReading {
  /// Gives out a part of the register, oldest row first, piece by piece to `sink`, without holding it in memory.
  /// Moments are RFC 3339; in JSON, `detail`, `evidence` and `status` are the stored text, so that hashes can be
  /// computed again from it. What `sink` throws comes out as it is.
  ///
  /// `since` and `until` choose by the row's own moment, an operation's by its start; `until` is not included.
  public func export(
    _ table: ExportTable = .audit, format: ExportFormat, since: Timestamp? = nil, until: Timestamp? = nil,
    to sink: (String) throws -> Void
  ) throws {
    do {
      try source.database.read { db in
        let statement = try db.makeStatement(sql: table.sql)
        let columns = statement.columnNames
        let moments = columns.map { ExportTable.moments.contains($0) }
        let rows = try Row.fetchCursor(
          statement, arguments: [since?.milliseconds ?? .min, until?.milliseconds ?? .max])
        try sink(ExportWriter.beginning(format, columns))
        var isFirst = true
        while let row = try rows.next() {
          let values = columns.indices.map { cell(row[$0], isMoment: moments[$0]) }
          try sink(ExportWriter.row(format, columns, values, isFirst: isFirst))
          isFirst = false
        }
        try sink(ExportWriter.end(format))
      }
    } catch let error as DatabaseError {
      throw RegisterError(translating: error, path: source.files.database)
    }
  }

  private func cell(_ value: DatabaseValue, isMoment: Bool) -> ExportValue {
    switch value.storage {
    case .null: .absent
    case .int64(let number): isMoment ? .text(Timestamp(milliseconds: number).description) : .number("\(number)")
    case .double(let number): .number("\(number)")
    case .string(let text): .text(text)
    case .blob(let bytes): .text(String(decoding: bytes, as: UTF8.self))
    }
  }
}
