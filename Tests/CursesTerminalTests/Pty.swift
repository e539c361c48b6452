import Drawing
import Glibc

/// A pseudo-terminal with the probe running in it.
final class Pty {
  private let master: Int32
  private let slave: Int32
  private let events: Int32
  /// The probe's descriptor 4 from outside.
  private let feed: Int32
  let pid: pid_t
  /// The modes of the terminal before the probe was started.
  let found: [UInt8]
  /// Everything that the probe has written to its screen.
  private(set) var output: [UInt8] = []
  private var heard = ""
  private(set) var status: Int32?
  private var isMasterOpen = true

  struct Failure: Error, CustomStringConvertible { var description: String }

  /// Starts the probe. `environment` is all that it gets beside PATH.
  init(
    _ arguments: [String] = [], environment: [String: String] = [:], size: Size = .comfortable,
    ignoresHangup: Bool = false
  ) throws {
    var master: Int32 = -1
    var slave: Int32 = -1
    var extent = winsize(
      ws_row: UInt16(size.rows), ws_col: UInt16(size.columns), ws_xpixel: 0, ws_ypixel: 0)
    var path = [CChar](repeating: 0, count: 128)
    guard openpty(&master, &slave, &path, nil, &extent) == 0 else { throw Failure(description: "openpty") }
    var out: [Int32] = [0, 0]
    var feed: [Int32] = [0, 0]
    guard pipe(&out) == 0, pipe(&feed) == 0 else { throw Failure(description: "pipe") }
    for descriptor in [master, slave] + out + feed { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
    _ = fcntl(out[0], F_SETFL, O_NONBLOCK)

    found = Pty.modes(of: slave)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    // Out of the way of 3 and 4 first: one of the pipes may lie there.
    posix_spawn_file_actions_adddup2(&actions, out[1], 20)
    posix_spawn_file_actions_adddup2(&actions, feed[0], 21)
    posix_spawn_file_actions_adddup2(&actions, 20, 3)
    posix_spawn_file_actions_adddup2(&actions, 21, 4)
    posix_spawn_file_actions_addclose(&actions, 20)
    posix_spawn_file_actions_addclose(&actions, 21)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A session of its own, so that the terminal becomes its own when it is opened.
    posix_spawnattr_setflags(&attributes, 0x80)

    let probe = try Pty.probe()
    // `nohup` would say something; the shell only passes the disposition on.
    let command = ignoresHangup ? ["/bin/sh", "-c", "trap '' HUP; exec \"$0\" \"$@\"", probe] : [probe]
    // The runtime of Swift would ask on the terminal what to do about a crash.
    var variables = [
      "SWIFT_BACKTRACE": "enable=no", "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin",
    ]
    variables.merge(environment) { $1 }
    let words = (command + arguments).map { strdup($0) } + [nil]
    let settings = variables.filter { !$0.value.isEmpty }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + settings { free(word) } }
    var pid: pid_t = 0
    let error = posix_spawn(&pid, command[0], &actions, &attributes, words, settings)
    Glibc.close(out[1])
    Glibc.close(feed[0])
    guard error == 0 else { throw Failure(description: "posix_spawn \(error)") }
    (self.master, self.slave, self.pid, events, self.feed) = (master, slave, pid, out[0], feed[1])
  }

  deinit {
    if status == nil {
      kill(pid, SIGKILL)
      var ended: Int32 = 0
      waitpid(pid, &ended, 0)
    }
    if isMasterOpen { Glibc.close(master) }
    for descriptor in [slave, events, feed] { Glibc.close(descriptor) }
  }

  /// The probe lies beside the test bundle.
  private static func probe() throws -> String {
    var path = [UInt8](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &path, path.count)
    guard count > 0 else { throw Failure(description: "/proc/self/exe") }
    let bundle = String(decoding: path.prefix(count), as: UTF8.self)
    return bundle.split(separator: "/").dropLast().reduce(into: "") { $0 += "/" + $1 } + "/TerminalProbe"
  }

  // MARK: Driving

  func type(_ text: String) { _ = write(master, Array(text.utf8), text.utf8.count) }
  func signal(_ number: Int32) { kill(pid, number) }
  func feedByte() { _ = write(feed, [1], 1) }

  func resize(_ size: Size) {
    var extent = winsize(ws_row: UInt16(size.rows), ws_col: UInt16(size.columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &extent)
  }

  /// Pulls the line: the other end of the terminal is closed.
  func hangUp() {
    Glibc.close(master)
    isMasterOpen = false
  }

  /// The modes of the terminal, byte by byte.
  func modes() -> [UInt8] { Pty.modes(of: slave) }

  private static func modes(of terminal: Int32) -> [UInt8] {
    var modes = termios()
    tcgetattr(terminal, &modes)
    return withUnsafeBytes(of: &modes) { Array($0) }
  }

  // MARK: Watching

  /// Waits for something the probe or the screen shows to come true.
  private func waitFor(_ what: String, reads: Bool = true, _ isTrue: () -> Bool) throws {
    let limit = Pty.now() + 10
    while !isTrue() {
      guard Pty.now() < limit else { throw Failure(description: "never came: \(what); heard: \(heard)") }
      collect(reads: reads, patience: 20)
    }
  }

  /// Waits until the probe has told `line`, and removes it and all before it.
  @discardableResult
  func told(_ line: String, reads: Bool = true) throws -> [String] {
    var found: Range<String.Index>?
    try waitFor(line, reads: reads) {
      found = Pty.range(of: line + "\n", in: self.heard)
      return found != nil
    }
    guard let found else { return [] }
    let before = heard[..<found.lowerBound].split(separator: "\n").map(String.init)
    heard.removeSubrange(..<found.upperBound)
    return before
  }

  /// Waits until the screen was sent this text.
  func shows(_ text: String) throws {
    let wanted = Array(text.utf8)
    try waitFor(text) {
      self.output.indices.contains { self.output[$0] == wanted.first && self.output[$0...].starts(with: wanted) }
    }
  }

  /// What the probe has told and nobody has asked for.
  func rest() -> [String] {
    collect(reads: true, patience: 0)
    defer { heard = "" }
    return heard.split(separator: "\n").map(String.init)
  }

  /// Waits until the probe has ended and returns how: what it exited with, or minus the signal's number.
  func ended(reads: Bool = true) throws -> Int32 {
    try waitFor("its end", reads: reads) {
      var ended: Int32 = 0
      if self.status == nil, waitpid(self.pid, &ended, WNOHANG) == self.pid { self.status = ended }
      return self.status != nil
    }
    collect(reads: reads, patience: 0)
    guard let status else { return -1 }
    return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
  }

  /// Waits until the probe sleeps in a stopped state.
  func stopped() throws {
    try waitFor("stop") {
      var ended: Int32 = 0
      return waitpid(self.pid, &ended, WNOHANG | WUNTRACED) == self.pid && ended & 0xFF == 0x7F
    }
  }

  /// The bytes that `action` and everything up to the line `until` make the probe write.
  func written(until line: String, _ action: () -> Void) throws -> [UInt8] {
    collect(reads: true, patience: 0)
    let start = output.count
    action()
    try told(line)
    collect(reads: true, patience: 0)
    return Array(output[start...])
  }

  /// The processor time that the probe has used, in ticks.
  func ticks() -> Int {
    guard let file = fopen("/proc/\(pid)/stat", "r") else { return 0 }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1024)
    let count = fread(&bytes, 1, bytes.count, file)
    let fields = String(decoding: bytes.prefix(count), as: UTF8.self).split(separator: " ")
    return fields.count > 14 ? (Int(fields[13]) ?? 0) + (Int(fields[14]) ?? 0) : 0
  }

  private func collect(reads: Bool, patience: Int32) {
    var polled = [
      pollfd(fd: events, events: Int16(POLLIN), revents: 0),
      pollfd(fd: reads && isMasterOpen ? master : -1, events: Int16(POLLIN), revents: 0),
    ]
    poll(&polled, 2, patience)
    if reads && isMasterOpen { Pty.drain(master) { output += $0 } }
    Pty.drain(events) { heard += String(decoding: $0, as: UTF8.self) }
  }

  private static func drain(_ descriptor: Int32, _ take: (ArraySlice<UInt8>) -> Void) {
    var bytes = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = read(descriptor, &bytes, bytes.count)
      guard count > 0 else { return }
      take(bytes.prefix(count))
    }
  }

  private static func range(of line: String, in text: String) -> Range<String.Index>? {
    var start = text.startIndex
    while start < text.endIndex {
      if text[start...].hasPrefix(line) { return start..<text.index(start, offsetBy: line.count) }
      guard let next = text[start...].firstIndex(of: "\n") else { return nil }
      start = text.index(after: next)
    }
    return nil
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
