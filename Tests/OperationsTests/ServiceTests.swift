import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

@Suite struct ServiceTests {
  @Test func aDaemonIsStartedStoppedAndRestarted() async throws {
    let application = try await Application()
    let start = try await application.run(.service(verb: .start, name: "site"))
    #expect(start.state == .done && start.wayBack == nil)
    let first = try #require(application.daemonPID)
    #expect(getsid(first) == first)
    // Already true: nothing is done.
    let again = try await application.run(.service(verb: .start, name: "site"))
    #expect(again.state == .done && again.steps[0].state == .skipped)
    #expect(application.daemonPID == first)
    #expect(try await application.run(.service(verb: .restart, name: "site")).state == .done)
    let second = try #require(application.daemonPID)
    #expect(second != first)
    let stop = try await application.run(.service(verb: .stop, name: "site"))
    #expect(stop.state == .done && stop.wayBack?.request == .service(verb: .start, name: "site"))
    #expect(application.daemonPID == nil)
    #expect(try await application.run(.service(verb: .stop, name: "site")).steps[0].state == .skipped)
  }

  @Test func aNumberThatIsAnothersNowIsNotSignalled() async throws {
    let application = try await Application()
    let other = try DetachedProgram(["sleep", "600"]).launch()
    try application.folder.write("data/site.pid", "\(other)\n")
    let stop = try await application.run(.service(verb: .stop, name: "site"))
    // Neither stopped nor said to be stopped: the message names the process and both ways out.
    #expect(stop.state == .failed && stop.steps[0].message?.contains("sleep") == true)
    #expect(ProcessFacts.read(pid: other, roots: Roots())?.isAlive == true)
    // And starting takes the pidfile over.
    #expect(try await application.run(.service(verb: .start, name: "site")).state == .done)
    #expect(application.daemonPID != nil && application.daemonPID != other)
    kill(other, SIGKILL)
  }

  @Test func aKilledDaemonCanBeStartedAgain() async throws {
    let application = try await Application()
    try await application.run(.service(verb: .start, name: "site"))
    let pid = try #require(application.daemonPID)
    kill(pid, SIGKILL)
    #expect(await eventually { application.daemonPID == nil })
    #expect(FileSystem.exists(application.pidfile))
    #expect(try await application.run(.service(verb: .start, name: "site")).state == .done)
    #expect(application.daemonPID != nil)
  }

  @Test func aDaemonThatDiesAtOnceIsAFailureWithItsLastWords() async throws {
    let application = try await Application()
    try application.folder.write("data/site.sh", "#!/bin/sh\necho 'address in use' >&2\nexit 7\n")
    chmod(application.folder.path + "/data/site.sh", 0o700)
    let status = try await application.run(.service(verb: .start, name: "site"))
    #expect(status.state == .failed && status.steps[0].exitStatus == 7)
    #expect(status.message?.contains("address in use") == true)
  }

  @Test func whoIsWhoIsToldByTheArguments() {
    let start = ["/opt/vigie", "sandbox-site", "--state", "/s"]
    #expect(ServiceControl.isProgram(["vigie", "sandbox-site", "--state", "/s"], started: start))
    #expect(!ServiceControl.isProgram(["vigie", "agent"], started: start))
    #expect(!ServiceControl.isProgram(["sleep", "sandbox-site"], started: start))
    #expect(ServiceControl.isProgram(["/bin/sh", "/opt/site.sh"], started: ["/opt/site.sh"]))
    #expect(ServiceControl.isProgram(["nginx: master process nginx"], started: ["/usr/sbin/nginx"]))
    #expect(ServiceControl.isProgram(["anything"], started: []))
    #expect(!ServiceControl.isProgram([], started: ["x"]))
  }

  @Test func unitsAreControlledBySystemctl() async throws {
    let runner = ScriptedRunner()
    runner.on(
      "systemctl", ["show", "--property=LoadState,ActiveState", "nginx.service"],
      output: "LoadState=loaded\nActiveState=active\n")
    runner.on("systemctl", ["--no-ask-password", "restart", "nginx.service"])
    let outcome = try await RestartService().run(context(runner, unit: "nginx.service"))
    #expect(outcome.message == "nginx.service: active" && outcome.exitStatus == 0)
    // Already active: start does nothing.
    #expect(try await StartService().run(context(runner, unit: "nginx.service")).isSkipped)
    // A unit that does not come up is a failure, whatever systemctl says.
    runner.on(
      "systemctl", ["show", "--property=LoadState,ActiveState", "nginx.service"],
      output: "LoadState=loaded\nActiveState=failed\n")
    await #expect(throws: StepFailure("nginx.service: failed", exitStatus: 0)) {
      _ = try await RestartService().run(context(runner, unit: "nginx.service"))
    }
    runner.on(
      "systemctl", ["show", "--property=LoadState,ActiveState", "none.service"],
      output: "LoadState=not-found\nActiveState=inactive\n")
    await #expect(throws: StepFailure.self) {
      _ = try await StartService().run(context(runner, unit: "none.service"))
    }
    runner.on("systemctl", ["--no-ask-password", "restart", "nginx.service"], errorOutput: "Access denied", status: 4)
    await #expect(throws: StepFailure("systemctl: exit status 4: Access denied", exitStatus: 4)) {
      _ = try await RestartService().run(context(runner, unit: "nginx.service"))
    }
  }

  @Test func previewsSayTheCommandAndWhatStandsInTheWay() async throws {
    let application = try await Application()
    let stop = await application.preview(.service(verb: .stop, name: "site"))
    #expect(stop.isAllowed && stop.procedure.confirmation == .yes && stop.procedure.role == .operator)
    #expect(stop.commands == ["kill -TERM \"$(cat \(application.pidfile))\""])
    #expect(stop.commandLine == "vigie service stop site --yes")
    let start = await application.preview(.service(verb: .start, name: "site"))
    #expect(start.procedure.confirmation == .none && start.commandLine == "vigie service start site")
    for request in [OperationRequest.service(verb: .stop, name: "none"), .service(verb: .reload, name: "site")] {
      #expect(await application.preview(request).isAllowed == false)
    }
    let revert = await application.preview(.revert(operation: "20261122T133205Z-4f2a"))
    #expect(!revert.isAllowed)
    let leg = await application.preview(.backup(leg: .databaseLog))
    #expect(!leg.isAllowed && leg.procedure.steps.isEmpty)
    for preview in [stop, start, revert, leg] {
      #expect(preview.impact.missing.isEmpty && preview.procedure.title.missing.isEmpty)
      #expect(preview.preflight.allSatisfy { $0.text.missing.isEmpty })
    }
  }

  private func context(_ runner: any CommandRunner, unit: String) -> StepContext {
    var plan = Plan(application: "x", timezone: "UTC")
    plan.language = .english
    plan.services = [ServicePlan(name: "web", manager: .unit(unit))]
    return StepContext(
      step: Step(verb: "x", arguments: ["service": "web"], title: LocalizedText("x")), operation: "x", plan: plan,
      state: StateFolder("/nonexistent"), host: Host(clock: ManualClock(), roots: Roots(), commands: runner),
      orderedAt: Timestamp(milliseconds: 0))
  }
}
