import Maintenance

/// The counts of all processors together and of each one that is online.
struct ProcessorCounters: Sendable, Equatable {
  /// One processor by its number, which has holes where processors are offline.
  struct Core: Sendable, Equatable {
    var number: UInt64
    var counters: CPUCounters
  }

  var total: CPUCounters
  /// In the kernel's order.
  var cores: [Core]

  /// The usage since `earlier`; `nil` when no tick has passed. A processor that was not online then has no usage yet and is
  /// left out.
  func usage(since earlier: ProcessorCounters) -> ProcessorUsage? {
    guard total != earlier.total else { return nil }
    var usages: [CPUUsage] = []
    usages.reserveCapacity(cores.count)
    var index = 0
    for core in cores {
      while index < earlier.cores.count, earlier.cores[index].number < core.number { index += 1 }
      guard index < earlier.cores.count, earlier.cores[index].number == core.number else { continue }
      usages.append(core.counters.usage(since: earlier.cores[index].counters))
    }
    return ProcessorUsage(total: total.usage(since: earlier.total), perCore: usages)
  }
}

/// Reads the processor lines of `/proc/stat`.
///
/// <https://docs.kernel.org/filesystems/proc.html#miscellaneous-kernel-statistics-in-proc-stat>
///
///     cpu  2255 34 2290 22625563 6290 127 456 0 0 0
///     cpu0 1132 34 1441 11311718 3675 127 438 0 0 0
///
/// The columns are user, nice, system, idle, iowait, irq, softirq, steal, guest and guest_nice; kernels before 2.6.33
/// write fewer, and what they do not write is 0.
func parseProcessorCounters(_ bytes: ArraySlice<UInt8>) throws(MalformedLine) -> ProcessorCounters {
  var total: CPUCounters?
  var cores: [ProcessorCounters.Core] = []
  for line in Lines(bytes) {
    var scanner = ByteScanner(line)
    guard scanner.skip("cpu") else { break }
    if scanner.skip(0x20) {
      total = try cpuCounters(&scanner, of: line)
    } else {
      guard let number = scanner.unsigned() else { throw MalformedLine(line, expected: "a processor's number") }
      cores.append(.init(number: number, counters: try cpuCounters(&scanner, of: line)))
    }
  }
  guard let total else { throw MalformedLine(bytes.prefix(80), expected: "a line that begins with “cpu ”") }
  return ProcessorCounters(total: total, cores: cores)
}

private func cpuCounters(
  _ scanner: inout ByteScanner, of line: ArraySlice<UInt8>
) throws(MalformedLine) -> CPUCounters {
  var counters = CPUCounters()
  guard let user = scanner.unsigned(), let nice = scanner.unsigned(), let system = scanner.unsigned(),
    let idle = scanner.unsigned()
  else { throw MalformedLine(line, expected: "at least four counts") }
  (counters.user, counters.nice, counters.system, counters.idle) = (user, nice, system, idle)
  for column in [\CPUCounters.iowait, \.irq, \.softirq, \.steal, \.guest, \.guestNice] {
    guard !scanner.isAtEnd() else { break }
    guard let count = scanner.unsigned() else { throw MalformedLine(line, expected: "counts") }
    counters[keyPath: column] = count
  }
  return counters
}

/// The moment of boot in seconds since 1970, from the `btime 1795350000` line of `/proc/stat`.
func parseBootTime(_ bytes: ArraySlice<UInt8>) throws(MalformedLine) -> UInt64 {
  for line in Lines(bytes) {
    var scanner = ByteScanner(line)
    guard scanner.skip("btime ") else { continue }
    guard let seconds = scanner.unsigned() else { throw MalformedLine(line, expected: "btime and seconds") }
    return seconds
  }
  throw MalformedLine(bytes.prefix(80), expected: "a line that begins with “btime ”")
}
