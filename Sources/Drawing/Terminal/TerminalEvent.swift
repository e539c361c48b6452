/// Something that has happened to the dashboard from outside.
public enum TerminalEvent: Hashable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// The screen has another extent now. A storm of changes arrives as one event.
  case resize(Size)
  /// The descriptor can be read without blocking; also when its other side is gone, which reading then tells.
  case readable(Int32)
  /// The dashboard was stopped (Ctrl-Z) and is back; the last picture is already on the screen again.
  case resumed
  /// A signal asks the dashboard to end: its number.
  case terminate(signal: Int32)
  /// The terminal is gone. Nothing can be shown any more; nothing else will arrive.
  case hangup
}
