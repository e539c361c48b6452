/// The unix groups whose members have each role. Who is in none, and is neither root nor the owner of the state
/// folder, may not even look.
public struct AccessPlan: Codable, Sendable, Equatable {
  public var observers: [String] = ["vigie-observer"]
  public var operators: [String] = ["vigie-operator"]
  public var administrators: [String] = ["vigie-admin"]

  /// The usual groups.
  public init() {}
}
