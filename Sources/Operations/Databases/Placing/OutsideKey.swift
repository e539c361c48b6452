import Maintenance

/// A foreign key of another schema that leads to a table of ours. It follows the old table when that is renamed, and would
/// then hold the new rows of the other schema against rows that are set aside: it is taken off before and made anew after.
struct OutsideKey: Codable, Sendable, Hashable {
  var schema, table, name: String
  var columns: [String]
  var referencedTable: String
  var referencedColumns: [String]
  /// `CASCADE`, `SET NULL`, `RESTRICT`, `NO ACTION`.
  var onUpdate, onDelete: String

  /// `` `crm`.`orders` ``.
  var place: String { ServerDatabase.identifier(schema) + "." + ServerDatabase.identifier(table) }

  /// Takes it off. MySQL knows no `IF EXISTS` here.
  func drop(_ engine: DatabasePlan.Engine) -> String {
    let condition = engine == .mysql ? "" : "IF EXISTS "
    return "ALTER TABLE \(place) DROP FOREIGN KEY \(condition)\(ServerDatabase.identifier(name));\n"
  }

  /// Makes it anew, towards the table that is live under the name.
  func make(in live: String) -> String {
    func list(_ names: [String]) -> String { names.map(ServerDatabase.identifier).joined(separator: ", ") }
    return
      "ALTER TABLE \(place) ADD CONSTRAINT \(ServerDatabase.identifier(name)) FOREIGN KEY (\(list(columns))) REFERENCES "
      + ServerDatabase.identifier(live) + "." + ServerDatabase.identifier(referencedTable)
      + " (\(list(referencedColumns)))\(rule("DELETE", onDelete))\(rule("UPDATE", onUpdate));\n"
  }

  /// What is not said is RESTRICT; InnoDB keeps a RESTRICT that is said as NO ACTION.
  private func rule(_ event: String, _ action: String) -> String {
    action == "RESTRICT" ? "" : " ON \(event) \(action)"
  }

  /// Counts the rows that lead nowhere.
  func orphans(in live: String) -> String {
    let pairs = zip(columns, referencedColumns).map {
      "c.\(ServerDatabase.identifier($0)) = p.\(ServerDatabase.identifier($1))"
    }.joined(separator: " AND ")
    let filled = columns.map { "c.\(ServerDatabase.identifier($0)) IS NOT NULL" }.joined(separator: " AND ")
    return
      "SELECT COUNT(*) FROM \(place) c WHERE \(filled) AND NOT EXISTS (SELECT 1 FROM "
      + ServerDatabase.identifier(live) + "." + ServerDatabase.identifier(referencedTable) + " p WHERE \(pairs))"
  }

  // MARK: Reading

  /// The keys that lead to a schema; and the tables, by the server's own list, of which the account cannot see the keys:
  /// `nil` where it may not read that list.
  static func read(_ database: ServerDatabase) async throws(StepFailure) -> (keys: [OutsideKey], unseen: [String]?) {
    let schema = ServerDatabase.literal(database.plan.schema)
    let rows = try await database.ask(
      """
      SELECT k.table_schema, k.table_name, k.constraint_name, k.column_name, k.referenced_table_name, \
      k.referenced_column_name, r.update_rule, r.delete_rule FROM information_schema.key_column_usage k \
      JOIN information_schema.referential_constraints r ON r.constraint_schema=k.constraint_schema \
      AND r.constraint_name=k.constraint_name AND r.table_name=k.table_name \
      WHERE k.referenced_table_schema=\(schema) AND k.table_schema<>\(schema) \
      ORDER BY k.table_schema, k.table_name, k.constraint_name, k.ordinal_position
      """)
    var keys: [OutsideKey] = []
    for row in rows where row.count == 8 {
      if let last = keys.indices.last, keys[last].schema == row[0], keys[last].table == row[1],
        keys[last].name == row[2]
      {
        keys[last].columns.append(row[3])
        keys[last].referencedColumns.append(row[5])
      } else {
        keys.append(
          OutsideKey(
            schema: row[0], table: row[1], name: row[2], columns: [row[3]], referencedTable: row[4],
            referencedColumns: [row[5]], onUpdate: row[6], onDelete: row[7]))
      }
    }
    keys.removeAll { SchemaNames.isAside($0.schema, of: database.plan.schema) }
    let seen = Set(keys.map { ServerDatabase.fileName($0.schema) + "/" + ServerDatabase.fileName($0.table) })
    return (keys, await tables(database).map { Set($0).subtracting(seen).sorted() })
  }

  /// The tables of other schemas with keys to ours, once for each key, by InnoDB's own list, which shows them whatever the
  /// account may read. It needs PROCESS.
  private static func tables(_ database: ServerDatabase) async -> [String]? {
    let list = database.programs.engine == .mysql ? "innodb_foreign" : "innodb_sys_foreign"
    let rows = try? await database.ask(
      "SELECT for_name, SUBSTRING_INDEX(ref_name,'/',1) FROM information_schema.\(list)")
    let live = ServerDatabase.fileName(database.plan.schema)
    let aside = ServerDatabase.fileName(SchemaNames.front(of: database.plan.schema) + "__")
    return rows?.filter { row in
      row.count == 2 && row[1] == live && !row[0].hasPrefix(live + "/") && !row[0].hasPrefix(aside)
    }.map { $0[0] }
  }
}

extension SchemaNames {
  /// Whether a schema is one of those that stand beside the live one.
  static func isAside(_ name: String, of live: String) -> Bool {
    let front = front(of: live)
    return name.hasPrefix(front + "__new_") || name.hasPrefix(front + "__before_")
  }
}

extension ServerDatabase {
  /// A name as the server encodes it for files (https://mariadb.com/kb/en/identifier-to-file-name-mapping/): letters,
  /// digits and `_` stand for themselves, everything else is `@` and four hexadecimal digits. Letters beyond ASCII have
  /// shorter codes of their own, which are not needed here: such a name is then counted as not seen.
  static func fileName(_ name: String) -> String {
    name.unicodeScalars.map { scalar -> String in
      let value = scalar.value
      let isPlain =
        (0x30...0x39).contains(value) || (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value) || value == 0x5F
      if isPlain { return String(scalar) }
      let digits = String(value, radix: 16)
      return "@" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }.joined()
  }
}
