import Host
import Maintenance

/// What the server's own catalogue tells of the schema, its accounts and its log.
extension ServerDatabase {
  /// Whether the schema is there.
  func exists() async throws(StepFailure) -> Bool {
    try await value(
      "SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name=\(ServerDatabase.literal(plan.schema))")
      != "0"
  }

  /// The statement that makes the empty schema.
  func createStatement() async throws(StepFailure) -> String {
    let rows = try await ask("SHOW CREATE DATABASE \(ServerDatabase.identifier(plan.schema))")
    guard let row = rows.first, row.count >= 2 else { throw StepFailure("\(plan.schema): SHOW CREATE DATABASE") }
    return row[1]
  }

  /// How many objects of each kind the schema holds, as the server's own catalogue counts them.
  func objects() async throws(StepFailure) -> ServerObjects {
    let schema = ServerDatabase.literal(plan.schema)
    let rows = try await ask(
      """
      SELECT 'table', COUNT(*) FROM information_schema.tables WHERE table_schema=\(schema) \
      AND table_type IN (\(ServerDatabase.tableTypes)) \
      UNION ALL SELECT 'sequence', COUNT(*) FROM information_schema.tables WHERE table_schema=\(schema) \
      AND table_type='SEQUENCE' \
      UNION ALL SELECT 'view', COUNT(*) FROM information_schema.tables WHERE table_schema=\(schema) \
      AND table_type='VIEW' \
      UNION ALL SELECT 'trigger', COUNT(*) FROM information_schema.triggers WHERE trigger_schema=\(schema) \
      UNION ALL SELECT 'routine', COUNT(*) FROM information_schema.routines WHERE routine_schema=\(schema) \
      UNION ALL SELECT 'event', COUNT(*) FROM information_schema.events WHERE event_schema=\(schema)
      """)
    var objects = ServerObjects()
    for row in rows where row.count == 2 { objects[row[0]] = Int(row[1]) ?? -1 }
    return objects
  }

  /// What information_schema calls a table with rows of its own or of others: one with system versioning is a kind apart.
  static let tableTypes = "'BASE TABLE','SYSTEM VERSIONED'"

  /// Engines whose tables hold no rows of their own: a dump carries their form only.
  static let enginesWithoutRows = "'MRG_MyISAM','FEDERATED','CONNECT','SPIDER','OQGRAPH','BLACKHOLE'"

  /// The tables of the schema, without its views and sequences.
  func tables() async throws(StepFailure) -> [String] { try await tables("") }

  /// The tables whose rows a dump carries.
  func tablesWithRows() async throws(StepFailure) -> [String] {
    try await tables(" AND engine NOT IN (\(ServerDatabase.enginesWithoutRows))")
  }

  /// The tables that keep the history of their rows.
  func versionedTables() async throws(StepFailure) -> [String] {
    try await tables(" AND table_type='SYSTEM VERSIONED'")
  }

  private func tables(_ condition: String) async throws(StepFailure) -> [String] {
    try await ask(
      "SELECT table_name FROM information_schema.tables WHERE table_schema=\(ServerDatabase.literal(plan.schema)) "
        + "AND table_type IN (\(ServerDatabase.tableTypes))\(condition) ORDER BY table_name"
    ).compactMap(\.first)
  }

  /// A table of the schema by its full name.
  func qualified(_ table: String) -> String {
    ServerDatabase.identifier(plan.schema) + "." + ServerDatabase.identifier(table)
  }

  /// Tables are asked a few at a time: a statement opens all that it names.
  static func batches(_ tables: [String]) -> [ArraySlice<String>] {
    stride(from: 0, to: tables.count, by: 50).map { tables[$0..<min($0 + 50, tables.count)] }
  }

  /// The bytes that the tables take, by the server's own statistics.
  func bytes() async throws(StepFailure) -> UInt64 {
    let schema = ServerDatabase.literal(plan.schema)
    let sum =
      "SELECT COALESCE(SUM(data_length+index_length),0) FROM information_schema.tables WHERE table_schema=\(schema)"
    return UInt64(try await value(sum)) ?? 0
  }

  /// How many rows each table holds that a dump carries: of one with versions, as many as the dump's options make it write.
  func rows(withHistory: Bool = false) async throws(StepFailure) -> [String: Int] {
    var rows: [String: Int] = [:]
    let tables = try await tablesWithRows()
    guard !tables.isEmpty else { return rows }
    let versioned = withHistory ? Set(try await versionedTables()) : []
    let sql = ServerDatabase.batches(tables).map { batch in
      batch.map { table in
        "SELECT COUNT(*) FROM " + qualified(table) + (versioned.contains(table) ? " FOR SYSTEM_TIME ALL" : "")
      }.joined(separator: " UNION ALL ")
    }
    let counts = try await ask(sql.joined(separator: ";\n"), limitSeconds: 4 * 3600)
    for (table, row) in zip(tables, counts) {
      rows[ServerObjects.key(ofTable: table)] = row.first.flatMap { Int($0) }
    }
    return rows
  }

  /// What accounts may do with the schema, as far as it can be seen: by their names, without any password.
  func grants(of accounts: Set<ServerAccount>) async -> [String: [String]] {
    var grants: [String: [String]] = [:]
    for account in accounts.sorted() {
      // Seen by those only who may read the server's own tables.
      guard let lines = try? await ask("SHOW GRANTS FOR \(account.sql)") else { continue }
      grants[account.name] = ServerGrants.offered(lines.compactMap(\.first), schema: plan.schema)
    }
    return grants
  }

  /// The files of the binary log, oldest first; the last one is open.
  func binlogs() async throws(StepFailure) -> [String] {
    try await ask("SHOW BINARY LOGS").compactMap(\.first)
  }

  /// What stands at the head of a file of the binary log, of the open one too. The client of the log tells the first event
  /// byte for byte; the server tells the second, the list of transactions.
  func identity(ofBinlog file: String) async throws(StepFailure) -> BinlogIdentity {
    let command = Command(
      programs.binlog, account + ["--read-from-remote-server", "--stop-position=5", file], limitSeconds: 60)
    let result = try await context.run(command)
    guard let head = BinlogHead(result.text) else { throw StepFailure("\(programs.binlog): \(file): no head") }
    var identity = head.identity
    let events = try await ask("SHOW BINLOG EVENTS IN \(ServerDatabase.literal(file)) LIMIT 2")
    if let list = events.first(where: { $0.count >= 6 && $0[2] == "Gtid_list" })?[5] {
      identity.transactions = BinlogHead.transactions(list)
    }
    return identity
  }
}
