/// Names a screen. Each screen's file declares its own.
public struct ScreenName: Hashable, Sendable {
  /// The name that tests and commands use, `overview`.
  public let name: String

  init(_ name: String) { self.name = name }
}
