import Maintenance

/// The rows that differ, one to a line and told by their keys: `- id=7` is gone, `~ id=9 (price, title)` has other values in
/// these columns, `+ id=120` was added since. The values of other columns are not told: output is kept, and read by many.
struct RowListing: Sendable {
  /// So many rows of each kind are named; the others are counted.
  static let most = 500

  let difference: RowDifference
  let selection: RowSelection
  let database: ServerDatabase
  let context: StepContext

  /// The lines of one table, each kind under its heading; none where nothing differs.
  func lines(of table: RowDifference.Table) async throws(StepFailure) -> [String] {
    let shape = table.chosen.shape
    let isWanted = table.chosen.role == .asked || table.chosen.role == .dependent || selection.withDependents
    let new = RowDifference.place(difference.names.new, shape)
    let live = RowDifference.place(difference.names.live, shape)
    var lines: [String] = []
    if table.gone > 0, isWanted {
      let missing =
        table.common == nil ? "TRUE" : "NOT EXISTS (SELECT 1 FROM \(live) l WHERE \(shape.sameKey("l", "n")))"
      lines += try await section(
        "-", heading(table) + table.goneWords(context), table.gone, shape,
        "SELECT \(TableShape.list(shape.key, of: "n")), '' FROM \(new) n WHERE \(missing)", alias: "n")
    }
    guard table.chosen.role == .asked, let common = table.common else { return lines }
    if table.changed > 0 {
      // Each column that differs by its name.
      let named = common.map {
        "IF(\(TableShape.sameValues([$0], "l", "n")), NULL, \(ServerDatabase.literal($0.name)))"
      }.joined(separator: ", ")
      lines += try await section(
        "~", heading(table) + table.changedWords(context), table.changed, shape,
        "SELECT \(TableShape.list(shape.key, of: "n")), CONCAT_WS(', ', \(named)) FROM \(new) n JOIN \(live) l "
          + "ON \(shape.sameKey("l", "n")) WHERE NOT (\(TableShape.sameValues(common, "l", "n")))", alias: "n")
    }
    if table.added > 0 {
      lines += try await section(
        "+", heading(table) + table.addedWords(context), table.added, shape,
        "SELECT \(TableShape.list(shape.key, of: "l")), '' FROM (\(difference.matching(table, selection))) l "
          + "WHERE NOT EXISTS (SELECT 1 FROM \(new) n WHERE \(shape.sameKey("l", "n")))", alias: "l")
    }
    return lines
  }

  private func heading(_ table: RowDifference.Table) -> String { table.name + context.say(" : ", ": ") }

  private func section(
    _ sign: String, _ heading: String, _ count: Int, _ shape: TableShape, _ question: String, alias: String
  ) async throws(StepFailure) -> [String] {
    let rows = try await database.ask(
      "SET SESSION sql_mode='ALLOW_INVALID_DATES'; " + question
        + " ORDER BY \(TableShape.list(shape.key, of: alias)) LIMIT \(Self.most)", limitSeconds: 3600)
    var lines = [heading]
    for row in rows where row.count == shape.key.count + 1 {
      let key = zip(shape.key, row).map { "\($0)=\($1)" }.joined(separator: " ")
      let columns = row.last ?? ""
      lines.append("\(sign) \(key)" + (columns.isEmpty ? "" : " (\(columns))"))
    }
    if count > rows.count {
      lines.append(
        "\(sign) … " + context.say("et \(count - rows.count) de plus", "and \(count - rows.count) more"))
    }
    return lines
  }
}
