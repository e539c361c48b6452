/// A service that was found on a host.
public struct DiscoveredService: Codable, Sendable, Hashable {
  /// A short name for the plan: `php-fpm`.
  public var name: String
  /// Its systemd unit: `php8.2-fpm.service`.
  public var unit: String
  /// A port on which such a service usually answers.
  public var port: Int?

  /// A service.
  public init(name: String, unit: String, port: Int? = nil) {
    self.name = name
    self.unit = unit
    self.port = port
  }
}
