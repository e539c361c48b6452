/// What became of a text that was to go into the person's clipboard.
public enum Copying: Hashable, Sendable {
  /// It was handed to the terminal, which puts it there if it is allowed to.
  case sent
  /// It is longer than terminals accept: its bytes, and how many would be.
  case tooLong(bytes: Int, limit: Int)
  /// This terminal has no clipboard to write to: show the text to be selected.
  case impossible
}
