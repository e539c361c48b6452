import Host
import Maintenance

/// What a dump does not carry, or not where it is loaded next: found on the source, when the backup is made.
struct ServerLimits {
  let database: ServerDatabase
  let settings: ServerSettings

  /// One line for each.
  ///
  /// - Parameter longest: the dump's longest statement.
  func remarks(longest: (bytes: Int, table: String)) async throws(StepFailure) -> [LocalizedText] {
    var remarks = try await engines()
    remarks += try await columns()
    if let packet = settings.packetBytes, longest.bytes > packet {
      let mebibytes = (longest.bytes >> 20) + 1
      remarks.append(
        LocalizedText(
          french:
            "\(longest.table) : une ligne tient dans une instruction de \(mebibytes) Mio, plus que max_allowed_packet (\(packet >> 20) Mio) : avant de restaurer, SET GLOBAL max_allowed_packet=\(rounded(longest.bytes))",
          english:
            "\(longest.table): a row takes a statement of \(mebibytes) MiB, more than max_allowed_packet (\(packet >> 20) MiB): before a restore, SET GLOBAL max_allowed_packet=\(rounded(longest.bytes))"
        ))
    }
    return remarks
  }

  /// Of a whole mebibyte, with room for the client's own words.
  private func rounded(_ bytes: Int) -> Int { ((bytes >> 20) + 2) << 20 }

  /// Tables whose rows are elsewhere, or gone when the server stops; tables that lie elsewhere.
  private func engines() async throws(StepFailure) -> [LocalizedText] {
    let schema = ServerDatabase.literal(database.plan.schema)
    let rows = try await database.ask(
      "SELECT table_name, engine, LOWER(COALESCE(create_options,'')) FROM information_schema.tables "
        + "WHERE table_schema=\(schema) AND table_type IN (\(ServerDatabase.tableTypes)) ORDER BY table_name")
    var remarks: [LocalizedText] = []
    for row in rows where row.count == 3 {
      let (table, engine, options) = (row[0], row[1].uppercased(), row[2])
      if engine == "MEMORY" {
        remarks.append(
          LocalizedText(
            french: "\(table) (MEMORY) : ses lignes sont dans la sauvegarde, mais le serveur les perd à chaque arrêt",
            english: "\(table) (MEMORY): its rows are in the backup, but the server loses them whenever it stops"))
      } else if ["FEDERATED", "CONNECT", "SPIDER", "OQGRAPH", "BLACKHOLE"].contains(engine) {
        remarks.append(
          LocalizedText(
            french: "\(table) (\(row[1])) : seule sa forme est sauvegardée ; ses lignes ne sont pas dans cette base",
            english: "\(table) (\(row[1])): only its form is saved; its rows are not in this schema"))
      }
      if options.contains("data directory") || options.contains("index directory") {
        remarks.append(
          LocalizedText(
            french: "\(table) est dans un dossier à part (DATA DIRECTORY) : restaurée, elle sera dans celui du serveur",
            english: "\(table) lies in a folder of its own (DATA DIRECTORY): restored, it will lie in the server's"))
      }
      if options.contains("encrypted=yes") || options.contains("`encrypted`=yes") {
        remarks.append(
          LocalizedText(
            french: "\(table) est chiffrée sur le serveur : dans la sauvegarde elle est en clair",
            english: "\(table) is encrypted on the server: in the backup it is in the clear"))
      }
    }
    return remarks
  }

  /// A column in which some values are written by a dump as others.
  private struct Lossy {
    /// Which of its values, as SQL.
    let condition: String
    let french, english: (String) -> String
  }

  /// What a dump loses of a column: it writes a FLOAT with six digits (FLT_DIG), of which some need nine; and the empty text for
  /// the value 0 of an ENUM, and for the empty member of a SET, which are read as the empty member and as 0.
  private func loss(_ column: String, type: String, form: String) -> Lossy? {
    let name = ServerDatabase.identifier(column)
    let hasEmptyMember =
      form.hasPrefix("\(type)(''") && !form.hasPrefix("\(type)('''") || form.contains(",'',")
      || form.hasSuffix(",'')")
    switch type {
    case "float":
      return Lossy(
        condition: "\(name)<>CAST(CAST(\(name) AS CHAR) AS FLOAT)",
        french: {
          "\($0) FLOAT de plus de six chiffres, la sauvegarde arrondit ; « MODIFY \(name) DOUBLE » garderait tout"
        },
        english: {
          "\($0) of FLOAT with more than six digits, which the backup rounds; \"MODIFY \(name) DOUBLE\" would keep all"
        })
    case "enum" where hasEmptyMember:
      return Lossy(
        condition: "\(name)+0=0",
        french: { "\($0) ENUM invalides (0) : restaurées, elles seront le membre vide ''" },
        english: { "\($0) of ENUM that are invalid (0): restored, they will be the empty member ''" })
    case "set" where hasEmptyMember:
      return Lossy(
        condition: "\(name)='' AND \(name)+0<>0",
        french: { "\($0) SET du seul membre vide '' : restaurées, elles seront sans membre" },
        english: { "\($0) of SET with the empty member '' alone: restored, they will have no member" })
    default: return nil
    }
  }

  private func columns() async throws(StepFailure) -> [LocalizedText] {
    let schema = ServerDatabase.literal(database.plan.schema)
    let rows = try await database.ask(
      "SELECT c.table_name, c.column_name, c.data_type, c.column_type FROM information_schema.columns c "
        + "JOIN information_schema.tables t "
        + "ON t.table_schema=c.table_schema AND t.table_name=c.table_name WHERE c.table_schema=\(schema) "
        + "AND c.data_type IN ('float','enum','set') AND t.table_type IN (\(ServerDatabase.tableTypes)) "
        + "AND t.engine NOT IN (\(ServerDatabase.enginesWithoutRows)) ORDER BY 1, c.ordinal_position")
    var tables: [(name: String, columns: [(name: String, loss: Lossy)])] = []
    for row in rows where row.count == 4 {
      guard let loss = loss(row[1], type: row[2].lowercased(), form: row[3]) else { continue }
      if tables.last?.name != row[0] { tables.append((row[0], [])) }
      tables[tables.count - 1].columns.append((row[1], loss))
    }
    guard !tables.isEmpty else { return [] }
    // One reading of each table.
    let sql = tables.map { table in
      let sums = table.columns.map { "COALESCE(SUM(\($0.loss.condition)),0)" }
      return "SELECT \(sums.joined(separator: ",")) FROM \(database.qualified(table.name))"
    }
    let counts = try await database.ask(sql.joined(separator: ";\n"), limitSeconds: 4 * 3600)
    var remarks: [LocalizedText] = []
    for (table, row) in zip(tables, counts) {
      for (column, count) in zip(table.columns, row) {
        guard let count = Int(count), count > 0 else { continue }
        let values = CountedThing.value.words(count)
        remarks.append(
          LocalizedText(
            french: "\(table.name).\(column.name) : " + column.loss.french(values.text(in: .french)),
            english: "\(table.name).\(column.name): " + column.loss.english(values.text(in: .english))))
      }
    }
    return remarks
  }
}
