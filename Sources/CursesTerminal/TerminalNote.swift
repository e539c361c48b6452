/// Something the person should be told once about the terminal they have.
public enum TerminalNote: Hashable, Sendable {
  /// There is no description of the terminal `name`; it is treated as a `used`.
  case unknownTerminal(name: String, used: String)
}
