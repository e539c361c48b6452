import GRDB
import Maintenance

/// A page of the audit as SQL.
struct AuditQuery {
  private var conditions: [String] = []
  private var arguments = StatementArguments()
  private let limit: Int

  init(_ filter: AuditFilter, action: String?, before: Int64?, limit: Int) {
    self.limit = max(0, limit)
    add("action = ?", action)
    add("target = ?", filter.target)
    add("by_name = ?", filter.person)
    add("at >= ?", filter.since?.milliseconds)
    add("at < ?", filter.until?.milliseconds)
    add("sequence < ?", before)
  }

  private mutating func add(_ condition: String, _ argument: (any DatabaseValueConvertible)?) {
    guard let argument else { return }
    conditions.append(condition)
    arguments += [argument]
  }

  private var sql: String {
    let matching = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
    return "SELECT \(AuditEntry.selection) FROM audit\(matching) ORDER BY sequence DESC LIMIT \(limit)"
  }

  func fetch(_ db: Database) throws -> [AuditEntry] {
    try Row.fetchAll(db, sql: sql, arguments: arguments).map(AuditEntry.init(row:))
  }

  /// How SQLite goes about it, a step a line.
  func plan(_ db: Database) throws -> String {
    try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments)
      .map { "\($0[3] as DatabaseValue)" }.joined(separator: "\n")
  }

  /// The actions in the register that begin with `family`, each found by one step in the index.
  static func actions(beginning family: String, _ db: Database) throws -> [String] {
    var found: [String] = []
    var previous = family
    while let next = try String.fetchOne(
      db, sql: "SELECT action FROM audit WHERE action > ? ORDER BY action LIMIT 1", arguments: [previous]),
      next.hasPrefix(family)
    {
      found.append(next)
      previous = next
    }
    return found
  }
}
