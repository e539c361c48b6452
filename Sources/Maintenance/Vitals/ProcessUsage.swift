/// One process between two samples.
public struct ProcessUsage: Codable, Sendable, Equatable {
  public var pid: Int32
  /// The name of the executable as the kernel keeps it (15 bytes at most), stripped of control characters.
  public var name: String
  /// The numeric owner.
  public var uid: UInt32
  /// Percent of one processor; may pass 100 with several threads.
  public var cpuPercent: Double
  /// Resident set, in bytes.
  public var residentBytes: UInt64

  /// One process.
  public init(pid: Int32, name: String, uid: UInt32, cpuPercent: Double, residentBytes: UInt64) {
    self.pid = pid
    self.name = name
    self.uid = uid
    self.cpuPercent = cpuPercent
    self.residentBytes = residentBytes
  }
}
