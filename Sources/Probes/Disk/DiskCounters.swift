/// What one block device has counted since it came up.
struct DiskCounters: Sendable, Equatable {
  /// Sectors of 512 bytes, whatever the device's own sectors are.
  static let sectorBytes = 512.0

  var name: String
  var sectorsRead, sectorsWritten: UInt64
  /// Time in which requests were under way; `nil` where it is not counted.
  var busyMilliseconds: UInt64?

  /// The rates of a device between two counts.
  struct Rate: Sendable, Equatable {
    var readBytesPerSecond, writtenBytesPerSecond: Double
    var busyPercent: Double?
  }

  /// The rates since `earlier`; a counter that went back counts as 0.
  func rate(since earlier: DiskCounters, seconds: Double) -> Rate {
    let busy: Double? =
      if let now = busyMilliseconds, let before = earlier.busyMilliseconds {
        min(100, Double(growth(before, now)) / (seconds * 10))
      } else { nil }
    return Rate(
      readBytesPerSecond: Double(growth(earlier.sectorsRead, sectorsRead)) * Self.sectorBytes / seconds,
      writtenBytesPerSecond: Double(growth(earlier.sectorsWritten, sectorsWritten)) * Self.sectorBytes / seconds,
      busyPercent: busy)
  }
}

/// Reads `/proc/diskstats`: the counts of each block device that has been used.
///
/// <https://docs.kernel.org/admin-guide/iostats.html>
///
///     254       0 vda 90392 26238 9015106 80089 18698 46225 2955680 14647 0 33744 97821 2686 0 229200 2972 2350 112
///
/// After the name: reads, merged, sectors, ms; writes, merged, sectors, ms; under way, ms busy, ms weighted. From 4.18 on
/// discards follow, from 5.5 on flushes. Partitions before 2.6.25 have four counts: reads, sectors, writes, sectors.
func parseDiskCounters(_ bytes: ArraySlice<UInt8>) throws(MalformedLine) -> [DeviceNumber: DiskCounters] {
  var devices: [DeviceNumber: DiskCounters] = [:]
  for line in Lines(bytes) {
    var scanner = ByteScanner(line)
    guard let major = scanner.unsigned(), let minor = scanner.unsigned(), let name = scanner.word() else {
      throw MalformedLine(line, expected: "a block device and its counts")
    }
    var counts: [UInt64] = []
    while counts.count < 11, let count = scanner.unsigned() { counts.append(count) }
    guard counts.count >= 11 || counts.count == 4 && scanner.isAtEnd() else {
      throw MalformedLine(line, expected: "eleven counts")
    }
    let isFull = counts.count >= 11
    devices[DeviceNumber(major: major, minor: minor)] = DiskCounters(
      name: Printable.text(name, limit: 64), sectorsRead: counts[isFull ? 2 : 1],
      sectorsWritten: counts[isFull ? 6 : 3], busyMilliseconds: isFull ? counts[9] : nil)
  }
  return devices
}
