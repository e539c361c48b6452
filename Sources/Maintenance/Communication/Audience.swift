/// Who is told: a group of contacts, or people outside the plan.
public struct Audience: Codable, Sendable, Hashable {
  /// The name by which updates call it, unique in the plan.
  public var name: String
  public var title: LocalizedText
  /// The names of its contacts; empty for people whom the plan does not know one by one, such as all users.
  public var contacts: [String]
  /// Where the group as a whole is reached, such as a mailing list.
  public var address: Fillable?

  /// An audience.
  public init(name: String, title: LocalizedText, contacts: [String] = [], address: Fillable? = nil) {
    self.name = name
    self.title = title
    self.contacts = contacts
    self.address = address
  }
}
