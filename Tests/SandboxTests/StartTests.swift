import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Sandbox

@Suite struct StartTests {
  private let temporary: TemporaryFolder
  private let state: StateFolder
  private let folder: SandboxFolder

  init() throws {
    temporary = try TemporaryFolder()
    state = StateFolder(temporary.path + "/state")
    folder = SandboxFolder(state)
  }

  private func plan(start: [String]) -> Plan {
    var plan = Plan(application: "Sandbox", timezone: "UTC")
    plan.services = [
      ServicePlan(name: "other", manager: .none),
      ServicePlan(name: "site", manager: .pidfile(path: folder.pidfile, start: start)),
    ]
    return plan
  }

  private func start(_ command: [String]) async {
    let host = Host(clock: SystemClock(), roots: Roots(), commands: ScriptedRunner())
    await SandboxStart(state: state, host: host, plan: plan(start: command)).run()
  }

  private func pid() -> Int32? {
    (try? FileSystem.read(folder.pidfile)).flatMap { Int32(String(decoding: $0, as: UTF8.self).dropLast()) }
  }

  @Test func itMakesTheSandboxAndStartsTheSiteOnce() async throws {
    let command = [SiteProcess.program, "sandbox-site", "--state", state.path]
    await start(command)
    #expect(await eventually { pid() != nil })
    let site = try #require(pid().flatMap { ProcessHandle(pid: $0) })
    defer { site.signal(SIGKILL) }
    #expect(RawHTTP.get(try SandboxPort.choose(state: state), "/health")?.hasPrefix("HTTP/1.1 200 ") == true)
    #expect(getsid(site.pid) == site.pid)
    await start(command)
    #expect(pid() == site.pid)
    #expect(try FileSystem.read(state.path + "/services/site.log") == [])
    // A new agent's start brings back the site that its predecessor lost.
    site.signal(SIGTERM)
    #expect(await site.waitForEnd(withinSeconds: 20))
    await start(command)
    #expect(await eventually { pid() != nil })
    let next = try #require(pid().flatMap { ProcessHandle(pid: $0) })
    #expect(next.pid != site.pid)
    next.signal(SIGTERM)
    #expect(await next.waitForEnd(withinSeconds: 20))
  }

  @Test func whatCannotStartLeavesTheSandboxMade() async throws {
    await start(["/no/such/program"])
    #expect(FileSystem.exists(folder.prepared))
    await start([])
    #expect(pid() == nil)
    #expect(try FileSystem.read(folder.timezone) == Array("UTC\n".utf8))
  }
}
