import Maintenance

/// What a server says of itself before a backup: its version, its binary log, its history.
struct ServerFacts: Sendable, Hashable {
  var version: String
  var hasBinlog: Bool
  /// `ROW`, `MIXED` or `STATEMENT`.
  var binlogFormat: String
  var syncsBinlog: Bool
  /// Tables of the schema whose engine knows no transactions, as `name (engine)`.
  var untransacted: [String]
  /// When the server throws away files of its log, in days; 0 is never.
  var binlogDays: Double
  /// The server's identity and that of its log.
  var history: String
  /// The engines of the schema's tables, in lower case.
  var engines: Set<String>
  /// Settings of the whole server that make every dump leave rows out, and which the dump program cannot set for itself.
  var traps: [String]

  static func read(_ database: ServerDatabase) async throws(StepFailure) -> ServerFacts {
    let schema = ServerDatabase.literal(database.plan.schema)
    let rows = try await database.ask(
      "SELECT VERSION(), @@log_bin, @@binlog_format, @@sync_binlog, @@server_id, \(identity(database.plan.engine)); "
        + "SELECT CONCAT(table_name,' (',engine,')') FROM information_schema.tables WHERE table_schema=\(schema) "
        + "AND table_type IN (\(ServerDatabase.tableTypes)) AND engine NOT IN ('InnoDB','MEMORY') ORDER BY table_name")
    let engines = try await database.ask(
      "SELECT DISTINCT LOWER(engine) FROM information_schema.tables WHERE table_schema=\(schema) "
        + "AND engine IS NOT NULL")
    guard let first = rows.first, first.count >= 6 else { throw StepFailure("SELECT VERSION(): no answer") }
    return ServerFacts(
      version: first[0], hasBinlog: first[1] == "1", binlogFormat: first[2], syncsBinlog: first[3] == "1",
      untransacted: rows.dropFirst().compactMap(\.first), binlogDays: try await expiry(database),
      history: first[4] + ":" + first[5], engines: Set(engines.compactMap(\.first)), traps: try await traps(database))
  }

  /// With `sql_select_limit` at 10 a dump holds ten rows of each table, and of ten tables, and is whole by every other mark;
  /// with `system_versioning_asof` it holds the rows of another day.
  private static func traps(_ database: ServerDatabase) async throws(StepFailure) -> [String] {
    let usual = ["sql_select_limit": "18446744073709551615", "system_versioning_asof": "DEFAULT"]
    let names = usual.keys.sorted().map(ServerDatabase.literal).joined(separator: ",")
    let rows = try await database.ask("SHOW GLOBAL VARIABLES WHERE variable_name IN (\(names))")
    return rows.filter { $0.count == 2 && usual[$0[0].lowercased()] != $0[1] }.map {
      "SET GLOBAL \($0[0])=DEFAULT"
    }
  }

  /// MySQL has `server_uuid`, made with the data folder; MariaDB's nearest thing is the moment its own tables were made. Of
  /// those, `mysql.proc` is the one that an account which backs up may see.
  private static func identity(_ engine: DatabasePlan.Engine) -> String {
    engine == .mysql
      ? "@@server_uuid"
      : "(SELECT COALESCE(UNIX_TIMESTAMP(MIN(create_time)),0) FROM information_schema.tables "
        + "WHERE table_schema='mysql' AND table_name='proc')"
  }

  private static func expiry(_ database: ServerDatabase) async throws(StepFailure) -> Double {
    let rows = try await database.ask(
      "SHOW GLOBAL VARIABLES WHERE variable_name IN ('binlog_expire_logs_seconds','expire_logs_days')")
    var days = 0.0
    for row in rows where row.count == 2 {
      let value = Double(row[1]) ?? 0
      if value > 0 { days = max(days, row[0] == "expire_logs_days" ? value : value / 86_400) }
    }
    return days
  }
}
