/// The share of processor time spent in each state between two samples, in percent of one processor (0 … 100).
///
/// Guest time is part of `user` and guest nice time part of `nice` in the kernel's count; here they are taken out, so
/// that the parts add up to 100 (`proc_stat(5)`).
public struct CPUUsage: Codable, Sendable, Equatable {
  public var user, nice, system, idle, iowait, irq, softirq, steal, guest, guestNice: Double

  /// The parts in percent.
  public init(
    user: Double, nice: Double, system: Double, idle: Double, iowait: Double, irq: Double, softirq: Double,
    steal: Double, guest: Double, guestNice: Double
  ) {
    self.user = user
    self.nice = nice
    self.system = system
    self.idle = idle
    self.iowait = iowait
    self.irq = irq
    self.softirq = softirq
    self.steal = steal
    self.guest = guest
    self.guestNice = guestNice
  }

  /// Everything but idle and waiting for I/O: what the thresholds judge.
  public var busyPercent: Double { user + nice + system + irq + softirq + steal + guest + guestNice }
}
