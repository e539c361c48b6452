/// A database of the plan.
public struct DatabasePlan: Codable, Sendable, Equatable {
  /// The engines vigie knows.
  public enum Engine: String, Codable, Sendable, CaseIterable {
    case mariadb, mysql, sqlite
  }

  public var name: String
  public var engine: Engine
  /// The schema; for SQLite the path of the file.
  public var schema: String
  /// A client option file of mode 0600; absent for SQLite.
  public var credentials: String?
  /// The same for the account that restores; ``credentials`` when absent.
  public var restoreCredentials: String?
  /// Tables whose rows are counted after a restore.
  public var countedTables: [String]
  /// Whether the server may throw away the files of its binary log that every store has.
  public var purgesBinlogs = false

  /// A database.
  public init(
    name: String, engine: Engine, schema: String, credentials: String? = nil, restoreCredentials: String? = nil,
    countedTables: [String] = []
  ) {
    self.name = name
    self.engine = engine
    self.schema = schema
    self.credentials = credentials
    self.restoreCredentials = restoreCredentials
    self.countedTables = countedTables
  }
}
