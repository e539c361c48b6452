/// One mounted file system (`/proc/self/mountinfo`, `statvfs(3)`) and the traffic of its device (`/proc/diskstats`).
public struct DiskUsage: Codable, Sendable, Equatable {
  /// The mount point, `/var`.
  public var mountPoint: String
  /// The source, `/dev/vda1`.
  public var device: String
  /// `ext4`, `xfs`, …
  public var fileSystem: String
  /// The space, or why it cannot be read (a hung NFS mount is `timeout`).
  public var space: Reading<DiskSpace>
  /// Bytes read and written a second; `nil` when the device is not in `/proc/diskstats` or no second sample is there.
  public var readBytesPerSecond, writtenBytesPerSecond: Double?
  /// The share of time in which the device was busy, in percent.
  public var busyPercent: Double?

  /// One mount.
  public init(
    mountPoint: String, device: String, fileSystem: String, space: Reading<DiskSpace>,
    readBytesPerSecond: Double? = nil, writtenBytesPerSecond: Double? = nil, busyPercent: Double? = nil
  ) {
    self.mountPoint = mountPoint
    self.device = device
    self.fileSystem = fileSystem
    self.space = space
    self.readBytesPerSecond = readBytesPerSecond
    self.writtenBytesPerSecond = writtenBytesPerSecond
    self.busyPercent = busyPercent
  }
}
