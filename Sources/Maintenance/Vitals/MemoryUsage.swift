/// Memory and swap, in bytes (`/proc/meminfo`).
public struct MemoryUsage: Codable, Sendable, Equatable {
  /// `MemTotal`.
  public var totalBytes: UInt64
  /// `MemAvailable`: what can be had without swapping; what the thresholds judge.
  public var availableBytes: UInt64
  public var freeBytes, buffersBytes, cachedBytes, sharedBytes: UInt64
  public var swapTotalBytes, swapFreeBytes: UInt64

  /// The counts in bytes.
  public init(
    totalBytes: UInt64, availableBytes: UInt64, freeBytes: UInt64, buffersBytes: UInt64, cachedBytes: UInt64,
    sharedBytes: UInt64, swapTotalBytes: UInt64, swapFreeBytes: UInt64
  ) {
    self.totalBytes = totalBytes
    self.availableBytes = availableBytes
    self.freeBytes = freeBytes
    self.buffersBytes = buffersBytes
    self.cachedBytes = cachedBytes
    self.sharedBytes = sharedBytes
    self.swapTotalBytes = swapTotalBytes
    self.swapFreeBytes = swapFreeBytes
  }

  /// What is not available, in percent of the whole.
  public var usedPercent: Double {
    totalBytes == 0 ? 0 : 100 * Double(totalBytes - min(availableBytes, totalBytes)) / Double(totalBytes)
  }
}
