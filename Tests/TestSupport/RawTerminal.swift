import Drawing
import Glibc

/// A program in a pseudo-terminal of its own, its every byte kept and its screen as the terminal would show it. Nothing
/// is waited for by time: a wait ends when what it is for has come, or fails at its limit.
public final class RawTerminal {
  /// Something that never came, with the last screen.
  public struct NotSeen: Error, CustomStringConvertible {
    public let description: String
  }

  /// The modes of the terminal before the program was started.
  public let found: [UInt8]
  /// Everything that the program has written to the terminal.
  public private(set) var output: [UInt8] = []
  /// What the terminal shows.
  public private(set) var screen: VirtualScreen
  public let pid: pid_t
  /// Whether the terminal reads what the program writes; one that does not is as one stopped by Ctrl-S.
  public var reads = true
  private let master: Int32
  private let slave: Int32
  private var status: Int32?
  private var isOpen = true

  /// Starts a program. `environment` is all that it gets beside PATH.
  public init(
    _ words: [String], environment: [String: String] = [:], size: Size = .comfortable,
    encoding: VirtualScreen.Encoding = .utf8
  ) throws {
    var (master, slave): (Int32, Int32) = (-1, -1)
    var extent = winsize(ws_row: UInt16(size.rows), ws_col: UInt16(size.columns), ws_xpixel: 0, ws_ypixel: 0)
    var path = [CChar](repeating: 0, count: 128)
    guard openpty(&master, &slave, &path, nil, &extent) == 0 else { throw NotSeen(description: "openpty") }
    for descriptor in [master, slave] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
    found = RawTerminal.modes(of: slave)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // POSIX_SPAWN_SETSID: the terminal becomes its own when it is opened.
    posix_spawnattr_setflags(&attributes, 0x80)
    // The runtime of Swift would ask on the terminal what to do about a crash.
    var variables = [
      "SWIFT_BACKTRACE": "enable=no", "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin",
      "HOME": "/nonexistent",
    ]
    variables.merge(environment) { $1 }
    let arguments = words.map { strdup($0) } + [nil]
    let settings = variables.filter { !$0.value.isEmpty }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in arguments + settings { free(word) } }
    var pid: pid_t = 0
    let error = posix_spawn(&pid, words.first ?? "", &actions, &attributes, arguments, settings)
    guard error == 0 else { throw NotSeen(description: "posix_spawn \(error)") }
    (self.master, self.slave, self.pid) = (master, slave, pid)
    screen = VirtualScreen(size: size, encoding: encoding)
  }

  deinit {
    if status == nil {
      kill(pid, SIGKILL)
      var ended: Int32 = 0
      waitpid(pid, &ended, 0)
    }
    if isOpen { close(master) }
    close(slave)
  }

  // MARK: Driving

  /// Types bytes as a keyboard would.
  public func type(_ text: String) { _ = write(master, Array(text.utf8), text.utf8.count) }

  public func signal(_ number: Int32) { kill(pid, number) }

  /// Gives the terminal another extent.
  public func resize(_ size: Size) {
    collect(0)
    screen.resize(size)
    var extent = winsize(ws_row: UInt16(size.rows), ws_col: UInt16(size.columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &extent)
  }

  /// Pulls the line.
  public func hangUp() {
    close(master)
    isOpen = false
  }

  /// The modes of the terminal, byte by byte: what `stty -g` prints.
  public func modes() -> [UInt8] { RawTerminal.modes(of: slave) }

  /// Whether the program hangs in writing because nobody reads: the number of its system call says it (proc(5)).
  public var isBlockedInWriting: Bool {
    var text = [UInt8](repeating: 0, count: 64)
    let file = open("/proc/\(pid)/syscall", O_RDONLY | O_CLOEXEC)
    defer { close(file) }
    let count = read(file, &text, text.count)
    guard count > 1 else { return false }
    #if arch(x86_64)
      let writing = 1
    #else
      let writing = 64
    #endif
    return Int(String(decoding: text[..<count].prefix { $0 != 0x20 }, as: UTF8.self)) == writing
  }

  // MARK: Watching

  /// Waits until the condition holds.
  public func until(_ what: String, withinSeconds limit: Double = 20, _ holds: (RawTerminal) -> Bool) throws {
    let end = RawTerminal.now() + limit
    while !holds(self) {
      guard RawTerminal.now() < end else {
        throw NotSeen(description: "never: \(what); the screen:\n" + screen.rows.joined(separator: "\n"))
      }
      collect(20)
    }
  }

  /// Waits until every text stands on the screen.
  public func until(shows texts: String...) throws {
    try until(texts.joined(separator: ", ")) { terminal in
      let shown = terminal.screen.rows.joined(separator: "\n")
      return texts.allSatisfy { shown.contains($0) }
    }
  }

  /// Waits until the program has ended: its exit status, or minus the signal's number.
  public func ended() throws -> Int32 {
    try until("its end") { terminal in
      var ended: Int32 = 0
      if terminal.status == nil, waitpid(terminal.pid, &ended, WNOHANG) == terminal.pid { terminal.status = ended }
      return terminal.status != nil
    }
    collect(0)
    guard let status else { return 0 }
    return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
  }

  /// Waits until the program is stopped.
  public func stopped() throws {
    try until("stop") { terminal in
      var ended: Int32 = 0
      return waitpid(terminal.pid, &ended, WNOHANG | WUNTRACED) == terminal.pid && ended & 0xFF == 0x7F
    }
  }

  /// Whether the program has written this somewhere.
  public func wrote(_ text: String) -> Bool { RawTerminal.contains(output[...], Array(text.utf8)) }

  static func contains(_ bytes: ArraySlice<UInt8>, _ wanted: [UInt8]) -> Bool {
    guard let first = wanted.first else { return true }
    var rest = bytes
    while let index = rest.firstIndex(of: first) {
      if rest[index...].starts(with: wanted) { return true }
      rest = rest[(index + 1)...]
    }
    return false
  }

  private func collect(_ patience: Int32) {
    var waiter = pollfd(fd: reads && isOpen ? master : -1, events: Int16(POLLIN), revents: 0)
    poll(&waiter, 1, patience)
    guard reads && isOpen else { return }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(master, &bytes, bytes.count)
      guard count > 0 else { return }
      output += bytes[..<count]
      screen.take(bytes[..<count])
    }
  }

  private static func modes(of terminal: Int32) -> [UInt8] {
    var modes = termios()
    tcgetattr(terminal, &modes)
    return withUnsafeBytes(of: &modes) { Array($0) }
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
