/// A service of the plan: how it is known, asked and controlled.
public struct ServicePlan: Codable, Sendable, Equatable {
  /// The name by which commands call it, unique in the plan.
  public var name: String
  public var label: LocalizedText
  public var manager: ServiceManagement
  /// The question over HTTP, when there is one.
  public var http: HTTPCheck?
  /// A TCP port that must accept a connection.
  public var tcp: TCPCheck?
  /// Whether it writes into the database or the files, and so is stopped while they are restored. A daemon that vigie
  /// starts itself always is.
  public var writes = false

  /// A service.
  public init(
    name: String, label: LocalizedText? = nil, manager: ServiceManagement, http: HTTPCheck? = nil, tcp: TCPCheck? = nil
  ) {
    self.name = name
    self.label = label ?? LocalizedText(name)
    self.manager = manager
    self.http = http
    self.tcp = tcp
  }
}
