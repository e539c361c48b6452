/// Why there can be no dashboard here; plain output still can.
public enum TerminalError: Error, Hashable, Sendable {
  /// Standard input or output is a file or a pipe.
  case notATerminal
  /// A terminal of this name cannot move its cursor, as `dumb` cannot.
  case noFullScreen(name: String)
  /// Neither the terminal's description was found nor any that could stand in; the database of terminals is missing.
  case noDescription(name: String)
  /// The system refused a descriptor.
  case system(errno: Int32)
}
