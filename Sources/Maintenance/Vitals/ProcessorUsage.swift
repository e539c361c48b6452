/// The processors of the host: all together and each alone.
public struct ProcessorUsage: Codable, Sendable, Equatable {
  /// All processors together, 0 … 100.
  public var total: CPUUsage
  /// Each online processor, in the kernel's order.
  public var perCore: [CPUUsage]

  /// The usage of the whole and of each processor.
  public init(total: CPUUsage, perCore: [CPUUsage]) {
    self.total = total
    self.perCore = perCore
  }
}
