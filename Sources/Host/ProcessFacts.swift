/// What tells one process from another that is given the same number later.
public struct ProcessFacts: Sendable, Hashable {
  public var pid: Int32
  /// `R`, `S`, `Z`, … (`proc_pid_stat(5)`).
  public var state: Character
  /// When it started, in clock ticks after boot: with the pid, unique until the next boot.
  public var startTicks: UInt64
  /// Its argument array; empty for a zombie or a kernel thread.
  public var arguments: [String]

  /// Whether it runs: a zombie does not.
  public var isAlive: Bool { state != "Z" && state != "X" }

  /// What the kernel says of a process; `nil` when there is none, or it cannot be read.
  public static func read(pid: Int32, roots: Roots) -> ProcessFacts? {
    let folder = roots.proc + "/\(pid)"
    guard let stat = try? FileSystem.read(folder + "/stat", limit: 1 << 16),
      let line = try? FileSystem.read(folder + "/cmdline", limit: 4 << 20)
    else { return nil }
    return parse(pid: pid, stat: stat, commandLine: line)
  }

  /// https://docs.kernel.org/filesystems/proc.html, table 1-4; the name may hold spaces and parentheses:
  ///
  ///     4242 (a (b) c) S 1 4242 4242 0 -1 4194560 120 0 0 0 1 2 0 0 20 0 1 0 987654 …
  static func parse(pid: Int32, stat: [UInt8], commandLine: [UInt8]) -> ProcessFacts? {
    guard let close = stat.lastIndex(of: UInt8(ascii: ")")) else { return nil }
    let fields = stat[(close + 1)...].split(separator: UInt8(ascii: " "))
    guard fields.count > 19, let state = fields[0].first,
      let ticks = UInt64(String(decoding: fields[19], as: UTF8.self))
    else { return nil }
    let arguments = commandLine.split(separator: 0, omittingEmptySubsequences: false).dropLast()
    return ProcessFacts(
      pid: pid, state: Character(UnicodeScalar(state)), startTicks: ticks,
      arguments: arguments.map { String(decoding: $0, as: UTF8.self) })
  }
}
