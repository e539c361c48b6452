import Drawing
import Maintenance

/// The keys and themes of the person's own folder, as the program that reads YAML hands them to the dashboard.
public struct OwnAppearance: Sendable, Equatable, Codable {
  public var keymap: Keymap
  public var themes: [Theme]
  /// What is wrong with the files, the file, line and column of each included; what is wrong is left out.
  public var faults: [LocalizedText]

  /// Keys, themes, and what is wrong with them.
  public init(keymap: Keymap = .builtIn, themes: [Theme] = [], faults: [LocalizedText] = []) {
    self.keymap = keymap
    self.themes = themes
    self.faults = faults
  }
}
