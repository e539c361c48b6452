import Agent
import Host
import Maintenance
import Testing
import TestSupport
import Wire

@Suite struct PreparationTests {
  /// Answers whoever waits once it is opened.
  private actor Gate {
    private var isOpen = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func pass() async {
      if !isOpen { await withCheckedContinuation { waiting.append($0) } }
    }

    func open() {
      isOpen = true
      for continuation in waiting { continuation.resume() }
      waiting = []
    }
  }

  @Test func whatIsBeingMadeHoldsUpAnOperationAndNothingElse() async throws {
    let folder = try TemporaryFolder()
    let database = folder.path + "/shop.sqlite"
    var plan = Plan(application: "Shop", timezone: "UTC")
    plan.databases = [DatabasePlan(name: "shop", engine: .sqlite, schema: database)]
    plan.backups = [BackupPlan(leg: .databaseFull, triggers: [], keepSeconds: 86_400)]
    let gate = Gate()
    var configuration = AgentConfiguration(
      plan: plan, zone: .utc, state: StateFolder(folder.path + "/state"), version: "test", executable: "/bin/false")
    configuration.preparation = {
      await gate.pass()
      try? FileSystem.writeAtomically(database, [])
    }
    let host = Host(clock: SystemClock(), roots: Roots(), commands: ScriptedRunner())
    let engine = try await Engine(configuration, host: host)
    let run = Task { await engine.run() }
    let preview: OperationPreview? = try await offPool {
      let client = try WireClient(path: SocketPath.inside(folder.path + "/state"))
      try client.greet(program: "test", follows: false)
      let asked = try client.ask(.preview(.backup(leg: .databaseFull)))
      let other = try client.ask(.operations(limit: 1))
      var preview: OperationPreview?
      while preview == nil {
        for message in try client.wait(seconds: 60) {
          switch message {
          case .answer(asked, .preview(let answer)): preview = answer
          case .answer(other, _): Task { await gate.open() }
          default: break
          }
        }
      }
      return preview
    }
    #expect(preview?.preflight.filter { $0.severity == .critical } == [])
    await engine.end()
    await run.value
  }
}
