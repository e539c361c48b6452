/// The space of a file system, in bytes and inodes.
public struct DiskSpace: Codable, Sendable, Equatable {
  /// The whole, what is free for root, and what is free for everyone (`f_bavail`).
  public var totalBytes, freeBytes, availableBytes: UInt64
  /// 0 and 0 where the file system has no fixed number of inodes (btrfs).
  public var totalInodes, freeInodes: UInt64

  /// Space in bytes and inodes.
  public init(
    totalBytes: UInt64, freeBytes: UInt64, availableBytes: UInt64, totalInodes: UInt64, freeInodes: UInt64
  ) {
    self.totalBytes = totalBytes
    self.freeBytes = freeBytes
    self.availableBytes = availableBytes
    self.totalInodes = totalInodes
    self.freeInodes = freeInodes
  }

  /// Bytes in use.
  public var usedBytes: UInt64 { totalBytes - min(freeBytes, totalBytes) }

  /// In use, in percent of what an ordinary user could use, as `df` counts it.
  public var usedPercent: Double {
    let reachable = usedBytes + availableBytes
    return reachable == 0 ? 0 : 100 * Double(usedBytes) / Double(reachable)
  }

  /// Inodes in use, in percent; `nil` where they are not counted.
  public var inodesUsedPercent: Double? {
    totalInodes == 0 ? nil : 100 * Double(totalInodes - min(freeInodes, totalInodes)) / Double(totalInodes)
  }
}
