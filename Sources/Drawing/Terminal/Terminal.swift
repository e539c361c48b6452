/// The person's screen and keyboard, as a single-threaded dashboard sees them.
public protocol Terminal: AnyObject {
  /// The extent of the screen; changes only right before a `.resize` event tells of it.
  var size: Size { get }
  /// What the screen can be trusted with: give it to the canvases that are painted.
  var charset: Charset { get }

  /// Makes the screen look like `canvas`. Only what has changed since the last picture is sent; if nothing has,
  /// nothing is written at all. A canvas of another size is clipped or leaves the rest empty.
  func paint(_ canvas: Canvas)

  /// Sleeps until something happens: a key, a signal, one of `descriptors` can be read (or was closed by the other
  /// side), or `seconds` are over. Returns what has happened, in order; nothing at all when the time is over. `nil`
  /// seconds wait without limit, 0 only looks.
  ///
  /// At most one key is delivered at a time, and the next ones wait where `flushInput` finds them.
  func wait(for descriptors: [Int32], upTo seconds: Double?) -> [TerminalEvent]

  /// Whether keys were pressed that have not been delivered yet: a picture between them would be seen by nobody.
  var hasKeysWaiting: Bool { get }

  /// Throws away keys that were pressed and not yet delivered, so that a dialog is never answered by keys meant for
  /// what stood there before.
  func flushInput()

  /// Gives the screen back while `body` runs (a pager, an editor), then takes it again and paints the last picture
  /// anew.
  func suspend(during body: () -> Void)

  /// Puts a text into the person's clipboard, wherever the terminal is, or says why it cannot.
  func copy(_ text: String) -> Copying

  /// Leaves the screen, prints lines as any program does, and comes back at the next key: for the terminal's own
  /// selection. What is no printable character is left out.
  func showPlainly(_ lines: [String])

  /// Shows the next picture, and all that follow, in the colours of `theme`.
  func use(_ theme: Theme)

  /// Forgets what the screen is believed to show: the next `paint` sends everything (Ctrl-L).
  func invalidate()
}
