import Maintenance

/// Who may hold the locks of a schema's tables: connections in it, and open transactions.
struct LockHolders: Sendable, Hashable {
  struct Connection: Sendable, Hashable {
    var id, user, host: String
    /// Since when it does what it does, or since when its transaction is open.
    var seconds: Int
    var hasTransaction: Bool
  }

  var connections: [Connection]
  /// Whether the account sees the connections of others.
  var seesOthers: Bool

  /// Asks the server. Without PROCESS an account sees nobody but itself, which is not the same as nobody.
  static func read(_ database: ServerDatabase) async throws(StepFailure) -> LockHolders {
    let schema = ServerDatabase.literal(database.plan.schema)
    let sees = try await seesOthers(database)
    let transactions =
      sees
      ? "LEFT JOIN (SELECT trx_mysql_thread_id thread, TIMESTAMPDIFF(SECOND,trx_started,NOW()) age "
        + "FROM information_schema.innodb_trx) t ON t.thread=p.id"
      : "LEFT JOIN (SELECT NULL thread, NULL age) t ON FALSE"
    let rows = try await database.ask(
      """
      SELECT p.id, p.user, p.host, COALESCE(t.age, p.time, 0), t.thread IS NOT NULL FROM information_schema.processlist p \
      \(transactions) WHERE p.id<>CONNECTION_ID() AND p.command<>'Daemon' AND (p.db=\(schema) OR t.thread IS NOT NULL) \
      ORDER BY t.thread IS NULL, 4 DESC
      """)
    return LockHolders(
      connections: rows.filter { $0.count == 5 }.map {
        Connection(id: $0[0], user: $0[1], host: $0[2], seconds: Int($0[3]) ?? 0, hasTransaction: $0[4] == "1")
      }, seesOthers: sees)
  }

  private static func seesOthers(_ database: ServerDatabase) async throws(StepFailure) -> Bool {
    let grants = SchemaPrivileges(try await database.ask("SHOW GRANTS").compactMap(\.first))
    return grants.hasGlobal("PROCESS")
  }

  /// Names them, with what ends one.
  func words(_ context: StepContext) -> String {
    let named = connections.prefix(5).map { connection in
      let open =
        connection.hasTransaction
        ? context.say("transaction ouverte depuis", "a transaction open for")
        : context.say("connexion, depuis", "idle for")
      return "\(connection.user)@\(connection.host) (\(open) \(connection.seconds) s, KILL \(connection.id))"
    }
    let more = connections.count > 5 ? ", …" : ""
    let unseen =
      seesOthers
      ? ""
      : context.say(
        " ; le compte ne voit pas les autres : GRANT PROCESS ON *.* le lui permettrait",
        "; the account cannot see others: GRANT PROCESS ON *.* would let it")
    let list =
      named.isEmpty ? context.say("personne de visible", "nobody that can be seen") : named.joined(separator: ", ")
    return list + more + unseen
  }
}
