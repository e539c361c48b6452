import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Probes

@Suite struct ServiceProbeTests {
  private func unavailability<Value>(_ reading: Reading<Value>?) -> Unavailability? {
    if case .unavailable(let why) = reading { why } else { nil }
  }

  private func write(
    _ process: Int, _ name: String, state: String = "S", parent: Int = 1, start: Int, in folder: String
  ) throws {
    try Recording.write(
      "\(process) (\(name)) \(state) \(parent) 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 \(start) 0 3 0\n",
      to: "\(folder)/proc/\(process)/stat")
  }

  @Test func allUnitsWithOneCommand() async throws {
    let runner = ScriptedRunner()
    runner.on(
      "systemctl",
      output: """
        Id=mariadb.service
        Names=mariadb.service mysql.service
        LoadState=loaded
        ActiveState=active
        MainPID=812

        Id=nginx.service
        Names=nginx.service
        LoadState=not-found
        ActiveState=inactive

        """)
    let probe = ServiceProbe(plan: [
      ServicePlan(name: "web", manager: .unit("nginx")), ServicePlan(name: "db", manager: .unit("mysql.service")),
      ServicePlan(name: "lost", manager: .unit("lost.socket")),
    ])
    let statuses = await probe.sample(Recording.host(proc: "/nonexistent", commands: runner))
    #expect(statuses.map(\.name) == ["web", "db", "lost"])
    #expect(statuses[0].condition.fresh?.activity == .notFound)
    #expect(!statuses[0].isControllable)
    #expect(statuses[1].condition.fresh?.pid == 812)
    #expect(statuses[1].isControllable)
    #expect(unavailability(statuses[1].answer)?.kind == .notConfigured)
    #expect(unavailability(statuses[2].condition)?.detail == "systemctl show: nothing about lost.socket")
    #expect(runner.commands.count == 1)
    #expect(runner.commands.first?.arguments.suffix(4) == ["--", "nginx.service", "mysql.service", "lost.socket"])
  }

  @Test(arguments: [
    (CommandError.notFound("systemctl"), Unavailability.Kind.missing),
    (.timedOut("systemctl", limitSeconds: 5), .timeout), (.notStarted("systemctl", detail: "no memory"), .failed),
  ])
  func withoutSystemd(error: CommandError, kind: Unavailability.Kind) async throws {
    let runner = ScriptedRunner()
    runner.on("systemctl", failure: error)
    let probe = ServiceProbe(plan: [ServicePlan(name: "web", manager: .unit("nginx.service"))])
    let status = await probe.sample(Recording.host(proc: "/nonexistent", commands: runner)).first
    #expect(unavailability(status?.condition)?.kind == kind)
    #expect(status?.isControllable == false)
  }

  @Test func aHostThatWasNotBootedWithSystemd() async throws {
    let runner = ScriptedRunner()
    runner.on(
      "systemctl",
      errorOutput: "System has not been booted with systemd as init system (PID 1). Can't operate.\nmore\n",
      status: 1)
    let probe = ServiceProbe(plan: [ServicePlan(name: "web", manager: .unit("nginx.service"))])
    let host = Recording.host(proc: "/nonexistent", commands: runner)
    #expect(unavailability(await probe.sample(host).first?.condition)?.kind == .missing)
    runner.on("systemctl", output: "Id=nginx.service\nActiveState=active\n")
    let known = await probe.sample(host).first
    #expect(known?.condition.fresh?.activity == .active)
    runner.on("systemctl", output: "gibberish\n")
    let stale = await probe.sample(host).first
    #expect(stale?.condition.value?.activity == .active)
    #expect(stale?.condition.fresh == nil)
    #expect(stale?.isControllable == true)
  }

  @Test func pidfiles() async throws {
    try await Recording.withFolder { folder in
      try Recording.write("cpu  1 2 3 4\nbtime 1795350000\n", to: folder + "/proc/stat")
      try write(20, "site", start: 12_300, in: folder)
      try write(21, "dead", state: "Z", start: 12_300, in: folder)
      try Recording.write("20\n", to: folder + "/run/site.pid")
      try Recording.write("21\n", to: folder + "/run/zombie.pid")
      try Recording.write("99\n", to: folder + "/run/stale.pid")
      try Recording.write("soon\n", to: folder + "/run/malformed.pid")
      let names = ["site", "zombie", "stale", "absent", "malformed"]
      let probe = ServiceProbe(
        plan: names.map {
          ServicePlan(name: $0, manager: .pidfile(path: "/run/\($0).pid", start: $0 == "site" ? ["/bin/site"] : []))
        })
      let clock = ManualClock()
      let host = Recording.host(proc: folder + "/proc", root: folder, clock: clock)
      let statuses = await probe.sample(host)
      let ticks = ProcessTable.ticksPerSecond
      #expect(
        statuses[0].condition.fresh
          == ServiceCondition(
            activity: .active, pid: 20, since: Timestamp(seconds: 1_795_350_000 + 12_300 / ticks),
            memoryBytes: 3 * ProcessTable.pageBytes))
      #expect(statuses[0].isControllable)
      #expect(statuses[1].condition.fresh == ServiceCondition(activity: .failed))
      #expect(!statuses[1].isControllable)
      #expect(statuses[2].condition.fresh == ServiceCondition(activity: .failed))
      #expect(statuses[3].condition.fresh == ServiceCondition(activity: .inactive))
      #expect(unavailability(statuses[4].condition)?.kind == .malformed)
      #expect(unavailability(statuses[4].condition)?.detail.contains("“soon”") == true)

      // The change is seen: it is known since when, and stays known.
      clock.advance(seconds: 5)
      let ended = Timestamp(milliseconds: clock.wallMilliseconds())
      try Recording.write("99\n", to: folder + "/run/site.pid")
      #expect(await probe.sample(host)[0].condition.fresh == ServiceCondition(activity: .failed, since: ended))
      clock.advance(seconds: 5)
      #expect(await probe.sample(host)[0].condition.fresh?.since == ended)
    }
  }

  @Test func anUnreadablePidfileIsNotAStoppedService() async throws {
    try await Recording.withFolder { folder in
      try Recording.write("x", to: folder + "/run/site.pid/inside")
      let probe = ServiceProbe(plan: [ServicePlan(name: "site", manager: .pidfile(path: "/run/site.pid", start: []))])
      let status = await probe.sample(Recording.host(proc: folder, root: folder)).first
      #expect(unavailability(status?.condition)?.kind == .failed)
    }
  }

  @Test func processesByName() async throws {
    try await Recording.withFolder { folder in
      try Recording.write("btime 1795350000\n", to: folder + "/proc/stat")
      try write(30, "php-fpm8.2", parent: 29, start: 600, in: folder)
      try write(29, "php-fpm8.2", start: 500, in: folder)
      try write(40, "php-fpm8.2", start: 900, in: folder)
      try write(31, "a-very-long-nam", start: 700, in: folder)
      try write(32, "ended", state: "Z", start: 700, in: folder)
      let names = ["php-fpm8.2", "a-very-long-name", "ended", "nobody"]
      let probe = ServiceProbe(plan: names.map { ServicePlan(name: $0, manager: .process(name: $0)) })
      let statuses = await probe.sample(Recording.host(proc: folder + "/proc", root: folder))
      #expect(statuses.map { $0.condition.fresh?.pid } == [29, 31, nil, nil])
      #expect(statuses.map { $0.condition.fresh?.activity } == [.active, .active, .inactive, .inactive])
      #expect(statuses.allSatisfy { !$0.isControllable })
    }
  }

  @Test func answersOverTheNetworkAndThePort() async throws {
    let site = try TinySite(answer: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    defer { site.stop() }
    let closed = try ClosedPort()
    defer { withExtendedLifetime(closed) {} }
    let url = "http://127.0.0.1:\(site.port)/"
    let probe = ServiceProbe(
      plan: [
        ServicePlan(name: "fine", manager: .none, http: HTTPCheck(url: url, withinSeconds: 10, contains: "ok")),
        ServicePlan(name: "port", manager: .none, tcp: TCPCheck(port: site.port, withinSeconds: 10)),
        ServicePlan(name: "down", manager: .none, tcp: TCPCheck(port: closed.number, withinSeconds: 10)),
        ServicePlan(
          name: "both", manager: .none, http: HTTPCheck(url: url, withinSeconds: 10),
          tcp: TCPCheck(port: closed.number, withinSeconds: 10)),
        ServicePlan(name: "typo", manager: .none, http: HTTPCheck(url: "htp://x")),
        ServicePlan(name: "quiet", manager: .none),
      ], graceSeconds: 30)
    let statuses = await probe.sample(Recording.host(proc: "/nonexistent"))
    #expect(statuses[0].answer.fresh?.status == 200)
    #expect(statuses[0].answer.fresh?.fault == nil)
    #expect(statuses[0].answer.fresh?.latencyMilliseconds ?? 0 > 0)
    #expect(statuses[1].answer.fresh?.fault == nil)
    #expect(statuses[1].answer.fresh?.status == nil)
    #expect(statuses[2].answer.fresh?.fault == "port \(closed.number): connection refused")
    #expect(statuses[3].answer.fresh?.status == 200)
    #expect(statuses[3].answer.fresh?.fault == "port \(closed.number): connection refused")
    #expect(unavailability(statuses[4].answer)?.kind == .malformed)
    #expect(unavailability(statuses[5].answer)?.kind == .notConfigured)
    #expect(statuses.allSatisfy { unavailability($0.condition)?.kind == .notConfigured })
  }

  @Test func aServiceThatHangsDelaysNoOtherAndIsNotAskedTwice() async throws {
    let silent = try TinySite(answer: nil)
    let site = try TinySite(answer: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    defer { site.stop() }
    let probe = ServiceProbe(
      plan: [
        ServicePlan(
          name: "hung", manager: .none, http: HTTPCheck(url: "http://127.0.0.1:\(silent.port)/", withinSeconds: 600)),
        ServicePlan(
          name: "fine", manager: .none, http: HTTPCheck(url: "http://127.0.0.1:\(site.port)/", withinSeconds: 600)),
      ], graceSeconds: 0.05)
    let host = Recording.host(proc: "/nonexistent")
    // A machine that builds or tests besides may take minutes.
    let end = monotonicSeconds() + 600
    var statuses: [ServiceStatus] = []
    while site.requests.count < 3, monotonicSeconds() < end { statuses = await probe.sample(host) }
    #expect(statuses[0].answer == .pending)
    #expect(statuses[1].answer.fresh?.status == 200)
    #expect(silent.connections == 1)
    // The hung one is cut off, and its answer is known to be none.
    silent.stop()
    while statuses[0].answer == .pending, monotonicSeconds() < end { statuses = await probe.sample(host) }
    #expect(statuses[0].answer.fresh?.fault != nil)
  }
}
