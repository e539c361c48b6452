import Drawing

/// A terminal that plays a script and keeps every picture it was given.
///
/// Each call of `wait` delivers the next batch of the script, of several keys in it only the first: the others were
/// pressed at the same time and are delivered by the next calls, unless `flushInput` throws them away. When the script
/// is over, `wait` answers as if the time were over, or, when asked to wait without limit, `.hangup`, so that no test
/// waits for ever.
public final class FakeTerminal: Terminal {
  public private(set) var size: Size
  public var hasKeysWaiting: Bool { !typed.isEmpty }
  public let charset: Charset
  /// Every picture painted, oldest first.
  public private(set) var canvases: [Canvas] = []
  /// What each call of `wait` was asked: the descriptors and the seconds.
  public private(set) var waits: [(descriptors: [Int32], seconds: Double?)] = []
  public private(set) var flushes = 0
  public private(set) var suspensions = 0
  public private(set) var invalidations = 0
  /// The themes it was told to use, oldest first.
  public private(set) var themes: [Theme] = []
  /// The texts that were to go into the clipboard, and what becomes of them.
  public private(set) var copies: [String] = []
  public var copying = Copying.sent
  /// What was shown as plain lines.
  public private(set) var plain: [[String]] = []
  private var script: [[TerminalEvent]] = []
  /// Keys that were pressed together with the one delivered last.
  private var typed: [TerminalEvent] = []
  /// Called before each `wait` answers, to let time pass or change the world.
  public var beforeWait: (() -> Void)?

  /// A terminal of `size` that delivers `script`, one batch for each call of `wait`.
  public init(
    size: Size = .comfortable, charset: Charset = .unicode, script: [[TerminalEvent]] = []
  ) {
    self.size = size
    self.charset = charset
    self.script = script
  }

  /// The last picture; an empty one before the first.
  public var screen: Canvas { canvases.last ?? Canvas(size: size, charset: charset) }

  /// Adds keys to the script, each in a batch of its own.
  public func press(_ keys: Key...) { script += keys.map { [.key($0)] } }

  /// Adds the keys that type `text`, each in a batch of its own.
  public func type(_ text: String) { script += text.map { [.key(.character($0))] } }

  /// Adds events that arrive together.
  public func deliver(_ events: TerminalEvent...) { script.append(events) }

  public func paint(_ canvas: Canvas) { canvases.append(canvas) }

  public func wait(for descriptors: [Int32], upTo seconds: Double?) -> [TerminalEvent] {
    waits.append((descriptors, seconds))
    beforeWait?()
    if !typed.isEmpty { return [typed.removeFirst()] }
    guard !script.isEmpty else { return seconds == nil ? [.hangup] : [] }
    var events: [TerminalEvent] = []
    var hasKey = false
    for event in script.removeFirst() {
      if case .resize(let size) = event { self.size = size }
      guard case .key = event else {
        events.append(event)
        continue
      }
      if hasKey { typed.append(event) } else { events.append(event) }
      hasKey = true
    }
    return events
  }

  public func flushInput() {
    flushes += 1
    typed = []
  }

  public func copy(_ text: String) -> Copying {
    copies.append(text)
    return copying
  }

  public func showPlainly(_ lines: [String]) { plain.append(lines) }

  public func suspend(during body: () -> Void) {
    suspensions += 1
    body()
  }

  public func use(_ theme: Theme) { themes.append(theme) }

  public func invalidate() { invalidations += 1 }
}
