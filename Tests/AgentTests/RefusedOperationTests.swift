import Agent
import Host
import Maintenance
import Testing
import TestSupport
import Wire

@Suite struct RefusedOperationTests {
  @Test func whatWasRefusedSaysWhyWhenItIsLookedUp() async throws {
    let folder = try TemporaryFolder()
    let plan = Plan(application: "Shop", timezone: "UTC")
    let configuration = AgentConfiguration(
      plan: plan, zone: .utc, state: StateFolder(folder.path + "/state"), version: "test", executable: "/bin/false")
    let host = Host(clock: SystemClock(), roots: Roots(), commands: ScriptedRunner())
    let engine = try await Engine(configuration, host: host)
    let run = Task { await engine.run() }
    let (refused, looked) = try await offPool {
      let conversation = try WireConversation(
        path: SocketPath.inside(folder.path + "/state"), program: "test", limitSeconds: 60)
      var refusal: Refusal?
      do {
        _ = try conversation.ask(.start(.service(verb: .start, name: "shop"), confirmation: nil, reason: nil))
      } catch WireError.refused(let why) {
        refusal = why
      }
      guard case .operations(let list) = try conversation.ask(.operations(limit: 1)), let id = list.first?.id,
        case .operation(let status, _, _) = try conversation.ask(.operation(id: id, outputFrom: 0))
      else { return (refusal?.message, OperationStatus?.none) }
      return (refusal?.message, status)
    }
    #expect(looked?.state == .refused)
    #expect(looked?.message == refused?.english && refused != nil)
    await engine.end()
    await run.value
  }
}
