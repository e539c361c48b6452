import Maintenance

extension Section {
  /// `databases`: the engine, the schema, the credentials and the tables whose rows are counted.
  func databases() -> [DatabasePlan] { fields.compactMap { $0.database() } }
}

extension Field {
  fileprivate func database() -> DatabasePlan? {
    if !Field.isWord(name, more: "._-") {
      log.unexpected(
        keyNode, path: path,
        expected: Expectation("un nom fait de lettres, de chiffres et de . _ -", "a name of letters, digits and . _ -"))
    }
    guard let section = section() else { return nil }
    section.expect(["engine", "schema", "credentials", "tables"])
    let engine = section.required("engine").flatMap { $0.choice(DatabasePlan.Engine.self) }
    let schemaField = section.required("schema")
    // A name of tables and schemas goes into SQL and onto command lines: letters, digits, _ and $ only.
    let identifier = Expectation(
      "un nom fait de lettres, de chiffres, de _ et de $", "a name of letters, digits, _ and $")
    let schema = schemaField.flatMap { field in
      engine == .sqlite ? field.absolutePath() : field.word("_$", of: identifier)
    }
    let credentials = section["credentials"].flatMap { $0.absolutePath() }
    if engine == .sqlite, let field = section["credentials"] {
      field.report(french: "sqlite n'a pas de mot de passe", english: "sqlite has no credentials")
    }
    let tables = (section["tables"].flatMap { $0.items() } ?? []).compactMap { $0.word("_$", of: identifier) }
    guard let engine, let schema else { return nil }
    return DatabasePlan(name: name, engine: engine, schema: schema, credentials: credentials, countedTables: tables)
  }
}
