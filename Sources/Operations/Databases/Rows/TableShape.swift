import Maintenance

/// How the rows of a table are told apart and written: its columns, its primary key, and where its foreign keys lead.
struct TableShape: Codable, Sendable, Hashable {
  struct Column: Codable, Sendable, Hashable {
    var name: String
    /// A text, which is compared byte by byte: its collation calls more things equal.
    var isText: Bool
    /// Whether the server computes it.
    var isGenerated: Bool
  }

  /// A foreign key to a table of the same schema.
  struct Reference: Codable, Sendable, Hashable {
    var name: String
    var columns: [String]
    var table: String
    var referencedColumns: [String]
  }

  var name: String
  var columns: [Column] = []
  var key: [String] = []
  var references: [Reference] = []

  /// The columns that are written.
  var written: [Column] { columns.filter { !$0.isGenerated } }
  var identifier: String { ServerDatabase.identifier(name) }

  // MARK: SQL

  /// `` `a`, `b` ``, of an alias where one is named.
  static func list(_ names: [String], of alias: String? = nil) -> String {
    names.map { (alias.map { $0 + "." } ?? "") + ServerDatabase.identifier($0) }.joined(separator: ", ")
  }

  /// Whether two aliases have the same key.
  func sameKey(_ a: String, _ b: String) -> String {
    key.map { "\(a).\(ServerDatabase.identifier($0)) <=> \(b).\(ServerDatabase.identifier($0))" }.joined(
      separator: " AND ")
  }

  /// Whether two aliases have the same values in these columns.
  static func sameValues(_ columns: [Column], _ a: String, _ b: String) -> String {
    columns.map { column in
      let name = ServerDatabase.identifier(column.name)
      return column.isText ? "BINARY \(a).\(name) <=> BINARY \(b).\(name)" : "\(a).\(name) <=> \(b).\(name)"
    }.joined(separator: " AND ")
  }

  // MARK: Reading

  /// The tables of a schema, by name.
  static func read(_ database: ServerDatabase) async throws(StepFailure) -> [String: TableShape] {
    let schema = ServerDatabase.literal(database.plan.schema)
    var tables: [String: TableShape] = [:]
    for row in try await database.ask(
      """
      SELECT c.table_name, c.column_name, c.data_type, c.extra, c.character_set_name IS NOT NULL FROM \
      information_schema.columns c JOIN information_schema.tables t ON t.table_schema=c.table_schema AND \
      t.table_name=c.table_name WHERE c.table_schema=\(schema) AND t.table_type IN ('BASE TABLE','SYSTEM VERSIONED') \
      ORDER BY c.table_name, c.ordinal_position
      """) where row.count == 5
    {
      let isText = row[4] == "1" || ["geometry", "point", "linestring", "polygon", "json"].contains(row[2])
      tables[row[0], default: TableShape(name: row[0])].columns.append(
        Column(name: row[1], isText: isText, isGenerated: row[3].uppercased().contains("GENERATED")))
    }
    for row in try await database.ask(
      "SELECT table_name, column_name FROM information_schema.statistics WHERE table_schema=\(schema) "
        + "AND index_name='PRIMARY' ORDER BY table_name, seq_in_index") where row.count == 2
    {
      tables[row[0]]?.key.append(row[1])
    }
    for row in try await database.ask(
      """
      SELECT table_name, constraint_name, column_name, referenced_table_name, referenced_column_name FROM \
      information_schema.key_column_usage WHERE table_schema=\(schema) AND referenced_table_schema=\(schema) \
      ORDER BY table_name, constraint_name, ordinal_position
      """) where row.count == 5
    {
      guard var table = tables[row[0]] else { continue }
      if let last = table.references.indices.last, table.references[last].name == row[1] {
        table.references[last].columns.append(row[2])
        table.references[last].referencedColumns.append(row[4])
      } else {
        table.references.append(
          Reference(name: row[1], columns: [row[2]], table: row[3], referencedColumns: [row[4]]))
      }
      tables[row[0]] = table
    }
    return tables
  }
}
