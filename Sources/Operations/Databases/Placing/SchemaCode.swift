import Host
import Maintenance

/// The triggers, routines, views and events of a schema: what does not move when its tables are renamed into another
/// schema, and is made anew there.
///
/// It is asked of the server object by object (`SHOW CREATE …`), where a dump of the whole would not do: what is the same on
/// both sides stays where it is, with the grants that name it, and an object that is broken can be told from one that is not.
struct SchemaCode: Codable, Sendable, Hashable {
  /// In the order in which they are made.
  var objects: [CodeObject] = []

  /// Those of one kind.
  func of(_ kinds: CodeObject.Kind...) -> [CodeObject] { objects.filter { kinds.contains($0.kind) } }

  // MARK: Reading

  /// Reads what a schema holds.
  static func read(_ database: ServerDatabase) async throws(StepFailure) -> SchemaCode {
    let schema = ServerDatabase.literal(database.plan.schema)
    // `action_order`: triggers of one moment run in the order in which they were made.
    let listed = try await database.ask(
      """
      SELECT LOWER(routine_type), routine_name, '' FROM information_schema.routines WHERE routine_schema=\(schema) \
      UNION ALL SELECT 'view', table_name, '' FROM information_schema.views WHERE table_schema=\(schema) \
      UNION ALL SELECT 'trigger', trigger_name, LPAD(action_order,9,'0') FROM information_schema.triggers \
      WHERE trigger_schema=\(schema) \
      UNION ALL SELECT 'event', event_name, '' FROM information_schema.events WHERE event_schema=\(schema)
      """)
    var names: [(kind: CodeObject.Kind, name: String, order: String)] = []
    for row in listed where row.count == 3 {
      guard let kind = CodeObject.Kind(rawValue: row[0]) else { throw StepFailure("\(row[0]) \(row[1]): unknown kind") }
      names.append((kind, row[1], row[2]))
    }
    let kinds = CodeObject.Kind.allCases
    names.sort {
      (kinds.firstIndex(of: $0.kind) ?? 0, $0.order, $0.name) < (kinds.firstIndex(of: $1.kind) ?? 0, $1.order, $1.name)
    }
    guard !names.isEmpty else { return SchemaCode() }
    // No conversion: each definition in the charset in which it was written.
    let questions = names.map { "SHOW CREATE \($0.kind.word) \(ServerDatabase.identifier($0.name));" }
    let rows = try await database.rows(
      ofScript: "SET character_set_results=NULL, sql_mode='';\n" + questions.joined(separator: "\n") + "\n",
      withSchema: true)
    guard rows.count == names.count else {
      throw StepFailure("\(database.plan.schema): SHOW CREATE: \(rows.count) of \(names.count) objects")
    }
    var objects: [CodeObject] = []
    for ((kind, name, _), row) in zip(names, rows) { objects.append(try object(kind, name, row)) }
    return try await SchemaCode(objects: objects).withViewFacts(database)
  }

  /// One answer of `SHOW CREATE …`, by the columns of its kind.
  private static func object(_ kind: CodeObject.Kind, _ name: String, _ row: [[UInt8]]) throws(StepFailure)
    -> CodeObject
  {
    func text(_ index: Int) -> String { String(decoding: row[index], as: UTF8.self) }
    let least = kind == .view ? 4 : kind == .event ? 7 : 6
    guard row.count >= least else { throw StepFailure("SHOW CREATE \(kind.word) \(name): \(row.count) columns") }
    var object: CodeObject
    switch kind {
    case .view:
      object = CodeObject(
        kind: kind, name: name, definition: row[1], clientCharset: text(2), connectionCollation: text(3))
    case .event:
      object = CodeObject(
        kind: kind, name: name, definition: row[3], sqlMode: text(1), clientCharset: text(4),
        connectionCollation: text(5), databaseCollation: text(6), timeZone: text(2))
    default:
      object = CodeObject(
        kind: kind, name: name, definition: row[2], sqlMode: text(1), clientCharset: text(3),
        connectionCollation: text(4), databaseCollation: text(5))
    }
    // An account that may not see a body is given none.
    guard object.definition != Array("NULL".utf8), !object.definition.isEmpty else {
      throw StepFailure(
        "SHOW CREATE \(kind.word) \(name): no definition; GRANT SELECT ON mysql.proc TO the account, or SHOW CREATE ROUTINE"
      )
    }
    return object
  }

  /// The same with the columns of the views, and which of them cannot be used.
  private func withViewFacts(_ database: ServerDatabase) async throws(StepFailure) -> SchemaCode {
    guard objects.contains(where: { $0.kind == .view }) else { return self }
    let schema = ServerDatabase.literal(database.plan.schema)
    // The comment of a view that can be used is `VIEW`; of another, what it misses. That is told only when the view is opened,
    // which the rows are asked for.
    let told = try await database.ask(
      "SELECT table_name, table_comment='VIEW', table_rows FROM information_schema.tables "
        + "WHERE table_schema=\(schema) AND table_type='VIEW'")
    let sound = Set(told.filter { $0.count == 3 && $0[1] == "1" }.map { $0[0] })
    let rows = try await database.ask(
      "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema=\(schema) "
        + "ORDER BY table_name, ordinal_position")
    var columns: [String: [String]] = [:]
    for row in rows where row.count == 2 { columns[row[0], default: []].append(row[1]) }
    var code = self
    for index in code.objects.indices where code.objects[index].kind == .view {
      let name = code.objects[index].name
      code.objects[index].columns = columns[name] ?? []
      code.objects[index].isBroken = !sound.contains(name)
    }
    return code
  }

  // MARK: Making

  /// The script that makes these objects in a schema that is in use; a view that was broken where it was read cannot be made.
  ///
  /// - Parameters:
  ///   - schema: the schema's name.
  ///   - form: the form it has and keeps.
  ///   - events: whether events may run; `nil` as they were.
  ///   - over: the events that were to happen once, and whose time is over.
  static func script(
    for objects: [CodeObject], in schema: String, form: SchemaForm, events: Bool? = nil, over: Set<CodeObject.Key> = []
  ) -> [UInt8] {
    let usable = objects.filter { !$0.isBroken }
    let views = usable.filter { $0.kind == .view }
    var script: [UInt8] = []
    var collation: String?
    func make(_ object: CodeObject) {
      // It keeps the default collation of the schema of the moment in which it is made (mysqldump does the same).
      if let own = object.databaseCollation, own != collation {
        script += Array("ALTER DATABASE \(ServerDatabase.identifier(schema)) COLLATE \(own);\n".utf8)
        collation = own
      }
      script += object.script(enabled: events, isOver: over.contains(object.key))
    }
    for object in usable where [.function, .procedure, .package, .packageBody].contains(object.kind) { make(object) }
    if views.count > 1 {
      script += Array("SET character_set_client=utf8mb4, sql_mode='';\n".utf8)
      for view in views { script += Array(view.placeholder.utf8) }
    }
    for view in views { make(view) }
    for kind in [CodeObject.Kind.trigger, .event] {
      for object in usable where object.kind == kind { make(object) }
    }
    if collation != nil { script += Array(form.alter(schema).utf8) }
    return script
  }

  /// What is not the same in other code of the schema of a name.
  func difference(from other: SchemaCode, in schema: String) -> [CodeObject] {
    let known = Dictionary(other.objects.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    return objects.filter { object in known[object.key].map { !object.isSame(as: $0, in: schema) } ?? true }
  }

  /// What another schema does not have, by kind and name.
  func surplus(over other: SchemaCode) -> [CodeObject] {
    let known = Set(other.objects.map(\.key))
    return objects.filter { !known.contains($0.key) }
  }
}
