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
