import Drawing
import Maintenance

/// Something that ``update(_:_:)`` wants done outside. The composition root does it.
public enum Effect: Sendable, Equatable {
  /// Ask the agent; its answer comes back as ``Message/answer(_:_:)`` with the same question.
  case ask(Ask)
  /// Throw away keys that were pressed and not yet read: a dialog has opened.
  case flushInput
  /// Forget what the terminal is believed to show and send everything again.
  case redraw
  /// Stop the program as Ctrl-Z does.
  case suspend
  /// Put text into the person's clipboard; what became of it comes back as ``Message/copied(_:_:)``.
  case copy(String)
  /// Leave the screen, print these lines, and come back at the next key.
  case showPlainly([String])
  /// Show the picture in these colours from now on.
  case theme(Theme)
  /// Start with the theme of this name the next time.
  case remember(theme: String)
  /// End the dashboard.
  case quit
}
