import Maintenance

/// Reads `/proc/loadavg`: the averages over 1, 5 and 15 minutes.
///
/// <https://docs.kernel.org/filesystems/proc.html> (table 1-5), `proc_loadavg(5)`
///
///     0.27 0.59 0.45 2/102 18256
func parseLoadAverage(_ bytes: ArraySlice<UInt8>) throws(MalformedLine) -> LoadAverage {
  var scanner = ByteScanner(bytes)
  guard let one = scanner.decimal(), let five = scanner.decimal(), let fifteen = scanner.decimal() else {
    throw MalformedLine(bytes.prefix(80), expected: "three averages")
  }
  return LoadAverage(one: one, five: five, fifteen: fifteen)
}

/// Reads `/proc/uptime`: the seconds since boot, and the idle seconds of all processors, which are not kept.
///
/// `proc_uptime(5)`
///
///     350735.47 234388.90
func parseUptime(_ bytes: ArraySlice<UInt8>) throws(MalformedLine) -> Double {
  var scanner = ByteScanner(bytes)
  guard let seconds = scanner.decimal() else { throw MalformedLine(bytes.prefix(80), expected: "seconds since boot") }
  return seconds
}
