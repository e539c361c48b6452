extension Vitals {
  /// The vitals as far as a person reads them: percentages to a tenth, rates to whole units. What differs by less has not
  /// changed, and is not sent again.
  public var rounded: Vitals {
    var next = self
    next.processors = processors.map { usage in
      ProcessorUsage(total: usage.total.rounded, perCore: usage.perCore.map(\.rounded))
    }
    next.disks = disks.map { mounts in mounts.map(\.rounded) }
    next.network = network.map { interfaces in interfaces.map(\.rounded) }
    next.uptimeSeconds = uptimeSeconds.map { $0.rounded() }
    next.processes = processes.map { processes in processes.map(\.rounded) }
    return next
  }
}

extension CPUUsage {
  fileprivate var rounded: CPUUsage {
    CPUUsage(
      user: user.toTenth, nice: nice.toTenth, system: system.toTenth, idle: idle.toTenth, iowait: iowait.toTenth,
      irq: irq.toTenth, softirq: softirq.toTenth, steal: steal.toTenth, guest: guest.toTenth,
      guestNice: guestNice.toTenth)
  }
}

extension DiskUsage {
  fileprivate var rounded: DiskUsage {
    var next = self
    next.readBytesPerSecond = readBytesPerSecond?.rounded()
    next.writtenBytesPerSecond = writtenBytesPerSecond?.rounded()
    next.busyPercent = busyPercent?.toTenth
    return next
  }
}

extension NetworkRate {
  fileprivate var rounded: NetworkRate {
    NetworkRate(
      interface: interface, receivedBytesPerSecond: receivedBytesPerSecond.rounded(),
      sentBytesPerSecond: sentBytesPerSecond.rounded(), receivedPacketsPerSecond: receivedPacketsPerSecond.rounded(),
      sentPacketsPerSecond: sentPacketsPerSecond.rounded(), errorsPerSecond: errorsPerSecond.toTenth,
      dropsPerSecond: dropsPerSecond.toTenth)
  }
}

extension ProcessUsage {
  fileprivate var rounded: ProcessUsage {
    var next = self
    next.cpuPercent = cpuPercent.toTenth
    return next
  }
}

extension Double {
  fileprivate var toTenth: Double { (10 * self).rounded() / 10 }
}
