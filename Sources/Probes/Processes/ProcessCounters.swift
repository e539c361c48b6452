/// What `/proc/PID/stat` says of one process.
struct ProcessCounters: Sendable, Equatable {
  var pid: Int32
  var name: CommandName
  /// `R`, `S`, `D`, `Z`, …
  var state: UInt8
  var parent: Int32
  /// Clock ticks in user and kernel mode since it started.
  var ticks: UInt64
  /// Clock ticks from boot to its start.
  var startTicks: UInt64
  var residentPages: UInt64

  /// Whether it still runs: a zombie waits only to be reaped.
  var isAlive: Bool { state != UInt8(ascii: "Z") && state != UInt8(ascii: "X") && state != UInt8(ascii: "x") }
}

/// Reads `/proc/PID/stat`.
///
/// <https://docs.kernel.org/filesystems/proc.html> (table 1-4), `proc_pid_stat(5)`
///
///     23388 (cat) R 23364 23364 16084 0 -1 4194304 102 0 0 0 0 0 0 0 20 0 1 0 176832 3133440 388 18446744073709551615 …
///
/// The name may hold blanks and parentheses: it ends at the last closing one. Fields counted from the state: parent 1,
/// utime 11, stime 12, starttime 19, rss 21.
func parseProcess(_ bytes: ArraySlice<UInt8>) throws(MalformedLine) -> ProcessCounters {
  guard let open = bytes.firstIndex(of: UInt8(ascii: "(")), let close = bytes.lastIndex(of: UInt8(ascii: ")")),
    open < close
  else { throw MalformedLine(bytes, expected: "a name in parentheses") }
  var head = ByteScanner(bytes[..<open])
  var scanner = ByteScanner(bytes[(close + 1)...])
  guard let pid = head.unsigned(), let state = scanner.word()?.first, let parent = scanner.unsigned(),
    scanner.skipWords(9), let user = scanner.unsigned(), let system = scanner.unsigned(), scanner.skipWords(6),
    let start = scanner.unsigned(), scanner.skipWords(1), let resident = scanner.unsigned()
  else { throw MalformedLine(bytes, expected: "the fields of a process up to its resident set") }
  return ProcessCounters(
    pid: Int32(truncatingIfNeeded: pid), name: CommandName(bytes[(open + 1)..<close]), state: state,
    parent: Int32(truncatingIfNeeded: parent), ticks: user &+ system, startTicks: start, residentPages: resident)
}

/// The effective owner of a process, from the `Uid:	33	33	33	33` line of `/proc/PID/status` (real, effective, saved,
/// file system).
///
/// <https://docs.kernel.org/filesystems/proc.html> (table 1-2)
func parseOwner(_ bytes: ArraySlice<UInt8>) throws(MalformedLine) -> UInt32 {
  for line in Lines(bytes) {
    var scanner = ByteScanner(line)
    guard scanner.skip("Uid:") else { continue }
    guard scanner.unsigned() != nil, let effective = scanner.unsigned(), let uid = UInt32(exactly: effective) else {
      throw MalformedLine(line, expected: "four user numbers")
    }
    return uid
  }
  throw MalformedLine(bytes.prefix(80), expected: "a line that begins with “Uid:”")
}
