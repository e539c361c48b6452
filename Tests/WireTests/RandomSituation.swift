import Maintenance
import TestSupport

/// Situations at random, and what may become of them between two samples.
enum RandomSituation {
  /// Whether one of so many chances comes true.
  private static func chance(_ many: Int, _ random: inout SeededNumbers) -> Bool {
    Int.random(in: 0..<many, using: &random) == 0
  }

  static func make(_ random: inout SeededNumbers) -> Situation {
    let agent = AgentStatus(
      pid: 1, version: "1", startedAt: Timestamp(seconds: 0), stateFolder: "/s", endsWhenUnused: false)
    let at = Timestamp(seconds: 1000)
    var situation = Situation(application: "A", host: "h", at: at, agent: agent)
    situation.vitals.processors = .known(processors(&random), at: at)
    situation.vitals.memory = .known(memory(&random), at: at)
    situation.vitals.disks = .known((0..<3).map { disk($0, &random, at) }, at: at)
    situation.vitals.network = .known((0..<3).map { interface($0, &random) }, at: at)
    situation.vitals.load = .known(LoadAverage(one: 1, five: 2, fifteen: 3), at: at)
    situation.services = (0..<4).map { service($0, &random, at) }
    situation.capacity = [Resource.cpu, .memory, .disk].map { resource($0, &random, at) }
    situation.logs = [LogStatus(name: "a", path: "/a", counts: .known(LogCounts(), at: at))]
    situation.rounds = [RoundStatus(period: .daily, round: "r", ends: at, tasks: (0..<3).map { task($0, &random, at) })]
    return situation
  }

  /// Everything read again with the same result.
  static func readAgain(_ old: Situation, at: Timestamp) -> Situation {
    var next = old
    next.at = at
    next.vitals.processors = again(old.vitals.processors, at)
    next.vitals.memory = again(old.vitals.memory, at)
    next.vitals.disks = again(old.vitals.disks, at).map { mounts in
      mounts.map { mount in
        var mount = mount
        mount.space = again(mount.space, at)
        return mount
      }
    }
    next.vitals.network = again(old.vitals.network, at)
    next.vitals.load = again(old.vitals.load, at)
    for index in next.services.indices {
      next.services[index].condition = again(next.services[index].condition, at)
      next.services[index].answer = again(next.services[index].answer, at)
    }
    for index in next.capacity.indices {
      next.capacity[index].usedPercent = again(next.capacity[index].usedPercent, at)
    }
    for index in next.logs.indices { next.logs[index].counts = again(next.logs[index].counts, at) }
    for round in next.rounds.indices {
      for task in next.rounds[round].tasks.indices { next.rounds[round].tasks[task].evidence.at = at }
    }
    return next
  }

  /// Two seconds later: most is the same, some has moved, some is of an odd moment or cannot be read any more.
  static func moved(_ old: Situation, _ random: inout SeededNumbers) -> Situation {
    let at = old.at.adding(seconds: 2)
    var next = readAgain(old, at: at)
    if chance(2, &random) { next.vitals.processors = .known(processors(&random), at: at) }
    if chance(3, &random) { next.vitals.memory = .known(memory(&random), at: at) }
    if chance(3, &random) { next.vitals.disks = .known((0..<3).map { disk($0, &random, at) }, at: at) }
    if chance(6, &random) { next.vitals.disks = old.vitals.disks }
    if chance(6, &random) { next.vitals.disks = .unavailable(Unavailability(.missing, "mountinfo")) }
    if chance(3, &random) {
      next.vitals.network = .known((0..<Int.random(in: 0..<4, using: &random)).map { interface($0, &random) }, at: at)
    }
    if chance(8, &random) { next.vitals.load = .stale(LoadAverage(one: 0, five: 0, fifteen: 0), since: old.at) }
    if chance(2, &random) { next.services[Int.random(in: 0..<4, using: &random)] = service(9, &random, at) }
    if chance(8, &random) { next.services.removeLast() }
    if next.services.count < 4 { next.services = (0..<4).map { service($0, &random, old.at) } }
    if chance(2, &random) {
      next.capacity[Int.random(in: 0..<3, using: &random)].usedPercent = .known(
        Double.random(in: 0..<100, using: &random), at: at)
    }
    if chance(3, &random) {
      next.capacity[Int.random(in: 0..<3, using: &random)].lastHour = [nil, Double.random(in: 0..<100, using: &random)]
    }
    if chance(4, &random) { next.capacity[Int.random(in: 0..<3, using: &random)].subject = "/var" }
    if chance(8, &random) { next.capacity.reverse() }
    if chance(3, &random) { next.logs[0].counts = .pending }
    if chance(3, &random) { next.rounds[0].tasks[Int.random(in: 0..<3, using: &random)] = task(7, &random, at) }
    if chance(4, &random) { next.rounds[0].tasks[Int.random(in: 0..<3, using: &random)].evidence.severity = .critical }
    if chance(5, &random) { next.rounds[0].tasks[0].evidence.at = old.at }
    return next
  }

  private static func again<Value>(_ reading: Reading<Value>, _ at: Timestamp) -> Reading<Value> {
    if case .known(let value, _) = reading { .known(value, at: at) } else { reading }
  }

  private static func processors(_ random: inout SeededNumbers) -> ProcessorUsage {
    let cores = (0..<3).map { _ in
      CPUUsage(
        user: Double.random(in: 0..<100, using: &random), nice: 0, system: Double.random(in: 0..<100, using: &random),
        idle: 1, iowait: 2, irq: 3, softirq: 4, steal: 5, guest: 6,
        guestNice: 7)
    }
    return ProcessorUsage(total: cores[0], perCore: cores)
  }

  private static func memory(_ random: inout SeededNumbers) -> MemoryUsage {
    MemoryUsage(
      totalBytes: 100, availableBytes: UInt64(Int.random(in: 0..<100, using: &random)), freeBytes: 1, buffersBytes: 2,
      cachedBytes: 3,
      sharedBytes: 4, swapTotalBytes: 5, swapFreeBytes: 5)
  }

  private static func disk(_ number: Int, _ random: inout SeededNumbers, _ at: Timestamp) -> DiskUsage {
    let space = DiskSpace(
      totalBytes: 100, freeBytes: UInt64(Int.random(in: 0..<9, using: &random)), availableBytes: 5, totalInodes: 0,
      freeInodes: 0)
    return DiskUsage(mountPoint: "/\(number)", device: "d", fileSystem: "ext4", space: .known(space, at: at))
  }

  private static func interface(_ number: Int, _ random: inout SeededNumbers) -> NetworkRate {
    NetworkRate(
      interface: "eth\(number)", receivedBytesPerSecond: Double.random(in: 0..<100, using: &random),
      sentBytesPerSecond: 0,
      receivedPacketsPerSecond: 0, sentPacketsPerSecond: 0, errorsPerSecond: 0, dropsPerSecond: 0)
  }

  private static func service(_ number: Int, _ random: inout SeededNumbers, _ at: Timestamp) -> ServiceStatus {
    ServiceStatus(
      name: "s\(number)", label: LocalizedText("s"), condition: .pending,
      answer: .known(
        ServiceAnswer(status: 200, latencyMilliseconds: Double.random(in: 0..<100, using: &random)), at: at),
      isControllable: true)
  }

  private static func resource(_ resource: Resource, _ random: inout SeededNumbers, _ at: Timestamp) -> ResourceStatus {
    let clock = ClockStatus(
      threshold: Threshold(percent: 70, forSeconds: 60), severity: .warning, state: .inactive, overSeconds: 0,
      since: nil,
      isHeld: false)
    return ResourceStatus(
      resource: resource, usedPercent: .known(Double.random(in: 0..<100, using: &random), at: at), alert: clock,
      critical: clock, lastHour: [nil, 1])
  }

  private static func task(_ number: Int, _ random: inout SeededNumbers, _ at: Timestamp) -> TaskStatus {
    TaskStatus(
      name: "t\(number)", title: LocalizedText("t"), hint: nil, owner: nil,
      evidence: Evidence(
        source: .capacity, severity: .fine, facts: [LocalizedText("\(Double.random(in: 0..<100, using: &random))")],
        at: at), tick: nil)
  }
}
