/// How often things are read, in seconds.
public struct SamplingPlan: Codable, Sendable, Equatable {
  /// CPU, memory, disk, network, pressure, processes.
  public var vitalsSeconds: Double = 3
  /// Services: their condition and their answers.
  public var servicesSeconds: Double = 6
  /// Logs, certificates, database figures.
  public var slowSeconds: Double = 12
  /// How many of the busiest processes are kept.
  public var topProcesses: Int = 10

  /// The usual periods.
  public init() {}
}
