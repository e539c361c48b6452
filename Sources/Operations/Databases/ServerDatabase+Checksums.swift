import Maintenance

extension ServerDatabase {
  /// A sum of every table: the same rows give the same one, wherever they are. It is `CHECKSUM TABLE … EXTENDED`, but for
  /// tables with virtual columns: these are not computed for it, and what is left in the server's buffer is summed in their
  /// place, another thing each time (seen with MariaDB 10.11.19).
  func checksums() async throws(StepFailure) -> [String: String] {
    let tables = try await tables()
    let virtual = try await virtualTables()
    let plain = tables.filter { virtual[$0] == nil }
    let sql = ServerDatabase.batches(plain).map { batch in
      "CHECKSUM TABLE \(batch.map(qualified).joined(separator: ", ")) EXTENDED"
    }
    var sums: [String: String] = [:]
    if !sql.isEmpty {
      let rows = try await ask(sql.joined(separator: ";\n"), limitSeconds: 4 * 3600)
      for row in rows where row.count == 2 { sums[String(row[0].dropFirst(plan.schema.count + 1))] = row[1] }
    }
    let summed = tables.filter { virtual[$0] != nil }
    if !summed.isEmpty {
      let versioned = Set(try await versionedTables())
      let sql = summed.map { table in
        let row = "CRC32(CONCAT_WS(',',\((virtual[table] ?? []).joined(separator: ","))))"
        return
          "SELECT CONCAT_WS('-',COUNT(*),COALESCE(SUM(\(row)),0),COALESCE(BIT_XOR(\(row)),0)) FROM \(qualified(table))"
          + (versioned.contains(table) ? " FOR SYSTEM_TIME ALL" : "")
      }
      let rows = try await ask("SET time_zone='+00:00';\n" + sql.joined(separator: ";\n"), limitSeconds: 4 * 3600)
      for (table, row) in zip(summed, rows) { sums[table] = row.first ?? "NULL" }
    }
    guard sums.count == tables.count, !sums.values.contains("NULL") else {
      throw StepFailure("CHECKSUM TABLE: " + tables.filter { sums[$0] ?? "NULL" == "NULL" }.joined(separator: ", "))
    }
    return sums
  }

  /// The tables with virtual columns, and an expression for each of their columns that tells its value.
  private func virtualTables() async throws(StepFailure) -> [String: [String]] {
    let schema = ServerDatabase.literal(plan.schema)
    let rows = try await ask(
      "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema=\(schema) "
        + "AND table_name IN (SELECT table_name FROM information_schema.columns WHERE table_schema=\(schema) "
        + "AND extra LIKE '%VIRTUAL%') ORDER BY table_name, ordinal_position")
    var columns: [String: [String]] = [:]
    for row in rows where row.count == 3 {
      let name = ServerDatabase.identifier(row[1])
      // A FLOAT is told with six digits; as a DOUBLE with all it has.
      columns[row[0], default: []].append(
        "COALESCE(SHA2(\(row[2] == "float" ? "CAST(\(name) AS DOUBLE)" : name),256),'-')")
    }
    return columns
  }
}
