/// What the manifest of a backup of a database server says beyond its artefacts: all that is needed to build the schema
/// again on an empty server, and to go on from there through the binary log.
public struct ServerBackup: Codable, Sendable, Hashable {
  public var engine: DatabasePlan.Engine
  /// `10.11.19-MariaDB-log`, as `SELECT VERSION()` says it.
  public var version: String
  public var schema: String
  /// The statement that makes the empty schema, `SHOW CREATE DATABASE`: a dump of one schema does not carry it.
  public var createStatement: String
  /// Which history the files of the binary log belong to: the server's identity, and when its log began anew. Files of the
  /// same name from another history are other files.
  public var history: String
  /// Where the binary log stood at the moment of a full backup; `nil` for a log or differential one.
  public var position: BinlogPosition?
  /// The closed files that a log or differential backup holds, in their order.
  public var binlogs: [BinlogFile]
  /// The server's own settings that decide how its tables are made and read, by their names: whoever builds the schema
  /// again is set in the same way.
  public var settings: [String: String]?
  /// The accounts and roles in whose name views, triggers, routines and events run: `shop@localhost`.
  public var definers: [String]?
  /// What these accounts may do with the schema, as far as the account that saves could see it: the statements that would
  /// grant it, without any password. They are offered, never run.
  public var grants: [String: [String]]?
  /// What each object is made by, hashed: `table users`.
  public var forms: [String: String]?
  /// What the server itself could not read any more, by its name, and the statement that would make it where it is known.
  public var leftOut: [String: String]?
  /// Whether the history of versioned tables is in it.
  public var hasHistory: Bool?

  /// What a server's backup adds.
  public init(
    engine: DatabasePlan.Engine, version: String, schema: String, createStatement: String, history: String,
    position: BinlogPosition? = nil, binlogs: [BinlogFile] = []
  ) {
    self.engine = engine
    self.version = version
    self.schema = schema
    self.createStatement = createStatement
    self.history = history
    self.position = position
    self.binlogs = binlogs
  }
}
