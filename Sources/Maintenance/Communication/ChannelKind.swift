/// The ways by which a message can reach people.
public enum ChannelKind: String, Codable, Sendable, CaseIterable {
  /// A message into a chat room, by webhook.
  case slack
  /// By SMTP.
  case email
  /// Through a gateway.
  case sms
  /// A banner on the public site.
  case website
  /// A notice in the application itself.
  case inApp = "in-app"
}
