import Maintenance

/// Reads `/proc/meminfo`.
///
/// <https://docs.kernel.org/filesystems/proc.html#meminfo>
///
///     MemTotal:       32858820 kB
///     MemAvailable:   27214312 kB
///
/// `kB` are units of 1024 bytes. What can be reclaimed of the slab counts as cached, as `free(1)` counts it. A kernel
/// before 3.14 does not say `MemAvailable`: that is malformed, for an estimate would be judged as if it were a
/// measurement. In some containers the total is the container's and the available memory the host's; what is free stands
/// for what is available then.
func parseMemory(_ bytes: ArraySlice<UInt8>) throws(MalformedLine) -> MemoryUsage {
  var total, free, available, buffers, cached, reclaimable, shared, swapTotal, swapFree: UInt64?
  for line in Lines(bytes) {
    var scanner = ByteScanner(line)
    func kibibytes() throws(MalformedLine) -> UInt64 {
      guard let count = scanner.unsigned(), count < 1 << 53 else { throw MalformedLine(line, expected: "a size in kB") }
      return count * 1024
    }
    switch line.first {
    case UInt8(ascii: "M"):
      if scanner.skip("MemTotal:") {
        total = try kibibytes()
      } else if scanner.skip("MemFree:") {
        free = try kibibytes()
      } else if scanner.skip("MemAvailable:") {
        available = try kibibytes()
      }
    case UInt8(ascii: "B"): if scanner.skip("Buffers:") { buffers = try kibibytes() }
    case UInt8(ascii: "C"): if scanner.skip("Cached:") { cached = try kibibytes() }
    case UInt8(ascii: "S"):
      if scanner.skip("SwapTotal:") {
        swapTotal = try kibibytes()
      } else if scanner.skip("SwapFree:") {
        swapFree = try kibibytes()
      } else if scanner.skip("Shmem:") {
        shared = try kibibytes()
      } else if scanner.skip("SReclaimable:") {
        reclaimable = try kibibytes()
      }
    default: continue
    }
  }
  func found(_ count: UInt64?, _ name: String) throws(MalformedLine) -> UInt64 {
    guard let count else { throw MalformedLine(bytes.prefix(80), expected: name) }
    return count
  }
  let whole = try found(total, "MemTotal")
  let unused = try found(free, "MemFree")
  let reachable = try found(available, "MemAvailable")
  return MemoryUsage(
    totalBytes: whole, availableBytes: reachable > whole ? unused : reachable, freeBytes: unused,
    buffersBytes: buffers ?? 0, cachedBytes: (cached ?? 0) + (reclaimable ?? 0), sharedBytes: shared ?? 0,
    swapTotalBytes: swapTotal ?? 0, swapFreeBytes: swapFree ?? 0)
}
