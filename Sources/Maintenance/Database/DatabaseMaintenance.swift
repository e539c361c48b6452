/// What is regularly done to the tables of a database.
public struct DatabaseMaintenance: Codable, Sendable, Hashable {
  /// The name of a database of the plan.
  public var database: String
  /// The tables that are analysed and optimised.
  public var tables: [String]
  /// How often the statistics of the indexes are refreshed.
  public var analyze: Cadence
  /// How often the tables are rebuilt.
  public var optimize: Cadence
  /// How often the fragmentation is measured.
  public var fragmentation: Cadence
  public var slowQueries: SlowQueryReview?
  public var archive: [ArchiveRule]
  public var purge: [PurgeRule]

  /// A maintenance.
  public init(
    database: String, tables: [String], analyze: Cadence, optimize: Cadence, fragmentation: Cadence,
    slowQueries: SlowQueryReview? = nil, archive: [ArchiveRule] = [], purge: [PurgeRule] = []
  ) {
    self.database = database
    self.tables = tables
    self.analyze = analyze
    self.optimize = optimize
    self.fragmentation = fragmentation
    self.slowQueries = slowQueries
    self.archive = archive
    self.purge = purge
  }
}
