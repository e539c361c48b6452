/// The host's own figures at one sample.
public struct Vitals: Codable, Sendable, Equatable {
  public var processors: Reading<ProcessorUsage> = .pending
  public var memory: Reading<MemoryUsage> = .pending
  public var disks: Reading<[DiskUsage]> = .pending
  public var network: Reading<[NetworkRate]> = .pending
  public var cpuPressure: Reading<Pressure> = .pending
  public var memoryPressure: Reading<Pressure> = .pending
  public var ioPressure: Reading<Pressure> = .pending
  public var load: Reading<LoadAverage> = .pending
  /// Seconds since boot.
  public var uptimeSeconds: Reading<Double> = .pending
  /// The busiest processes first; as many as the plan asks for.
  public var processes: Reading<[ProcessUsage]> = .pending
  /// How many processes there are.
  public var processCount: Reading<Int> = .pending

  /// Nothing read yet.
  public init() {}
}
