import Maintenance

/// What a sample of the vitals changed. A figure that was read again with the same result is only named; one that was
/// not read is not spoken of.
public struct VitalsUpdate: Codable, Sendable, Equatable {
  /// When the sample was taken.
  public var at: Timestamp
  /// The figures that were read again with the same result, as bits of ``Figure``.
  public var again = 0
  public var processors: Reading<ProcessorFigures>?
  public var memory: Reading<MemoryUsage>?
  public var disks: Reading<[DiskUsage]>?
  /// The mounts that changed; the others were read again with the same result.
  public var someDisks: ListUpdate<DiskUsage>?
  public var network: Reading<[NetworkRate]>?
  /// The interfaces that changed.
  public var someNetwork: ListUpdate<NetworkRate>?
  public var cpuPressure: Reading<Pressure>?
  public var memoryPressure: Reading<Pressure>?
  public var ioPressure: Reading<Pressure>?
  public var load: Reading<LoadAverage>?
  public var uptimeSeconds: Reading<Double>?
  public var processes: Reading<[ProcessUsage]>?
  public var processCount: Reading<Int>?

  /// A figure's bit in ``again``.
  enum Figure: Int {
    case processors, memory, disks, network, cpuPressure, memoryPressure, ioPressure, load, uptime, processes
    case processCount
  }

  /// `nil` when nothing has changed.
  init?(from old: Vitals, to new: Vitals) {
    guard old != new else { return nil }
    at = new.moment
    processors = note(.processors, old.processors, new.processors)?.map(ProcessorFigures.init)
    memory = note(.memory, old.memory, new.memory)
    (disks, someDisks) = note(list: .disks, old.disks, new.disks)
    (network, someNetwork) = note(list: .network, old.network, new.network)
    cpuPressure = note(.cpuPressure, old.cpuPressure, new.cpuPressure)
    memoryPressure = note(.memoryPressure, old.memoryPressure, new.memoryPressure)
    ioPressure = note(.ioPressure, old.ioPressure, new.ioPressure)
    load = note(.load, old.load, new.load)
    uptimeSeconds = note(.uptime, old.uptimeSeconds, new.uptimeSeconds)
    processes = note(.processes, old.processes, new.processes)
    processCount = note(.processCount, old.processCount, new.processCount)
  }

  /// The vitals after this update; `nil` when it makes no sense.
  func applied(to old: Vitals) -> Vitals? {
    var next = old
    if let processors {
      guard let usage = processors.usage else { return nil }
      next.processors = usage
    } else if names(.processors) {
      next.processors = old.processors.again(at: at)
    }
    next.memory = settled(.memory, old.memory, memory)
    next.disks = settled(list: .disks, old.disks, whole: disks, some: someDisks)
    next.network = settled(list: .network, old.network, whole: network, some: someNetwork)
    next.cpuPressure = settled(.cpuPressure, old.cpuPressure, cpuPressure)
    next.memoryPressure = settled(.memoryPressure, old.memoryPressure, memoryPressure)
    next.ioPressure = settled(.ioPressure, old.ioPressure, ioPressure)
    next.load = settled(.load, old.load, load)
    next.uptimeSeconds = settled(.uptime, old.uptimeSeconds, uptimeSeconds)
    next.processes = settled(.processes, old.processes, processes)
    next.processCount = settled(.processCount, old.processCount, processCount)
    return next
  }

  private func names(_ figure: Figure) -> Bool { again & (1 << figure.rawValue) != 0 }

  /// The reading, when it must be sent.
  private mutating func note<Value>(
    _ figure: Figure, _ old: Reading<Value>, _ new: Reading<Value>
  ) -> Reading<Value>? {
    if old == new { return nil }
    guard old.again(at: at) == new else { return new }
    again |= 1 << figure.rawValue
    return nil
  }

  private func settled<Value>(_ figure: Figure, _ old: Reading<Value>, _ new: Reading<Value>?) -> Reading<Value> {
    new ?? (names(figure) ? old.again(at: at) : old)
  }

  /// The elements that changed; the whole reading where they would not do.
  private mutating func note<Element>(
    list figure: Figure, _ old: Reading<[Element]>, _ new: Reading<[Element]>
  ) -> (whole: Reading<[Element]>?, some: ListUpdate<Element>?) {
    if old == new { return (nil, nil) }
    guard case .known(let before, _) = old, case .known(let after, at) = new else { return (new, nil) }
    again |= 1 << figure.rawValue
    return (nil, ListUpdate(from: before, to: after))
  }

  private func settled<Element>(
    list figure: Figure, _ old: Reading<[Element]>, whole: Reading<[Element]>?, some: ListUpdate<Element>?
  ) -> Reading<[Element]> {
    if let whole { return whole }
    guard names(figure), case .known(let before, _) = old else { return old }
    return .known(some?.applied(to: before) ?? before, at: at)
  }
}

extension Vitals {
  /// When they were sampled: the moment of the latest reading.
  fileprivate var moment: Timestamp {
    [
      processors.moment, memory.moment, disks.moment, network.moment, load.moment, uptimeSeconds.moment,
      processes.moment,
    ].compactMap { $0 }.max() ?? Timestamp(milliseconds: 0)
  }
}

extension Reading<ProcessorFigures> {
  /// The reading in its own terms; `nil` when its rows are not as they should be.
  fileprivate var usage: Reading<ProcessorUsage>? {
    switch self {
    case .known(let figures, let at): figures.usage.map { .known($0, at: at) }
    case .stale(let figures, let since): figures.usage.map { .stale($0, since: since) }
    case .pending: .pending
    case .unavailable(let why): .unavailable(why)
    }
  }
}
