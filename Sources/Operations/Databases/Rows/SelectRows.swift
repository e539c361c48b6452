import Host
import Maintenance

/// `restore.rows.select`: rebuilds the state of a moment in a throwaway server and chooses there the rows that are wanted back,
/// with those that lead to them and those that they lead to. The live server is not touched.
struct SelectRows: Verb {
  static let name = "restore.rows.select"
  /// The schema in the throwaway server in which the chosen rows stand by themselves.
  private static let place = "vigie_rows"

  func preview(_ context: StepContext) -> [String] {
    guard let selection = try? ChosenRows.selection(context) else { return [] }
    let table = ServerDatabase.identifier(selection.table)
    return RebuildSchema().preview(context) + [
      "SELECT * FROM \(table)" + (selection.condition.map { " WHERE (\($0))" } ?? "")
    ]
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    var lines = await RebuildSchema().preflight(context)
    if let condition = context.step.arguments["where"],
      let fault = RowSelection(table: "", condition: condition).conditionFault
    {
      lines.append(
        .critical("--where : \(fault.text(in: .french))", "--where: \(fault.text(in: .english))"))
    }
    if let manifest = try? VerifyBackup.folder(context).manifest(), let table = context.step.arguments["table"],
      manifest.contents[table] == nil, context.step.arguments[RebuildSchema.momentArgument] == nil
    {
      lines.append(
        .critical("\(manifest.id) n’a pas de table \(table)", "\(manifest.id) holds no table \(table)"))
    }
    return lines
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let selection = try ChosenRows.selection(context)
    let folder = try VerifyBackup.folder(context)
    let manifest = try folder.manifest()
    let chosen = try await RebuildSchema.rebuild(
      folder, manifest, moment: try RebuildSchema.moment(context), context
    ) { server, chain async throws(StepFailure) in
      let tables = try await SelectRows.choose(selection, from: server.database, dropped: server.dropped, context)
      let chosen = ChosenRows(tables: tables, moment: chain.moment ?? manifest.takenAt)
      try await SelectRows.write(from: server.database.named(SelectRows.place), context)
      try chosen.keep(context)
      return chosen
    }
    let asked = chosen.tables.first { $0.role == .asked }?.rows ?? 0
    let moment = context.plan.exact(chosen.moment)
    return StepOutcome(
      exitStatus: 0,
      message: context.say(
        "\(selection.table) : \(context.count(asked, .row)) dans l’état du \(moment.text(in: .french))",
        "\(selection.table): \(context.count(asked, .row)) in the state of \(moment.text(in: .english))"),
      facts: [BackupReport.fact: folder.id])
  }

  func undo(_ context: StepContext) async -> String? {
    try? FileSystem.removeFile(ChosenRows.dumpPath(context))
    return nil
  }

  // MARK: Choosing

  private static func choose(
    _ selection: RowSelection, from source: ServerDatabase, dropped: DroppedTables, _ context: StepContext
  ) async throws(StepFailure) -> [ChosenRows.Table] {
    let shapes = try await TableShape.read(source)
    guard let root = shapes[selection.table] else {
      throw StepFailure(
        context.say(
          "il n’y avait pas de table \(selection.table) à ce moment",
          "there was no table \(selection.table) at that moment") + dropped.words(of: selection.table, context))
    }
    guard !root.key.isEmpty else {
      throw StepFailure(
        context.say(
          "\(root.name) n’a pas de clé primaire : ses lignes ne se distinguent pas ; --into la montre à côté",
          "\(root.name) has no primary key: its rows cannot be told apart; --into shows it beside the live one"))
    }
    var roles: [String: ChosenRows.Role] = [root.name: .asked]
    try await run(
      "CREATE DATABASE \(place); CREATE TABLE \(place).\(root.identifier) LIKE \(live(root, source))", source)
    // The condition is a person's text: it is run by an account that may read the schema and nothing else.
    let reader = try await account(in: source, context)
    do throws(StepFailure) {
      try await run(
        "INSERT INTO \(place).\(root.identifier) (\(names(root))) SELECT \(names(root)) FROM \(live(root, source))"
          + (selection.condition.map { " WHERE (\($0))" } ?? ""), reader)
    } catch {
      throw StepFailure("--where: " + error.message)
    }
    // What leads to rows that were chosen, as far as it goes; then what the chosen rows lead to.
    for role in [ChosenRows.Role.dependent, .needed] {
      var grew = true
      while grew {
        grew = false
        for child in shapes.values.sorted(by: { $0.name < $1.name }) where !child.key.isEmpty {
          for reference in child.references {
            guard let parent = shapes[reference.table], !parent.key.isEmpty else { continue }
            let (from, to) = role == .dependent ? (parent, child) : (child, parent)
            guard let known = roles[from.name], role == .needed || known != .needed else { continue }
            if roles[to.name] == nil {
              try await run("CREATE TABLE \(place).\(to.identifier) LIKE \(live(to, source))", source)
              roles[to.name] = role
            }
            let count = try await insert(to, from, reference, isParent: role == .needed, source)
            if count > 0 { grew = true }
          }
        }
      }
    }
    return try await tables(shapes, roles, source)
  }

  /// Chooses the rows of a table that a foreign key joins with rows that were chosen; answers how many came.
  private static func insert(
    _ table: TableShape, _ chosen: TableShape, _ reference: TableShape.Reference, isParent: Bool,
    _ source: ServerDatabase
  ) async throws(StepFailure) -> Int {
    let (own, others) =
      isParent
      ? (reference.referencedColumns, reference.columns) : (reference.columns, reference.referencedColumns)
    let joined = zip(own, others).map {
      "t.\(ServerDatabase.identifier($0)) = k.\(ServerDatabase.identifier($1))"
    }.joined(separator: " AND ")
    let answer = try await source.ask(
      "SET SESSION sql_mode='NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES', foreign_key_checks=0; "
        + "INSERT INTO \(place).\(table.identifier) (\(names(table))) SELECT \(names(table, of: "t")) FROM "
        + "\(live(table, source)) t WHERE EXISTS (SELECT 1 FROM \(place).\(chosen.identifier) k WHERE \(joined)) "
        + "AND NOT EXISTS (SELECT 1 FROM \(place).\(table.identifier) h WHERE \(table.sameKey("h", "t"))); "
        + "SELECT ROW_COUNT()", limitSeconds: 3600)
    return answer.last?.first.flatMap { Int($0) } ?? 0
  }

  /// The chosen tables in the order in which they can be written; those of a circle in any.
  private static func tables(
    _ shapes: [String: TableShape], _ roles: [String: ChosenRows.Role], _ source: ServerDatabase
  )
    async throws(StepFailure) -> [ChosenRows.Table]
  {
    var ordered: [ChosenRows.Table] = []
    let code = try await SchemaCode.read(source)
    var left = Set(roles.keys)
    while !left.isEmpty {
      let ready = left.filter { name in
        shapes[name]?.references.allSatisfy { $0.table == name || !left.contains($0.table) } ?? true
      }
      for name in (ready.isEmpty ? left : ready).sorted() {
        left.remove(name)
        guard let shape = shapes[name], let role = roles[name] else { continue }
        let count = Int(try await source.value("SELECT COUNT(*) FROM \(place).\(shape.identifier)")) ?? 0
        let create = try await source.ask("SHOW CREATE TABLE \(live(shape, source))").first?.last ?? ""
        let triggers = try await RowsExchange.triggers(of: [name], in: code, source)
        ordered.append(
          ChosenRows.Table(shape: shape, role: role, rows: count, createStatement: create, triggers: triggers))
      }
    }
    return ordered
  }

  private static func write(from database: ServerDatabase, _ context: StepContext) async throws(StepFailure) {
    var command = database.tablesDump(more: await database.dumpRelease())
    command.outputFile = ChosenRows.dumpPath(context)
    do throws(FileFault) { try FileSystem.removeFile(ChosenRows.dumpPath(context)) } catch { throw StepFailure(error) }
    let result = try await context.run(command)
    guard result.errorOutput.isEmpty else {
      throw StepFailure("\(command.executable): \(SafeText.clean(result.errorText))")
    }
  }

  // MARK: Parts

  private static func live(_ table: TableShape, _ source: ServerDatabase) -> String {
    ServerDatabase.identifier(source.plan.schema) + "." + table.identifier
  }

  private static func names(_ table: TableShape, of alias: String? = nil) -> String {
    TableShape.list(table.written.map(\.name), of: alias)
  }

  private static func run(_ sql: String, _ database: ServerDatabase) async throws(StepFailure) {
    _ = try await database.ask(
      "SET SESSION sql_mode='NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES', foreign_key_checks=0; " + sql,
      limitSeconds: 3600)
  }

  /// An account of the throwaway server that may read the schema and write the chosen rows: no files, no other schema.
  private static func account(in source: ServerDatabase, _ context: StepContext) async throws(StepFailure)
    -> ServerDatabase
  {
    let schema = ServerDatabase.identifier(source.plan.schema)
    _ = try await source.ask(
      "CREATE USER 'vigie_rows'@'localhost'; GRANT SELECT ON \(schema).* TO 'vigie_rows'@'localhost'; "
        + "GRANT SELECT, INSERT ON \(place).* TO 'vigie_rows'@'localhost'")
    let folder = FileSystem.parent(of: source.credentials)
    let path = folder + "/rows.cnf"
    do throws(FileFault) {
      let root = String(decoding: try FileSystem.read(source.credentials), as: UTF8.self)
      let lines = root.split(separator: "\n").filter { !$0.hasPrefix("user=") } + ["user=vigie_rows"]
      try FileSystem.writeAtomically(path, Array((lines.joined(separator: "\n") + "\n").utf8))
    } catch {
      throw StepFailure(error)
    }
    return ServerDatabase(plan: source.plan, credentials: path, context: context)
  }
}
