import Maintenance

/// What a server must offer before a backup, and the lines to add where it does not.
struct ServerPreflight {
  let database: ServerDatabase

  init(_ database: ServerDatabase) { self.database = database }

  /// Before a dump.
  ///
  /// - Parameter mayBeGone: whether the schema may be missing: before a restore, or because one makes it first.
  func lines(mayBeGone: Bool) async -> [Preflight] {
    if let fault = database.credentialsFault { return [Preflight(severity: .critical, text: fault)] }
    do throws(StepFailure) {
      let schema = database.plan.schema
      guard try await database.exists() else {
        return mayBeGone
          ? [.fine("\(schema) n’existe plus : rien à garder", "\(schema) is gone: nothing to keep")]
          : [.critical("La base \(schema) n’existe pas sur le serveur", "There is no schema \(schema) on the server")]
      }
      let facts = try await ServerFacts.read(database)
      return [server(facts)] + traps(facts) + settings(facts, isNeeded: false) + untransacted(facts)
        + (try await grants(facts)) + (try await unreadable(facts))
    } catch {
      return [Preflight(severity: .critical, text: LocalizedText(error.message))]
    }
  }

  /// The dump program escapes a name as if it were a value, and then finds no such schema (1049).
  static func unspeakable(_ schema: String) -> Preflight? {
    guard schema.contains(where: { "'\"\\".contains($0) }) else { return nil }
    return .critical(
      "mariadb-dump ne sait pas nommer une base dont le nom contient une apostrophe, un guillemet ou une barre oblique inverse : \(schema)",
      "mariadb-dump cannot name a schema whose name holds a quote or a backslash: \(schema)")
  }

  private func traps(_ facts: ServerFacts) -> [Preflight] {
    (ServerPreflight.unspeakable(database.plan.schema).map { [$0] } ?? [])
      + facts.traps.map {
        .critical(
          "Un réglage du serveur fait oublier des lignes à toute sauvegarde : \($0)",
          "A setting of the server makes every backup leave rows out: \($0)")
      }
  }

  /// What the server cannot read any more is left out, and said; only for an account that may look at all.
  private func unreadable(_ facts: ServerFacts) async throws(StepFailure) -> [Preflight] {
    guard try await missingGrants(facts).isEmpty else { return [] }
    return try await ServerForms.read(database).broken.map { broken in
      .advice(
        "\(broken.name) ne se lit plus aujourd’hui ; ce qui est sauvé maintenant sera sans elle : \(broken.reason)",
        "\(broken.name) cannot be read as it stands; what is saved now goes without it: \(broken.reason)")
    }
  }

  /// Before files of the binary log are saved.
  ///
  /// - Parameter isNeeded: whether nothing is to be done without one. Before a restore, what the server does not have is not
  ///   saved; whether it can be restored into is said by the steps that do it.
  func binlogLines(isNeeded: Bool = true) async -> [Preflight] {
    if let fault = database.credentialsFault { return [lack(fault, isNeeded: isNeeded)] }
    do throws(StepFailure) {
      let facts = try await ServerFacts.read(database)
      return [server(facts)] + settings(facts, isNeeded: isNeeded)
    } catch {
      return [lack(LocalizedText(error.message), isNeeded: isNeeded)]
    }
  }

  /// What is not there: it refuses where nothing is to be done without it.
  private func lack(_ text: LocalizedText, isNeeded: Bool) -> Preflight {
    isNeeded ? Preflight(severity: .critical, text: text) : .advice(text)
  }

  private func server(_ facts: ServerFacts) -> Preflight {
    .fine("Serveur \(facts.version) répond", "Server \(facts.version) answers")
  }

  /// The lines of `my.cnf` that make every second recoverable. Advice, unless nothing can be saved without them: it must not
  /// ask for a reason each night.
  private func settings(_ facts: ServerFacts, isNeeded: Bool) -> [Preflight] {
    guard facts.hasBinlog else {
      return [lack(both(ServerPreflight.noBinlogText.0, ServerPreflight.noBinlogText.1), isNeeded: isNeeded)]
    }
    var lines: [Preflight] = []
    if facts.binlogFormat != "ROW" {
      lines.append(
        .advice(
          "binlog_format est \(facts.binlogFormat) : ajoutez « binlog_format=ROW » sous [mysqld]",
          "binlog_format is \(facts.binlogFormat): add \"binlog_format=ROW\" below [mysqld]"))
    }
    if !facts.syncsBinlog {
      lines.append(
        .advice(
          "sync_binlog n’est pas 1 : une panne peut perdre des écritures du journal ; ajoutez « sync_binlog=1 » sous [mysqld]",
          "sync_binlog is not 1: a crash can lose writes of the log; add \"sync_binlog=1\" below [mysqld]"))
    }
    if facts.binlogDays > 0, facts.binlogDays < 2 {
      lines.append(
        .advice(
          "le serveur jette ses journaux après \(facts.binlogDays) j, peut-être avant leur sauvegarde : « expire_logs_days=7 »",
          "the server throws its logs away after \(facts.binlogDays) d, perhaps before they are saved: \"expire_logs_days=7\""
        ))
    }
    return lines
  }

  private static let noBinlogText = (
    "Le serveur ne tient pas de journal binaire : sans lui, ni différentielle ni journaux ; ajoutez « log_bin=mysql-bin », « binlog_format=ROW » et « sync_binlog=1 » sous [mysqld], puis redémarrez-le",
    "The server keeps no binary log: without it there is neither a differential nor a log backup; add \"log_bin=mysql-bin\", \"binlog_format=ROW\" and \"sync_binlog=1\" below [mysqld], and restart it"
  )

  static func noBinlog(_ context: StepContext) -> String { context.say(noBinlogText.0, noBinlogText.1) }

  private func untransacted(_ facts: ServerFacts) -> [Preflight] {
    guard !facts.untransacted.isEmpty else { return [] }
    let names = facts.untransacted.prefix(5).joined(separator: ", ")
    return [
      .advice(
        "Tables sans transactions, sauvegardées sans cohérence : \(names) ; « ALTER TABLE … ENGINE=InnoDB »",
        "Tables without transactions are saved without consistency: \(names); \"ALTER TABLE … ENGINE=InnoDB\"")
    ]
  }

  /// The statements that would grant what is missing.
  func missingGrants(_ facts: ServerFacts) async throws(StepFailure) -> [String] {
    let grants = try await database.ask("SHOW GRANTS").compactMap(\.first)
    return ServerGrants(grants, schema: database.plan.schema).missing(
      withBinlog: facts.hasBinlog, programs: database.programs)
  }

  /// What the account may not do. A dump whose account lacks a grant leaves objects out and says nothing.
  private func grants(_ facts: ServerFacts) async throws(StepFailure) -> [Preflight] {
    let missing = try await missingGrants(facts)
    guard !missing.isEmpty else { return [.fine("Droits suffisants", "The grants suffice")] }
    let lines = missing.joined(separator: "; ")
    return [.critical("Droits manquants : \(lines)", "Missing grants: \(lines)")]
  }
}
