import Maintenance

/// What a restore of rows writes, written down before it does: enough to go on, and to undo it.
struct RowsRecord: OperationRecord, Sendable, Hashable {
  struct Table: Codable, Sendable, Hashable {
    var shape: TableShape
    /// The columns that are written: those that both states have.
    var common: [TableShape.Column]
    /// Whether rows that are live with other values are set back; else only what is gone comes back.
    var setsBack: Bool
    /// The statement that makes the table, where it was gone.
    var made: String?
    /// The triggers that are made with it.
    var madeTriggers: [CodeObject]?
  }

  /// A foreign key of the live schema that leads to one of the tables.
  struct Child: Codable, Sendable, Hashable {
    var table: String
    var reference: TableShape.Reference
  }

  /// In the order in which they are written.
  var tables: [Table]
  var names: Names
  /// The triggers of these tables: they do not run for rows that come back.
  var triggers: [CodeObject]
  var children: [Child]
  var form: String
  /// Whether what rows were set back to is kept, too: only those that still are as they were left are undone. `nil` in records of
  /// earlier versions.
  var keepsWritten: Bool?
  /// Whether it is kept how many rows led to those that came, before they came: they did so without them, and need not keep them.
  /// `nil` in records of earlier versions.
  var countsChildren: Bool?

  /// The schemas: the live one, the one of the chosen rows, the one that keeps what is needed to undo it.
  struct Names: Codable, Sendable, Hashable {
    var live, new, before: String
  }

  static let fileName = "rows-record.json"

  // MARK: SQL

  private static let mark = "vigie_done"
  private static let led = "vigie_led"
  private func live(_ table: String) -> String { place(names.live, table) }
  private func new(_ table: String) -> String { place(names.new, table) }
  private func was(_ table: String) -> String { place(names.before, table) }
  /// Where the rows stand that were gone and came back.
  private func came(_ index: Int) -> String { place(names.before, "vigie_came_\(index)") }
  /// What the rows were set back to.
  private func written(_ index: Int) -> String { place(names.before, "vigie_written_\(index)") }
  private func place(_ schema: String, _ table: String) -> String {
    ServerDatabase.identifier(schema) + "." + ServerDatabase.identifier(table)
  }

  /// How a script begins: nothing of the session decides what is written; a lock is waited for a moment only.
  private static let session = """
    SET SESSION sql_mode='NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES', foreign_key_checks=0, lock_wait_timeout=10;
    SET SESSION innodb_lock_wait_timeout=10;

    """

  /// Makes the tables that keep what is needed to undo it, and those that are gone. Run again it changes nothing.
  var preparation: String {
    var script =
      Self.session + SchemaForm(form).create(names.before) + "USE \(ServerDatabase.identifier(names.live));\n"
    for (index, table) in tables.enumerated() {
      if let made = table.made {
        script += made.replacing(prefix: "CREATE TABLE ", with: "CREATE TABLE IF NOT EXISTS ") + ";\n"
      }
      script += "CREATE TABLE IF NOT EXISTS \(was(table.shape.name)) LIKE \(new(table.shape.name));\n"
      script += "CREATE TABLE IF NOT EXISTS \(came(index)) LIKE \(new(table.shape.name));\n"
      if keepsWritten == true {
        script += "CREATE TABLE IF NOT EXISTS \(written(index)) LIKE \(new(table.shape.name));\n"
      }
    }
    if countsChildren == true {
      script +=
        "CREATE TABLE IF NOT EXISTS \(place(names.before, Self.led))(child INT PRIMARY KEY, number BIGINT) ENGINE=InnoDB;\n"
    }
    return script
      + "CREATE TABLE IF NOT EXISTS \(place(names.before, Self.mark))(what VARCHAR(9) PRIMARY KEY) ENGINE=InnoDB;\n"
  }

  /// Whether it was committed, or undone: asked of the mark that is written in the same transaction.
  func isDone(_ what: String) -> String {
    "SELECT COUNT(*) FROM \(place(names.before, Self.mark)) WHERE what='\(what)'"
  }

  /// Whether the mark's table is there at all.
  var hasMark: String {
    "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema=\(ServerDatabase.literal(names.before)) "
      + "AND table_name='\(Self.mark)'"
  }

  /// Brings the rows back, in one transaction.
  var application: String {
    var script = opening(readingNew: true)
    for (index, table) in tables.enumerated() {
      let shape = table.shape
      let (l, n, c) = ("l\(index)", "n\(index)", "c\(index)")
      let names = table.common.map(\.name)
      let columns = TableShape.list(names)
      let differs = "NOT (\(TableShape.sameValues(table.common, l, n)))"
      let joined = "\(live(shape.name)) \(l) JOIN \(new(shape.name)) \(n) ON \(shape.sameKey(l, n))"
      if table.setsBack {
        script +=
          "INSERT INTO \(was(shape.name)) (\(columns)) SELECT \(TableShape.list(names, of: l)) FROM \(joined) WHERE \(differs);\n"
        if keepsWritten == true {
          script +=
            "INSERT INTO \(written(index)) (\(columns)) SELECT \(TableShape.list(names, of: n)) FROM \(joined) WHERE \(differs);\n"
        }
        script += "UPDATE \(joined) SET \(Self.assignments(table, of: l, from: n)) WHERE \(differs);\n"
      }
      script +=
        "INSERT INTO \(came(index)) (\(columns)) SELECT \(TableShape.list(names, of: n)) FROM \(new(shape.name)) \(n) "
        + "WHERE NOT EXISTS (SELECT 1 FROM \(live(shape.name)) \(l) WHERE \(shape.sameKey(l, n)));\n"
      script += countingChildren(of: shape.name)
      script +=
        "INSERT INTO \(live(shape.name)) (\(columns)) SELECT \(TableShape.list(names, of: c)) FROM \(came(index)) \(c);\n"
      // What was written is what was saved, or nothing is written.
      script += Self.guarded(
        "SELECT COUNT(*) FROM \(came(index)) \(c) LEFT JOIN \(live(shape.name)) \(l) ON \(shape.sameKey(l, c)) "
          + "WHERE NOT (\(TableShape.sameValues(table.common, l, c)))")
      if table.setsBack { script += Self.guarded("SELECT COUNT(*) FROM \(joined) WHERE \(differs)") }
    }
    for (index, table) in tables.enumerated() {
      for reference in table.shape.references {
        script += Self.guarded(orphans(came(index), "c\(index)", reference))
        if table.setsBack { script += Self.guarded(orphans(new(table.shape.name), "n\(index)", reference)) }
      }
    }
    return script + closing("applied")
  }

  /// Takes back what came and sets back what was changed, in one transaction; rows that somebody has changed since stay as they
  /// are.
  var reversal: String {
    var script = opening(readingNew: false)
    for (index, table) in tables.enumerated().reversed() {
      let shape = table.shape
      let (l, b, c, w) = ("l\(index)", "b\(index)", "c\(index)", "w\(index)")
      script +=
        "DELETE \(l) FROM \(live(shape.name)) \(l) JOIN \(came(index)) \(c) ON \(shape.sameKey(l, c)) "
        + "WHERE \(TableShape.sameValues(table.common, l, c));\n"
      guard table.setsBack else { continue }
      var joined = "\(live(shape.name)) \(l) JOIN \(was(shape.name)) \(b) ON \(shape.sameKey(l, b))"
      if keepsWritten == true {
        joined +=
          " JOIN \(written(index)) \(w) ON \(shape.sameKey(l, w)) AND \(TableShape.sameValues(table.common, l, w))"
      }
      script += "UPDATE \(joined) SET \(Self.assignments(table, of: l, from: b));\n"
    }
    // A row that was written since may lead to one that goes.
    for (number, child) in children.enumerated() {
      guard let leading = leading(child),
        let index = tables.firstIndex(where: { $0.shape.name == child.reference.table })
      else { continue }
      let shape = tables[index].shape
      let before =
        countsChildren == true
        ? " - COALESCE((SELECT number FROM \(place(names.before, Self.led)) WHERE child=\(number)), 0)" : ""
      script += Self.guarded(
        "SELECT GREATEST(0, COUNT(*)\(before)) FROM \(leading) WHERE NOT EXISTS "
          + "(SELECT 1 FROM \(live(shape.name)) l\(index) WHERE \(shape.sameKey("l\(index)", "c\(index)")))")
    }
    return script + closing("undone")
  }

  /// Keeps how many rows lead to those that are about to come, before any that depend on them come too.
  private func countingChildren(of table: String) -> String {
    guard countsChildren == true else { return "" }
    return children.enumerated().filter { $0.element.reference.table == table }.compactMap { number, child in
      leading(child).map {
        "INSERT INTO \(place(names.before, Self.led)) SELECT \(number), COUNT(*) FROM \($0);\n"
      }
    }.joined()
  }

  /// The rows of a live table that lead to rows that came; `nil` when its foreign key leads to none of the tables.
  private func leading(_ child: Child) -> String? {
    guard let index = tables.firstIndex(where: { $0.shape.name == child.reference.table }) else { return nil }
    let k = alias("k", of: child.table)
    let joined = zip(child.reference.columns, child.reference.referencedColumns).map {
      "\(k).\(ServerDatabase.identifier($0)) = c\(index).\(ServerDatabase.identifier($1))"
    }.joined(separator: " AND ")
    return "\(live(child.table)) \(k) JOIN \(came(index)) c\(index) ON \(joined)"
  }

  /// Counts, for each table, the rows that an undoing leaves because they were changed since, and all rows of a table that was
  /// made: what was written into it since, once what came is taken away.
  func changedSince(_ index: Int) -> String {
    let table = tables[index]
    let (l, c, w) = ("l\(index)", "c\(index)", "w\(index)")
    let place = live(table.shape.name)
    func changed(_ from: String, _ alias: String) -> String {
      "(SELECT COUNT(*) FROM \(place) \(l) JOIN \(from) \(alias) ON \(table.shape.sameKey(l, alias)) "
        + "WHERE NOT (\(TableShape.sameValues(table.common, l, alias))))"
    }
    return "SELECT \(changed(came(index), c))"
      + (keepsWritten == true && table.setsBack ? " + \(changed(written(index), w))" : "")
      + ", \(table.made == nil ? "0" : "(SELECT COUNT(*) FROM \(place)) - (SELECT COUNT(*) FROM \(place) \(l) JOIN \(came(index)) \(c) ON \(table.shape.sameKey(l, c)))")"
  }

  /// Drops a table that was made, once what came is taken away; ends with 1242 where rows stand in it. Nobody writes into it
  /// between the count and the drop.
  func unmaking(_ table: Table) -> String {
    let place = live(table.shape.name)
    return Self.session + "LOCK TABLES \(place) WRITE;\n" + Self.guarded("SELECT COUNT(*) FROM \(place)")
      + "DROP TABLE \(place);\nUNLOCK TABLES;\n"
  }

  /// The triggers of the tables, and of those that are made again: none of them runs for rows that come back.
  var allTriggers: [CodeObject] { triggers + tables.flatMap { $0.madeTriggers ?? [] } }

  /// Makes triggers anew, in their order, whether or not they are there.
  func making(_ triggers: [CodeObject]) -> [UInt8] {
    Array(triggers.map { $0.drop(in: names.live) }.joined().utf8)
      + SchemaCode.script(for: triggers, in: names.live, form: SchemaForm(form))
  }

  /// The same as the end of a file that a person runs: the client stops at the first error, and they are off by then.
  func triggersAnew(_ context: StepContext) -> [UInt8] {
    guard !allTriggers.isEmpty else { return [] }
    let words = context.say(
      "Les déclencheurs : si cela s’est arrêté avant, lancer ce qui suit à part.",
      "The triggers: if it has stopped before, run what follows by itself.")
    return Array("-- \(words)\nUSE \(ServerDatabase.identifier(names.live));\n".utf8) + making(allTriggers)
  }

  /// Nobody else writes into the tables while it is done, and no trigger of theirs runs for it.
  private func opening(readingNew: Bool) -> String {
    var locks: [String] = ["\(place(names.before, Self.mark)) WRITE"]
    if countsChildren == true { locks.append("\(place(names.before, Self.led)) WRITE") }
    for (index, table) in tables.enumerated() {
      let name = table.shape.name
      locks += ["\(live(name)) WRITE", "\(live(name)) AS l\(index) WRITE"]
      if readingNew { locks.append("\(new(name)) AS n\(index) READ") }
      locks += ["\(was(name)) WRITE", "\(was(name)) AS b\(index) READ"]
      locks += ["\(came(index)) WRITE", "\(came(index)) AS c\(index) READ"]
      if keepsWritten == true { locks += ["\(written(index)) WRITE", "\(written(index)) AS w\(index) READ"] }
      locks += table.shape.references.map { "\(live($0.table)) AS \(alias("p", of: $0.table)) READ" }
    }
    locks += children.map { "\(live($0.table)) AS \(alias("k", of: $0.table)) READ" }
    var seen: Set<String> = []
    let list = locks.filter { seen.insert($0).inserted }.joined(separator: ", ")
    let drops = allTriggers.map { $0.drop(in: names.live) }.joined()
    return Self.session + "USE \(ServerDatabase.identifier(names.live));\nSET autocommit=0;\nLOCK TABLES \(list);\n"
      + drops
  }

  /// The alias of a table that is only read: within one lock every alias stands for one table.
  private func alias(_ role: String, of table: String) -> String {
    let all = (tables.flatMap(\.shape.references).map(\.table) + children.map(\.table))
    return role + String(Set(all).sorted().firstIndex(of: table) ?? 0)
  }

  private func closing(_ what: String) -> String {
    "INSERT INTO \(place(names.before, Self.mark)) VALUES ('\(what)');\nCOMMIT;\nUNLOCK TABLES;\n"
  }

  private static func assignments(_ table: Table, of live: String, from alias: String) -> String {
    let keys = Set(table.shape.key)
    // A table of keys alone has nothing to set.
    let columns = table.common.map(\.name).filter { !keys.contains($0) }
    return (columns.isEmpty ? Array(keys).sorted() : columns).map {
      "\(live).\(ServerDatabase.identifier($0)) = \(alias).\(ServerDatabase.identifier($0))"
    }.joined(separator: ", ")
  }

  /// Counts rows that lead nowhere in the live schema.
  private func orphans(_ rows: String, _ own: String, _ reference: TableShape.Reference) -> String {
    let parent = alias("p", of: reference.table)
    let joined = zip(reference.columns, reference.referencedColumns).map {
      "\(parent).\(ServerDatabase.identifier($1)) = \(own).\(ServerDatabase.identifier($0))"
    }.joined(separator: " AND ")
    let filled = reference.columns.map { "\(own).\(ServerDatabase.identifier($0)) IS NOT NULL" }
      .joined(separator: " AND ")
    return "SELECT COUNT(*) FROM \(rows) \(own) WHERE \(filled) AND NOT EXISTS "
      + "(SELECT 1 FROM \(live(reference.table)) \(parent) WHERE \(joined))"
  }

  /// Ends the script, and with it the transaction, unless a count is 0: a subquery of two rows is an error (1242).
  private static func guarded(_ count: String) -> String {
    "SELECT IF((\(count))=0, 1, (SELECT 1 UNION SELECT 2));\n"
  }
}

extension String {
  fileprivate func replacing(prefix: String, with other: String) -> String {
    hasPrefix(prefix) ? other + dropFirst(prefix.count) : self
  }
}
