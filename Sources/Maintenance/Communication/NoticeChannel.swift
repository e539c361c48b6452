/// A way by which messages go out. A plan can only describe it: it is off on every host that does not have its
/// settings file, so that a copied plan writes to nobody.
public struct NoticeChannel: Codable, Sendable, Hashable {
  /// The name by which updates and contacts call it, unique in the plan.
  public var name: String
  public var kind: ChannelKind
  public var label: LocalizedText
  /// The file (mode 0600) that turns it on where it exists, and that holds its address and its secrets.
  public var settings: String

  /// A channel, off.
  public init(name: String, kind: ChannelKind, label: LocalizedText, settings: String) {
    self.name = name
    self.kind = kind
    self.label = label
    self.settings = settings
  }
}
