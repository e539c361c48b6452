/// What was found on a host, from which a first plan is written. Nothing secret is among it.
public struct DiscoveredHost: Codable, Sendable, Equatable {
  /// Web servers, PHP and databases.
  public var services: [DiscoveredService]
  /// The database server, when there is one.
  public var engine: DatabasePlan.Engine?
  /// The name of the application's database, when its settings say it.
  public var schema: String?
  /// The folders that the web server serves.
  public var webRoots: [String]
  /// The names under which it serves them.
  public var serverNames: [String]
  /// Whether it answers over TLS.
  public var usesTLS: Bool
  /// Log files that are there.
  public var logs: [LogPlan]
  /// Configuration folders that are there.
  public var configuration: [String]
  /// The zone of the host.
  public var timezone: String?

  /// A host; without arguments one on which nothing was found.
  public init(
    services: [DiscoveredService] = [], engine: DatabasePlan.Engine? = nil, schema: String? = nil,
    webRoots: [String] = [], serverNames: [String] = [], usesTLS: Bool = false, logs: [LogPlan] = [],
    configuration: [String] = [], timezone: String? = nil
  ) {
    self.services = services
    self.engine = engine
    self.schema = schema
    self.webRoots = webRoots
    self.serverNames = serverNames
    self.usesTLS = usesTLS
    self.logs = logs
    self.configuration = configuration
    self.timezone = timezone
  }
}
