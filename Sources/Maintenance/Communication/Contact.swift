/// A role of the procedure, and how whoever holds it is reached. Plans name roles, never people.
public struct Contact: Codable, Sendable, Hashable {
  /// The name by which tasks and steps call it, unique in the plan: `dba`.
  public var name: String
  /// The title of the role.
  public var role: LocalizedText
  /// What the role answers for.
  public var responsibility: LocalizedText
  public var addresses: [ContactAddress]

  /// A role.
  public init(name: String, role: LocalizedText, responsibility: LocalizedText, addresses: [ContactAddress] = []) {
    self.name = name
    self.role = role
    self.responsibility = responsibility
    self.addresses = addresses
  }
}
