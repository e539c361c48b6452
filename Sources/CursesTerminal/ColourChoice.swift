/// Whether to use colours: `--color`.
public enum ColourChoice: String, Sendable, CaseIterable {
  /// As many as the terminal has, none if `NO_COLOR` is set to anything.
  case auto
  /// As many as the terminal has, whatever `NO_COLOR` says.
  case always
  case never
}
