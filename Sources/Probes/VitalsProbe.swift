import Host
import Maintenance

/// Reads the host's own figures; holds what the last sample counted, so that the next can give rates.
///
/// Every reading stands alone: a file that is missing or malformed makes that one `unavailable`, or `stale` when it could
/// be read before. The figures are those of the whole host, also in a container or a limited control group: they are what
/// the machine has left, and `/proc/stat` and `/proc/meminfo` know nothing of the group's limits.
///
/// A sample reads kernel memory only and never waits, but for mounts: at most a tenth of a second for each that has just
/// begun to hang, nothing for it thereafter.
public struct VitalsProbe: Sendable {
  private let topProcesses: Int
  private var files = FileReader()

  private var processors = Latest<ProcessorUsage>()
  private var processorCounters: ProcessorCounters?
  private var memory = Latest<MemoryUsage>()
  private var disks = Latest<[DiskUsage]>()
  private var diskProbe: DiskProbe
  private var network = Latest<[NetworkRate]>()
  private var networkCounters: (counters: [NetworkCounters], at: Double)?
  private var cpuPressure = Latest<Pressure>()
  private var memoryPressure = Latest<Pressure>()
  private var ioPressure = Latest<Pressure>()
  private var load = Latest<LoadAverage>()
  private var uptime = Latest<Double>()
  private var processes = Latest<[ProcessUsage]>()
  private var processCount = Latest<Int>()
  private var processTable = ProcessTable()
  /// The last sample: what is not read again stands, with the moment at which it was read.
  private var last = Vitals()

  /// What need not be read with every sample.
  public struct Extras: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// One file for each process: more than all the rest together.
    public static let processes = Extras(rawValue: 1)
    /// Disks, pressure and load, which the kernel averages over many seconds or which change slowly.
    public static let slow = Extras(rawValue: 2)
  }

  /// A probe that keeps the `topProcesses` busiest processes, and calls a mount hung that has not answered for
  /// `mountLimitSeconds`.
  public init(topProcesses: Int = SamplingPlan().topProcesses, mountLimitSeconds: Double = 2) {
    self.init(topProcesses: topProcesses, mountLimitSeconds: mountLimitSeconds, spaceReader: SpaceReader())
  }

  init(topProcesses: Int, mountLimitSeconds: Double, spaceReader: SpaceReader) {
    self.topProcesses = topProcesses
    diskProbe = DiskProbe(limitSeconds: mountLimitSeconds, reader: spaceReader)
  }

  /// Reads everything once. Rates are `pending` at the first sample and span the time since the one before thereafter.
  ///
  /// - Parameter extras: what is read besides processors, memory, network and uptime; the last reading of the rest
  ///   stands, with the moment at which it was made.
  public mutating func sample(_ host: Host, extras: Extras = [.processes, .slow]) -> Vitals {
    let moment = Timestamp(milliseconds: host.clock.wallMilliseconds())
    let proc = host.roots.proc
    var vitals = last
    vitals.processors = sampleProcessors(proc, moment)
    vitals.memory = memory.reading(at: moment) { () throws(Unavailability) -> MemoryUsage? in
      try files.parse(proc + "/meminfo", parseMemory)
    }
    vitals.network = sampleNetwork(host, moment)
    vitals.uptimeSeconds = uptime.reading(at: moment) { () throws(Unavailability) -> Double? in
      try files.parse(proc + "/uptime", parseUptime)
    }
    if extras.contains(.slow) { sampleSlowThings(host, moment, &vitals) }
    if extras.contains(.processes) { sampleProcesses(host, moment, &vitals) }
    last = vitals
    return vitals
  }

  private mutating func sampleSlowThings(_ host: Host, _ moment: Timestamp, _ vitals: inout Vitals) {
    let proc = host.roots.proc
    vitals.disks = disks.reading(at: moment) { () throws(Unavailability) -> [DiskUsage]? in
      try diskProbe.sample(host, at: moment, files: &files)
    }
    vitals.cpuPressure = Self.pressure(&cpuPressure, proc + "/pressure/cpu", moment, &files)
    vitals.memoryPressure = Self.pressure(&memoryPressure, proc + "/pressure/memory", moment, &files)
    vitals.ioPressure = Self.pressure(&ioPressure, proc + "/pressure/io", moment, &files)
    vitals.load = load.reading(at: moment) { () throws(Unavailability) -> LoadAverage? in
      try files.parse(proc + "/loadavg", parseLoadAverage)
    }
  }

  private mutating func sampleProcessors(_ proc: String, _ moment: Timestamp) -> Reading<ProcessorUsage> {
    processors.reading(at: moment) { () throws(Unavailability) -> ProcessorUsage? in
      let now = try files.parse(proc + "/stat", parseProcessorCounters)
      guard let before = processorCounters else {
        processorCounters = now
        return nil
      }
      guard let usage = now.usage(since: before) else { return nil }
      processorCounters = now
      return usage
    }
  }

  private mutating func sampleNetwork(_ host: Host, _ moment: Timestamp) -> Reading<[NetworkRate]> {
    let boot = host.clock.bootSeconds()
    return network.reading(at: moment) { () throws(Unavailability) -> [NetworkRate]? in
      let now = try files.parse(host.roots.proc + "/net/dev", parseNetworkCounters)
      guard let before = networkCounters else {
        networkCounters = (now, boot)
        return nil
      }
      guard boot > before.at else { return nil }
      networkCounters = (now, boot)
      return networkRates(from: before.counters, to: now, seconds: boot - before.at)
    }
  }

  private static func pressure(
    _ latest: inout Latest<Pressure>, _ path: String, _ moment: Timestamp, _ files: inout FileReader
  ) -> Reading<Pressure> {
    latest.reading(at: moment) { () throws(Unavailability) -> Pressure? in try files.parse(path, parsePressure) }
  }

  private mutating func sampleProcesses(_ host: Host, _ moment: Timestamp, _ vitals: inout Vitals) {
    do {
      let summary = try processTable.sample(
        proc: host.roots.proc, top: topProcesses, bootSeconds: host.clock.bootSeconds(), reader: &files)
      vitals.processCount = processCount.reading(at: moment) { summary?.count }
      vitals.processes = processes.reading(at: moment) { summary?.busiest }
    } catch {
      vitals.processCount = processCount.reading(at: moment) { () throws(Unavailability) in throw error }
      vitals.processes = processes.reading(at: moment) { () throws(Unavailability) in throw error }
    }
  }
}
