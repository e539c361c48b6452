import CNcurses
import Drawing
import Glibc

/// The terminal on standard input and output, through ncurses. One at a time, on one thread.
///
/// However the program ends, the terminal is as it was before: `close()` on the orderly ways, and handlers for
/// crashes and for requests to end that nobody answers. A request to end arrives as `.terminate`; a program that has
/// not ended a second later, because a stopped terminal holds up its writing, ends by the signal itself.
public final class CursesTerminal: Terminal {
  public private(set) var size: Size
  public let charset: Charset
  /// How many colours are used.
  public let depth: ColourDepth
  /// What the person should be told once.
  public let notes: [TerminalNote]

  private let clipboard: Clipboard
  private var painter: Painter
  private var reader: KeyReader
  /// Where handlers write the number of each signal that has arrived.
  private let signals: Int32
  /// Keys that were read together with the one delivered last, and are delivered one by one.
  private var typed: [Key] = []
  private var isOpen = true
  private var isHungUp = false

  /// Takes the screen: the alternate one where the terminal has it, cursor hidden, keys one by one. Ctrl-C and Ctrl-\
  /// arrive as keys; Ctrl-Z, Ctrl-S and Ctrl-Q stay the terminal's own.
  public init(_ options: TerminalOptions = TerminalOptions()) throws(TerminalError) {
    guard vigie_signals_keep_modes() == 0 else { throw .notATerminal }
    let isUTF8 = vigie_locale_open() == 1
    let wanted = getenv("TERM").map { String(cString: $0) } ?? ""
    signals = vigie_signals_take()
    guard signals >= 0 else {
      let error = errno
      vigie_signals_give_back()
      throw .system(errno: error)
    }
    do throws(TerminalError) {
      let used = try CursesTerminal.open(wanted)
      notes = used == wanted ? [] : [.unknownTerminal(name: wanted, used: used)]
      clipboard = Clipboard(terminal: used, isInTmux: getenv("TMUX").map { $0.pointee != 0 } ?? false)
    } catch {
      vigie_signals_give_back()
      throw error
    }
    vigie_signals_learn_exit()
    depth = CursesTerminal.wantsColour(options.colour) ? ColourDepth(count: Int(vigie_screen_colours())) : .mono
    // The kernel's own console has a font of 256 characters: lines and letters, neither braille nor most symbols.
    charset = options.charset ?? (isUTF8 && wanted != "linux" ? .unicode : .ascii)
    painter = Painter(theme: options.theme, depth: depth)
    reader = KeyReader(isUTF8: isUTF8)
    size = Size(columns: 0, rows: 0)
    _ = takeSize()
  }

  /// How long an Escape may be the beginning of a longer key, in milliseconds: 25, unless `ESCDELAY` says otherwise.
  public var escapeDelay: Int { Int(vigie_screen_escape_delay()) }

  deinit { close() }

  /// Gives the terminal back as it was found. Harmless when repeated.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    vigie_screen_close()
    vigie_signals_give_back()
  }

  public func paint(_ canvas: Canvas) {
    guard isOpen, !isHungUp else { return }
    painter.paint(canvas, on: size)
  }

  public func use(_ theme: Theme) { painter.use(theme) }

  public func invalidate() {
    guard isOpen else { return }
    painter.forget()
    vigie_screen_forget()
  }

  public var hasKeysWaiting: Bool { !typed.isEmpty || reader.mayHoldMore }

  public func flushInput() {
    guard isOpen else { return }
    vigie_screen_flush_input()
    reader.reset()
    typed = []
  }

  public func copy(_ text: String) -> Copying {
    guard isOpen, !isHungUp, clipboard != .none else { return .impossible }
    guard let bytes = clipboard.sequence(for: text) else {
      return .tooLong(bytes: text.utf8.count, limit: Clipboard.limit)
    }
    vigie_screen_write(bytes, bytes.count)
    return .sent
  }

  public func showPlainly(_ lines: [String]) {
    guard isOpen, !isHungUp else { return }
    vigie_screen_leave()
    // Where there is no other screen to go back to, the last picture stays above.
    PlainScreen.show([0x0A] + lines.flatMap { PlainLetter.bytes(of: $0) + [0x0A] }, signals: signals)
    vigie_screen_return()
    reader.reset()
    typed = []
  }

  public func suspend(during body: () -> Void) {
    guard isOpen else { return body() }
    vigie_screen_leave()
    vigie_signals_pause(1)
    body()
    vigie_signals_pause(0)
    vigie_screen_return()
  }

  public func wait(for descriptors: [Int32], upTo seconds: Double?) -> [TerminalEvent] {
    guard isOpen, !isHungUp else { return [.hangup] }
    let limit = seconds.map { CursesTerminal.now() + max(0, $0) }
    var polled = ([STDIN_FILENO, signals] + descriptors).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    while true {
      let left = limit.map { max(0, $0 - CursesTerminal.now()) } ?? -1
      let count = vigie_poll(&polled, Int32(polled.count), hasKeysWaiting ? 0 : left)
      // Interrupted by a signal: its number lies on the desk now.
      if count < 0 && errno == EINTR { continue }
      let events = count > 0 || hasKeysWaiting ? happened(polled, descriptors) : []
      if !events.isEmpty || count < 0 { return events }
      if let limit, CursesTerminal.now() >= limit { return [] }
    }
  }

  /// What the poll has found, in the order in which it matters: requests of the system, a key, other descriptors.
  private func happened(_ polled: [pollfd], _ descriptors: [Int32]) -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    if polled[1].revents != 0 { events += signalled() }
    if polled[0].revents != 0 {
      let waiting = vigie_screen_waiting()
      typed += reader.keys()
      // Readable, and yet nothing to read: the end of the line, in both senses.
      let isGone = polled[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 || waiting <= 0
      if isGone && !stillThere() {
        isHungUp = true
        return events + [.hangup]
      }
    } else if reader.mayHoldMore {
      typed += reader.keys()
    }
    if !typed.isEmpty { events.append(.key(typed.removeFirst())) }
    for (index, descriptor) in descriptors.enumerated() where polled[index + 2].revents != 0 {
      events.append(.readable(descriptor))
    }
    return events
  }

  /// Looks again whether the terminal has gone, or whether its input was merely taken by somebody else.
  private func stillThere() -> Bool {
    var again = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard vigie_poll(&again, 1, 0) > 0 else { return true }
    return again.revents & Int16(POLLHUP | POLLERR | POLLNVAL) == 0 && vigie_screen_waiting() > 0
  }

  private func signalled() -> [TerminalEvent] {
    var bytes = [UInt8](repeating: 0, count: 256)
    var numbers: Set<Int32> = []
    var ending: Int32?
    while true {
      let count = read(signals, &bytes, bytes.count)
      guard count > 0 else { break }
      for byte in bytes.prefix(count) {
        let number = Int32(byte)
        if [SIGTERM, SIGHUP, SIGINT].contains(number) { ending = ending ?? number }
        numbers.insert(number)
      }
    }
    if let ending { return [.terminate(signal: ending)] }
    var events: [TerminalEvent] = []
    if numbers.contains(SIGTSTP) {
      vigie_screen_leave()
      vigie_signals_stop()
      vigie_screen_return()
      events.append(.resumed)
    } else if numbers.contains(SIGCONT) {
      // Stopped by a signal that cannot be caught: the shell has changed the modes meanwhile.
      vigie_screen_return()
      events.append(.resumed)
    }
    if !numbers.isDisjoint(with: [SIGWINCH, SIGTSTP, SIGCONT]), takeSize() {
      events.append(.resize(size))
    } else if numbers.contains(SIGWINCH) {
      // Pulled and back again before anybody looked: the terminal has cut and wrapped what stood there.
      invalidate()
      events.append(.resize(size))
    }
    return events
  }

  /// Takes over the extent that the kernel knows. Returns whether it is another one.
  private func takeSize() -> Bool {
    var rows: Int32 = 0
    var columns: Int32 = 0
    vigie_screen_ask_size(&rows, &columns)
    if rows == 0 { vigie_screen_size(&rows, &columns) }
    let now = Size(columns: Int(columns), rows: Int(rows))
    guard now != size else { return false }
    size = now
    vigie_screen_resize(rows, columns)
    painter.forget()
    return true
  }

  /// Opens the screen as the terminal `name`, or as one that most terminals understand, and returns which.
  private static func open(_ name: String) throws(TerminalError) -> String {
    for candidate in [name, "xterm-256color", "vt100"] where !candidate.isEmpty {
      switch vigie_screen_open(candidate) {
      case 0: return candidate
      case 2: throw .noFullScreen(name: candidate)
      default: continue
      }
    }
    throw .noDescription(name: name)
  }

  private static func wantsColour(_ choice: ColourChoice) -> Bool {
    switch choice {
    case .always: true
    case .never: false
    case .auto: getenv("NO_COLOR").map { $0.pointee == 0 } ?? true
    }
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
  }
}
