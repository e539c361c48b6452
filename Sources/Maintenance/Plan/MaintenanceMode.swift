/// How the application is told that it is being worked on, and that it is no longer: two commands, `php artisan down`.
public struct MaintenanceMode: Codable, Sendable, Hashable {
  /// The argv that begins it, and the one that ends it.
  public var begin, end: [String]
  /// The folder in which both are run; absolute.
  public var folder: String?

  /// The two commands.
  public init(begin: [String], end: [String], folder: String? = nil) {
    self.begin = begin
    self.end = end
    self.folder = folder
  }
}
