/// A time in which maintenance may be done, such as the night or a planned weekend.
public struct MaintenanceWindow: Codable, Sendable, Hashable {
  /// The name by which updates call it, unique in the plan.
  public var name: String
  public var label: LocalizedText
  public var span: WindowSpan

  /// A window.
  public init(name: String, label: LocalizedText, span: WindowSpan) {
    self.name = name
    self.label = label
    self.span = span
  }
}
