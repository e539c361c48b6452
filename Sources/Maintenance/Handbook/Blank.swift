/// A value of the plan that is still to be filled in.
public struct Blank: Codable, Sendable, Hashable {
  /// The place in the plan: `runbooks.update.references.rollback-script`.
  public var path: String
  /// What belongs there.
  public var title: LocalizedText

  /// A value that is open.
  public init(path: String, title: LocalizedText) {
    self.path = path
    self.title = title
  }
}
