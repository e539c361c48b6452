import Maintenance

extension KeyTable {
  static let databaseMaintenance = KeyTable(
    "databases.NAME.maintenance", "What is regularly done to the tables of a database.",
    [
      .required("tables", "a list of names of the database's `tables`", "The tables that are analysed and optimised."),
      .required(
        "analyze", Forms.oneOf(Period.allCases.map(\.rawValue)), "How often statistics of indexes are refreshed."),
      .required("optimize", Forms.oneOf(Period.allCases.map(\.rawValue)), "How often the tables are rebuilt."),
      .required("fragmentation", Forms.oneOf(Period.allCases.map(\.rawValue)), "How often fragmentation is measured."),
      PlanKey("slow-queries", Forms.mapping, "Which slow queries are looked at."),
      PlanKey("archive", "for names of `tables`: " + Forms.mapping, "Old rows that move into a table of their own."),
      PlanKey("purge", "for names of `tables`: `all`, or " + Forms.mapping, "Rows that are deleted."),
    ])
  static let slowQueries = KeyTable(
    "databases.NAME.maintenance.slow-queries", "Which slow queries are looked at.",
    [
      .required("longer-than", Forms.duration, "A query that takes longer is slow."),
      .required("worst", "a whole number from 1 to 1000", "As many of the slowest are shown."),
      .required("every", Forms.oneOf(Period.allCases.map(\.rawValue)), "How often."),
    ])
  static let archive = KeyTable(
    "databases.NAME.maintenance.archive.TABLE", "Old rows of a table that move into a table of their own.",
    [
      .required("column", "a name", "The column that holds their date."),
      .required("older-than", Forms.duration, "From which age on they move."),
      .required("into", "a name", "The table that takes them."),
    ])
  static let purge = KeyTable(
    "databases.NAME.maintenance.purge.TABLE", "Rows of a table that are deleted; `all` empties the table.",
    [
      .required("column", "a name", "The column that holds their date."),
      .required("older-than", Forms.duration, "From which age on they are deleted."),
      PlanKey(
        "form", Forms.oneOf(AgeColumn.allCases.map(\.rawValue)), standard: "`datetime`", "How the column tells it."),
    ])
}

extension Field {
  /// What is regularly done to the tables of `database`.
  func databaseMaintenance(_ database: String, tables: [String]) -> DatabaseMaintenance? {
    guard let section = section(.databaseMaintenance) else { return nil }
    func cadence(_ key: String) -> Cadence? { section[key].flatMap { $0.choice(among: Cadence.periods) } }
    let analyze = cadence("analyze")
    let optimize = cadence("optimize")
    let fragmentation = cadence("fragmentation")
    let names = section["tables"]?.references("tables", tables) ?? []
    let slow = section["slow-queries"].flatMap { $0.slowQueries() }
    let archive = section["archive"]?.tableEntries(tables) { $0.archiveRule() } ?? []
    let purge = section["purge"]?.tableEntries(tables) { $0.purgeRule() } ?? []
    guard let analyze, let optimize, let fragmentation else { return nil }
    return DatabaseMaintenance(
      database: database, tables: names, analyze: analyze, optimize: optimize, fragmentation: fragmentation,
      slowQueries: slow, archive: archive, purge: purge)
  }

  /// The entries of a mapping whose keys must be tables of the database.
  private func tableEntries<Value>(_ tables: [String], _ read: (Field) -> Value?) -> [Value] {
    guard let section = section() else { return [] }
    section.expect(tables)
    return section.fields.filter { tables.contains($0.name) }.compactMap(read)
  }

  private func slowQueries() -> SlowQueryReview? {
    guard let section = section(.slowQueries) else { return nil }
    let threshold = section["longer-than"].flatMap { $0.duration(from: 0.001, to: 3600) }
    let worst = section["worst"].flatMap { $0.integer(1...1000) }
    let cadence = section["every"].flatMap { $0.choice(among: Cadence.periods) }
    guard let threshold, let worst, let cadence else { return nil }
    return SlowQueryReview(thresholdSeconds: threshold, worst: worst, cadence: cadence)
  }

  private func archiveRule() -> ArchiveRule? {
    guard let section = section(.archive) else { return nil }
    let column = section["column"].flatMap { $0.word("_$", of: .identifier) }
    let age = section["older-than"].flatMap { $0.duration(from: 86_400) }
    let into = section["into"].flatMap { $0.word("_$", of: .identifier) }
    guard let column, let age, let into else { return nil }
    if into == name, let field = section["into"] {
      field.report(french: "la table s'archiverait en elle-même", english: "the table would be archived into itself")
    }
    return ArchiveRule(table: name, column: column, olderThanSeconds: age, into: into)
  }

  private func purgeRule() -> PurgeRule? {
    guard isMapping else {
      return value(Expectation("all, ou {column, older-than}", "all, or {column, older-than}"), candidates: ["all"]) {
        $0 == "all" ? PurgeRule(table: name) : nil
      }
    }
    guard let section = section(.purge) else { return nil }
    let column = section["column"].flatMap { $0.word("_$", of: .identifier) }
    let age = section["older-than"].flatMap { $0.duration(from: 60) }
    let form: AgeColumn = section["form"].flatMap { $0.choice() } ?? .datetime
    guard let column, let age else { return nil }
    return PurgeRule(table: name, column: column, form: form, olderThanSeconds: age)
  }
}
