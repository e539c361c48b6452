import Maintenance

/// What one network interface has counted since it came up.
struct NetworkCounters: Sendable, Equatable {
  var interface: String
  var receivedBytes, receivedPackets, receivedErrors, receivedDrops: UInt64
  var sentBytes, sentPackets, sentErrors, sentDrops: UInt64

  /// The rates since `earlier`. A counter that went back (the driver was loaded anew, or 32 bits were full) counts as 0,
  /// never as a leap.
  func rate(since earlier: NetworkCounters, seconds: Double) -> NetworkRate {
    func rate(_ counters: KeyPath<NetworkCounters, UInt64>...) -> Double {
      counters.reduce(0) { $0 + Double(growth(earlier[keyPath: $1], self[keyPath: $1])) } / seconds
    }
    return NetworkRate(
      interface: interface, receivedBytesPerSecond: rate(\.receivedBytes), sentBytesPerSecond: rate(\.sentBytes),
      receivedPacketsPerSecond: rate(\.receivedPackets), sentPacketsPerSecond: rate(\.sentPackets),
      errorsPerSecond: rate(\.receivedErrors, \.sentErrors), dropsPerSecond: rate(\.receivedDrops, \.sentDrops))
  }
}

/// The rates of the interfaces that are in both counts, in the kernel's order.
func networkRates(
  from earlier: [NetworkCounters], to later: [NetworkCounters], seconds: Double
) -> [NetworkRate] {
  later.compactMap { now in
    earlier.first { $0.interface == now.interface }.map { now.rate(since: $0, seconds: seconds) }
  }
}

/// Reads `/proc/net/dev`.
///
/// <https://docs.kernel.org/filesystems/proc.html#networking-info-in-proc-net>
///
///     Inter-|   Receive                                                |  Transmit
///      face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
///       eth0: 19692264     600    0    0    0     0          0         0    27994     317    0    0    0     0       0          0
///
/// Older kernels leave no blank after the colon. A name may hold colons itself (`eth0:1`): the last one counts.
func parseNetworkCounters(_ bytes: ArraySlice<UInt8>) throws(MalformedLine) -> [NetworkCounters] {
  var interfaces: [NetworkCounters] = []
  var number = 0
  for line in Lines(bytes) {
    number += 1
    guard number > 2 else { continue }
    guard let colon = line.lastIndex(of: UInt8(ascii: ":")) else {
      throw MalformedLine(line, expected: "an interface, a colon and sixteen counts")
    }
    var names = ByteScanner(line[..<colon])
    var scanner = ByteScanner(line[(colon + 1)...])
    guard let name = names.word(),
      let receivedBytes = scanner.unsigned(), let receivedPackets = scanner.unsigned(),
      let receivedErrors = scanner.unsigned(), let receivedDrops = scanner.unsigned(), scanner.skipWords(4),
      let sentBytes = scanner.unsigned(), let sentPackets = scanner.unsigned(),
      let sentErrors = scanner.unsigned(), let sentDrops = scanner.unsigned()
    else { throw MalformedLine(line, expected: "an interface, a colon and sixteen counts") }
    interfaces.append(
      NetworkCounters(
        interface: Printable.text(name, limit: 32), receivedBytes: receivedBytes, receivedPackets: receivedPackets,
        receivedErrors: receivedErrors, receivedDrops: receivedDrops, sentBytes: sentBytes, sentPackets: sentPackets,
        sentErrors: sentErrors, sentDrops: sentDrops))
  }
  guard number >= 2 else { throw MalformedLine(bytes.prefix(80), expected: "two lines of headings") }
  return interfaces
}
