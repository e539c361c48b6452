import Host
import Maintenance
import TestSupport
import Testing

@testable import Probes

@Suite struct VitalsProbeTests {
  private func unavailability<Value>(_ reading: Reading<Value>) -> Unavailability? {
    if case .unavailable(let why) = reading { why } else { nil }
  }

  @Test func twoSamplesOfARecordedHost() throws {
    let clock = ManualClock()
    var probe = VitalsProbe(topProcesses: 2)
    let first = probe.sample(Recording.host(proc: try Recording.proc("plain/a"), clock: clock))
    #expect(first.processors == .pending)
    #expect(first.network == .pending)
    #expect(first.processes == .pending)
    #expect(first.processCount.fresh == 3)
    #expect(first.disks.fresh?.first?.readBytesPerSecond == nil)

    clock.advance(seconds: 2)
    let host = Recording.host(proc: try Recording.proc("plain/b"), clock: clock)
    let second = probe.sample(host)
    let moment = Timestamp(milliseconds: clock.wallMilliseconds())

    let processors = try #require(second.processors.fresh)
    // 92 user, 29 system, 268 idle, 11 waiting and 1 of soft interrupts make 401 ticks.
    #expect(processors.total.user == 100 * 92 / 401.0)
    #expect(processors.total.iowait == 100 * 11 / 401.0)
    #expect(processors.perCore.count == 2)
    guard case .known(let memory, moment) = second.memory else {
      Issue.record("memory is \(second.memory)")
      return
    }
    #expect(memory.totalBytes > memory.availableBytes)
    let disk = try #require(second.disks.fresh?.first)
    #expect(second.disks.fresh?.count == 1)
    #expect(disk.mountPoint == "/")
    #expect(disk.device == "/dev/vda")
    #expect(unavailability(disk.space)?.kind == .missing)
    #expect(disk.readBytesPerSecond != nil)
    #expect(second.network.fresh?.map(\.interface) == ["lo", "ifb0", "ifb1", "eth0"])
    #expect(second.cpuPressure.fresh != nil)
    #expect(second.uptimeSeconds.fresh ?? 0 > 1000)
    #expect(second.processes.fresh?.count == 2)
    #expect(second.processes.fresh?.allSatisfy { $0.uid == 0 } == true)
  }

  @Test func processesThatAreNotReadKeepTheirReadingAndItsMoment() throws {
    let clock = ManualClock()
    var probe = VitalsProbe(topProcesses: 2)
    _ = probe.sample(Recording.host(proc: try Recording.proc("plain/a"), clock: clock))
    clock.advance(seconds: 2)
    let host = Recording.host(proc: try Recording.proc("plain/b"), clock: clock)
    let read = probe.sample(host)
    try #require(read.processes.fresh?.isEmpty == false)
    clock.advance(seconds: 2)
    let next = probe.sample(host, extras: .slow)
    #expect(next.processes == read.processes && next.processCount == read.processCount)
    #expect(next.memory != read.memory, "the rest is read anew, at its own moment")
  }

  @Test func whenNoTimePassesTheLastFiguresStand() throws {
    let clock = ManualClock()
    var probe = VitalsProbe()
    _ = probe.sample(Recording.host(proc: try Recording.proc("plain/a"), clock: clock))
    clock.advance(seconds: 1)
    let host = Recording.host(proc: try Recording.proc("plain/b"), clock: clock)
    let vitals = probe.sample(host)
    let again = probe.sample(host)
    #expect(again.processors == vitals.processors)
    #expect(again.network == vitals.network)
    #expect(again.processes == vitals.processes)
    #expect(again.disks == vitals.disks)
  }

  @Test func anOldKernelLacksSomeFiguresAndKeepsTheOthers() throws {
    var probe = VitalsProbe()
    let vitals = probe.sample(Recording.host(proc: try Recording.proc("old/a")))
    #expect(unavailability(vitals.cpuPressure)?.kind == .missing)
    #expect(unavailability(vitals.cpuPressure)?.detail.hasSuffix("pressure/cpu: No such file or directory") == true)
    #expect(unavailability(vitals.memory)?.kind == .malformed)
    #expect(unavailability(vitals.memory)?.detail.contains("MemAvailable") == true)
    #expect(vitals.load.fresh?.one == 0.04)
    #expect(vitals.disks.fresh?.map(\.device) == ["/dev/root"])
    #expect(unavailability(vitals.processes)?.kind == .missing)
  }

  @Test func aContainerShowsItsVolumesOnceAndBadFilesByThemselves() throws {
    let clock = ManualClock()
    let host = Recording.host(proc: try Recording.proc("container/a"), clock: clock)
    var probe = VitalsProbe()
    let vitals = probe.sample(host)
    #expect(vitals.disks.fresh?.map(\.mountPoint) == ["/", "/mnt/the same"])
    #expect(vitals.cpuPressure.fresh?.fullAverage10 == nil)
    #expect(unavailability(vitals.ioPressure)?.kind == .malformed)
    #expect(unavailability(vitals.memoryPressure)?.detail.contains("some avg10=zero") == true)
    #expect(unavailability(vitals.load)?.kind == .malformed)
    #expect(vitals.memory.fresh?.availableBytes == 104_448 * 1024)
    clock.advance(seconds: 1)
    #expect(probe.sample(host).processors == .pending, "no tick has passed")
  }

  @Test func whatCouldBeReadBeforeIsStaleAndThenComesBack() async throws {
    try await Recording.withFolder { folder in
      let clock = ManualClock()
      let host = Recording.host(proc: folder, clock: clock)
      try Recording.write("0.10 0.20 0.30 1/2 3\n", to: folder + "/loadavg")
      var probe = VitalsProbe()
      let seen = Timestamp(milliseconds: clock.wallMilliseconds())
      #expect(probe.sample(host).load == .known(LoadAverage(one: 0.1, five: 0.2, fifteen: 0.3), at: seen))
      for _ in 0..<2 {
        try Recording.write("", to: folder + "/loadavg")
        clock.advance(seconds: 2)
        #expect(probe.sample(host).load == .stale(LoadAverage(one: 0.1, five: 0.2, fifteen: 0.3), since: seen))
      }
      try Recording.write("0.50 0.20 0.30 1/2 3\n", to: folder + "/loadavg")
      let now = Timestamp(milliseconds: clock.wallMilliseconds())
      #expect(probe.sample(host).load == .known(LoadAverage(one: 0.5, five: 0.2, fifteen: 0.3), at: now))
    }
  }

  @Test func aMountThatHangsIsATimeoutOfItsOwn() async throws {
    try await Recording.withFolder { folder in
      try Recording.write(
        """
        1 0 8:1 / / rw - ext4 /dev/sda1 rw
        2 1 0:50 / /srv rw - nfs4 server:/export rw

        """, to: folder + "/self/mountinfo")
      let release = Monitor(false)
      let reader = SpaceReader(graceSeconds: 0.02) { path in
        if path.hasSuffix("/srv") { release.waitForValue { $0 ? () : nil } }
        return .success(
          DiskSpace(totalBytes: 9, freeBytes: 5, availableBytes: 4, totalInodes: 2, freeInodes: 1))
      }
      defer {
        release.withLock { $0 = true }
        release.signal()
      }
      let clock = ManualClock()
      var probe = VitalsProbe(topProcesses: 1, mountLimitSeconds: 0.01, spaceReader: reader)
      let end = monotonicSeconds() + 30
      var disks: [DiskUsage] = []
      while disks.isEmpty || disks[0].space.fresh == nil || disks[1].space == .pending, monotonicSeconds() < end {
        disks = try #require(probe.sample(Recording.host(proc: folder, clock: clock)).disks.fresh)
      }
      #expect(disks.map(\.mountPoint) == ["/", "/srv"])
      #expect(disks[0].space.fresh?.totalBytes == 9)
      #expect(unavailability(disks[1].space)?.kind == .timeout)
      #expect(unavailability(disks[1].space)?.detail.hasPrefix("/srv: no answer") == true)

      release.withLock { $0 = true }
      release.signal()
      var space: Reading<DiskSpace> = .pending
      while space.fresh == nil, monotonicSeconds() < end {
        space = probe.sample(Recording.host(proc: folder, clock: clock)).disks.fresh?[1].space ?? .pending
      }
      #expect(space.fresh?.totalBytes == 9)
    }
  }

  @Test func theBusiestProcessesAndThoseThatEndedOrWereReplaced() async throws {
    try await Recording.withFolder { folder in
      func process(_ pid: Int, _ name: String, ticks: Int, start: Int, pages: Int, in sample: String) throws {
        try Recording.write(
          "\(pid) (\(name)) S 1 1 1 0 -1 0 0 0 0 0 \(ticks) 0 0 0 20 0 1 0 \(start) 0 \(pages) 0\n",
          to: "\(folder)/\(sample)/\(pid)/stat")
        try Recording.write("Name:\t\(name)\nUid:\t0\t\(pid)\t0\t0\n", to: "\(folder)/\(sample)/\(pid)/status")
      }
      for (pid, name) in [(10, "idle"), (11, "busy"), (12, "gone"), (13, "old")] {
        try process(pid, name, ticks: 1000, start: pid, pages: 1, in: "a")
      }
      try process(10, "idle", ticks: 1000, start: 10, pages: 50, in: "b")
      try process(11, "b) u\u{1B}[1m (sy", ticks: 1300, start: 11, pages: 1, in: "b")
      try process(13, "reborn", ticks: 100, start: 999, pages: 1, in: "b")
      try Recording.write("not a process", to: "\(folder)/b/14/stat")

      let clock = ManualClock()
      var probe = VitalsProbe(topProcesses: 3)
      #expect(probe.sample(Recording.host(proc: folder + "/a", clock: clock)).processCount.fresh == 4)
      clock.advance(seconds: 2)
      let vitals = probe.sample(Recording.host(proc: folder + "/b", clock: clock))
      #expect(vitals.processCount.fresh == 3)
      let busiest = try #require(vitals.processes.fresh)
      #expect(busiest.map(\.pid) == [11, 13, 10])
      #expect(busiest.map(\.name) == ["b) u (sy", "reborn", "idle"])
      #expect(busiest.map(\.uid) == [11, 13, 10])
      let second = 100 / ProcessTable.ticksPerSecond
      #expect(busiest.map(\.cpuPercent) == [150 * second, 50 * second, 0])
      #expect(busiest.last?.residentBytes == 50 * ProcessTable.pageBytes)
    }
  }

  @Test func nothingCanBeReadFromAnEmptyHost() {
    var probe = VitalsProbe()
    let vitals = probe.sample(Recording.host(proc: "/nonexistent"))
    #expect(unavailability(vitals.processors)?.kind == .missing)
    #expect(unavailability(vitals.memory)?.kind == .missing)
    #expect(unavailability(vitals.disks)?.kind == .missing)
    #expect(unavailability(vitals.network)?.kind == .missing)
    #expect(unavailability(vitals.load)?.kind == .missing)
    #expect(unavailability(vitals.uptimeSeconds)?.kind == .missing)
    #expect(unavailability(vitals.processCount)?.kind == .missing)
  }

  @Test func theHostItself() throws {
    var probe = VitalsProbe()
    let host = Host(clock: SystemClock(), roots: Roots(), commands: ScriptedRunner())
    _ = probe.sample(host)
    let vitals = probe.sample(host)
    #expect(vitals.memory.fresh?.totalBytes ?? 0 > 0)
    #expect(vitals.uptimeSeconds.fresh ?? 0 > 0)
    #expect(vitals.processCount.fresh ?? 0 > 0)
    #expect(vitals.disks.fresh?.contains { $0.space.fresh != nil } == true)
  }
}
