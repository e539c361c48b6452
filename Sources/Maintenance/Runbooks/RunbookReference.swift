/// Something outside the plan that a runbook needs: a guide, a script.
public struct RunbookReference: Codable, Sendable, Hashable {
  /// The name by which steps call it, unique in the runbook.
  public var name: String
  public var title: LocalizedText
  /// Where it is found: a path, an address, or the words themselves.
  public var place: Fillable

  /// A reference.
  public init(name: String, title: LocalizedText, place: Fillable) {
    self.name = name
    self.title = title
    self.place = place
  }
}
