import Maintenance

extension KeyTable {
  static let database = KeyTable(
    "databases.NAME", "A database: how it is reached, and what a restore must bring back.",
    [
      .required("engine", Forms.oneOf(DatabasePlan.Engine.allCases.map(\.rawValue)), "What serves it."),
      .required("schema", "a name; for `sqlite` an absolute path", "The schema, or the file."),
      PlanKey(
        "credentials", Forms.path,
        "A client option file of mode 0600 with user and password; nothing secret goes onto a command line."),
      PlanKey(
        "restore-credentials", Forms.path, standard: "`credentials`",
        "The same for the account that restores: it may drop and make the schema."),
      PlanKey("tables", "a list of names", standard: "none", "The tables whose rows are counted after a restore."),
      PlanKey(
        "purge-binlogs", Forms.flag, standard: "`false`",
        "Whether the server is told to throw away the files of its binary log of which every store has a verified copy."
      ),
      PlanKey("maintenance", Forms.mapping, "What is regularly done to its tables."),
    ])
}

extension Section {
  /// `databases`: the engine, the schema, the credentials and the tables whose rows are counted.
  func databases() -> [(plan: DatabasePlan, maintenance: DatabaseMaintenance?)] { fields.compactMap { $0.database() } }
}

extension Field {
  fileprivate func database() -> (plan: DatabasePlan, maintenance: DatabaseMaintenance?)? {
    if !Field.isWord(name, more: "._-") {
      log.unexpected(keyNode, path: path, expected: .name)
    }
    guard let section = section(.database) else { return nil }
    let engine = section["engine"].flatMap { $0.choice(DatabasePlan.Engine.self) }
    let schemaField = section["schema"]
    // A name of tables and schemas goes into SQL and onto command lines: letters, digits, _ and $ only.
    let identifier = Expectation.identifier
    let schema = schemaField.flatMap { field in
      engine == .sqlite ? field.absolutePath() : field.word("_$", of: identifier)
    }
    let credentials = section["credentials"].flatMap { $0.absolutePath() }
    if engine == .sqlite, let field = section["credentials"] {
      field.report(french: "sqlite n'a pas de mot de passe", english: "sqlite has no credentials")
    }
    let restoring = section["restore-credentials"].flatMap { $0.absolutePath() }
    let tables = (section["tables"].flatMap { $0.items() } ?? []).compactMap { $0.word("_$", of: identifier) }
    let maintenance = section["maintenance"].flatMap { $0.databaseMaintenance(name, tables: tables) }
    guard let engine, let schema else { return nil }
    var plan = DatabasePlan(
      name: name, engine: engine, schema: schema, credentials: credentials, restoreCredentials: restoring,
      countedTables: tables)
    plan.purgesBinlogs = section["purge-binlogs"].flatMap { $0.bool() } ?? false
    return (
      plan,
      maintenance
    )
  }
}
