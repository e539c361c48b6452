import Maintenance

/// How chosen rows of an earlier state differ from the live ones, table by table.
struct RowDifference: Sendable {
  struct Table: Sendable {
    var chosen: ChosenRows.Table
    /// The columns that both have; `nil` when the live table is gone.
    var common: [TableShape.Column]?
    /// Columns of then that the live table does not have any more.
    var lost: [String]
    /// Rows that are not live, that are live with other values, and that are live and were not then.
    var gone, changed, added: Int

    var name: String { chosen.shape.name }

    /// What is said of it; nothing of what takes no part.
    func line(_ selection: RowSelection, _ context: StepContext) -> String? {
      let colon = context.say(" : ", ": ")
      switch chosen.role {
      case .asked where common == nil: return name + colon + goneWords(context)
      case .asked:
        return name + colon
          + [goneWords(context), changedWords(context), addedWords(context)].joined(separator: ", ")
      case .dependent where gone > 0:
        return name + colon + goneWords(context)
          + (selection.withDependents
            ? "" : context.say(" (--with-dependents)", " are gone too (--with-dependents)"))
      case .needed where gone > 0 && selection.withDependents: return name + colon + goneWords(context)
      case .dependent, .needed: return nil
      }
    }

    /// How many rows are gone, and why they are looked at.
    func goneWords(_ context: StepContext) -> String {
      switch chosen.role {
      case .asked where common == nil:
        context.say(
          "la table a disparu, avec \(gone) \(gone > 1 ? "lignes" : "ligne")",
          "the table is gone, with \(gone) \(gone == 1 ? "row" : "rows")")
      case .asked: context.say("\(gone) \(gone > 1 ? "disparues" : "disparue")", "\(gone) gone")
      case .dependent:
        context.say(
          gone > 1 ? "\(gone) disparues, qui en dépendaient" : "\(gone) disparue, qui en dépendait",
          "\(gone) that depended on them")
      case .needed:
        context.say(
          "\(gone) \(gone > 1 ? "disparues" : "disparue"), dont elles dépendent", "\(gone) gone that they depend on")
      }
    }

    func changedWords(_ context: StepContext) -> String {
      context.say("\(changed) \(changed > 1 ? "changées" : "changée")", "\(changed) changed")
    }

    func addedWords(_ context: StepContext) -> String {
      context.say(
        added > 1
          ? "\(added) ajoutées depuis (elles restent)"
          : "\(added) ajoutée depuis" + (added == 1 ? " (elle reste)" : ""),
        "\(added) added since" + (added == 0 ? "" : added == 1 ? " (it stays)" : " (they stay)"))
    }
  }

  let tables: [Table]
  let names: SchemaNames

  static func read(
    _ chosen: ChosenRows, _ names: SchemaNames, _ database: ServerDatabase, _ context: StepContext
  ) async throws(StepFailure) -> RowDifference {
    let live = try await TableShape.read(database)
    let selection = try ChosenRows.selection(context)
    var tables: [Table] = []
    for table in chosen.tables {
      let shape = table.shape
      guard let now = live[shape.name] else {
        tables.append(Table(chosen: table, common: nil, lost: [], gone: table.rows, changed: 0, added: 0))
        continue
      }
      let written = Set(now.written.map(\.name))
      let common = shape.written.filter { written.contains($0.name) }
      let lost = shape.written.map(\.name).filter { !written.contains($0) }
      let (new, old) = (place(names.new, shape), place(names.live, shape))
      let gone =
        "SELECT COUNT(*) FROM \(new) n WHERE NOT EXISTS (SELECT 1 FROM \(old) l WHERE \(shape.sameKey("l", "n")))"
      let changed =
        "SELECT COUNT(*) FROM \(new) n JOIN \(old) l ON \(shape.sameKey("l", "n")) WHERE NOT (\(TableShape.sameValues(common, "l", "n")))"
      let added =
        "SELECT COUNT(*) FROM (\(matching(old, selection))) l WHERE NOT EXISTS (SELECT 1 FROM \(new) n WHERE \(shape.sameKey("l", "n")))"
      let isAsked = table.role == .asked
      tables.append(
        Table(
          chosen: table, common: common, lost: lost, gone: Int(try await value(gone, database)) ?? 0,
          changed: isAsked ? Int(try await value(changed, database)) ?? 0 : 0,
          added: isAsked && lost.isEmpty ? Int(try await value(added, database)) ?? 0 : 0))
    }
    return RowDifference(tables: tables, names: names)
  }

  /// What can be neither told apart nor written: the form of a table has changed since.
  func refuse(_ selection: RowSelection, _ context: StepContext) throws(StepFailure) {
    for table in tables where !table.lost.isEmpty && (table.chosen.role == .asked || selection.withDependents) {
      let columns = table.lost.joined(separator: ", ")
      throw StepFailure(
        context.say(
          "\(table.name) n’a plus les colonnes \(columns) : --into montre l’état d’alors à côté",
          "\(table.name) no longer has the columns \(columns): --into shows the state of then beside the live one"))
    }
  }

  /// The live rows that the selection means, of all columns.
  func matching(_ table: Table, _ selection: RowSelection) -> String {
    Self.matching(Self.place(names.live, table.chosen.shape), selection)
  }

  private static func matching(_ place: String, _ selection: RowSelection) -> String {
    "SELECT * FROM \(place)" + (selection.condition.map { " WHERE (\($0))" } ?? "")
  }

  /// Whether anything would be brought back or set back.
  func isWorthApplying(_ selection: RowSelection) -> Bool {
    tables.contains { table in
      table.chosen.role == .asked
        ? table.common == nil || table.gone + table.changed > 0 : selection.withDependents && table.gone > 0
    }
  }

  /// Whether rows that depend on those that were asked for are gone too.
  var hasGoneDependents: Bool { tables.contains { $0.chosen.role == .dependent && $0.gone > 0 } }

  /// Foreign keys that rows which come back would break: no row that they lead to is live or comes back too.
  func orphans(_ withDependents: Bool, _ database: ServerDatabase) async throws(StepFailure) -> [String] {
    var lines: [String] = []
    for table in tables where withDependents || table.chosen.role == .asked {
      for reference in table.chosen.shape.references {
        let count = try await value(orphanCount(table, reference, withDependents, isWritten: false), database)
        if count != "0" { lines.append("\(table.name) → \(reference.table): \(count)") }
      }
    }
    return lines
  }

  /// Counts rows that lead nowhere: of the chosen ones before they are written, of the live ones with the same keys after.
  func orphanCount(
    _ table: Table, _ reference: TableShape.Reference, _ withDependents: Bool, isWritten: Bool
  ) -> String {
    let shape = table.chosen.shape
    let joined = zip(reference.columns, reference.referencedColumns).map {
      "p.\(ServerDatabase.identifier($1)) = n.\(ServerDatabase.identifier($0))"
    }.joined(separator: " AND ")
    let filled = reference.columns.map { "n.\(ServerDatabase.identifier($0)) IS NOT NULL" }.joined(separator: " AND ")
    let parent = tables.first { $0.name == reference.table }
    var there: [String] = []
    // A table that is gone has no rows that could be led to.
    if parent == nil || parent?.common != nil || isWritten {
      there.append(
        "EXISTS (SELECT 1 FROM \(ServerDatabase.identifier(names.live)).\(ServerDatabase.identifier(reference.table)) p WHERE \(joined))"
      )
    }
    if let parent, withDependents || parent.chosen.role == .asked {
      there.append("EXISTS (SELECT 1 FROM \(Self.place(names.new, parent.chosen.shape)) p WHERE \(joined))")
    }
    return "SELECT COUNT(*) FROM \(Self.place(names.new, shape)) n WHERE \(filled)"
      + there.map { " AND NOT \($0)" }.joined()
  }

  static func place(_ schema: String, _ shape: TableShape) -> String {
    ServerDatabase.identifier(schema) + "." + shape.identifier
  }

  private static func value(_ sql: String, _ database: ServerDatabase) async throws(StepFailure) -> String {
    let rows = try await database.ask("SET SESSION sql_mode='ALLOW_INVALID_DATES'; " + sql, limitSeconds: 3600)
    guard let value = rows.first?.first else { throw StepFailure("\(sql.prefix(60)): no answer") }
    return value
  }

  private func value(_ sql: String, _ database: ServerDatabase) async throws(StepFailure) -> String {
    try await Self.value(sql, database)
  }
}
