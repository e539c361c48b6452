/// A command of the team within a restore.
public struct TeamCommand: Codable, Sendable, Hashable {
  /// The argv.
  public var run: [String]
  /// The folder in which it is run; absolute.
  public var folder: String?
  public var title: LocalizedText?

  /// A command.
  public init(run: [String], folder: String? = nil, title: LocalizedText? = nil) {
    self.run = run
    self.folder = folder
    self.title = title
  }
}
