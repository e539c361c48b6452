import Glibc
import Host
import Maintenance
import Synchronization
import TestSupport
import Testing

@testable import Operations

@Suite struct HealthTests {
  @Test func addressesAreRead() {
    #expect(PlainHealth.parse("http://127.0.0.1:80/a?b") == .init(address: "127.0.0.1", port: 80, path: "/a?b"))
    #expect(PlainHealth.parse("http://localhost:8080") == .init(address: "127.0.0.1", port: 8080, path: "/"))
    for url in [
      "https://127.0.0.1/", "http://example.org/", "http://127.0.0.1:x/", "http://127.0.0.1:1:2/", "", "http://",
    ] {
      #expect(PlainHealth.parse(url) == nil)
    }
  }

  @Test func answersAreJudged() {
    let question = HTTPCheck(url: "http://127.0.0.1/", expectedStatus: 200, contains: "fine")
    #expect(PlainHealth.judge("HTTP/1.1 200 OK\r\n\r\nfine", question) == nil)
    #expect(PlainHealth.judge("HTTP/1.1 503 No\r\n\r\nfine", question)?.contains("503") == true)
    #expect(PlainHealth.judge("HTTP/1.1 200 OK\r\n\r\nbad", question)?.contains("lacks") == true)
    for answer in ["", "HTTP/1.1", "SSH-2.0 200 x", "HTTP/1.1 abc"] {
      #expect(PlainHealth.judge(answer, question)?.contains("no HTTP answer") == true)
    }
  }

  @Test func aClosedPortIsAFault() async {
    let fault = await PlainHealth.check(HTTPCheck(url: "http://127.0.0.1:1/", withinSeconds: 1))
    #expect(fault?.contains("Connection refused") == true)
  }

  @Test func aRestoreAfterWhichTheSiteDoesNotAnswerHasFailedAndLeadsBack() async throws {
    let application = try await Application()
    // It answers once, before it is stopped.
    let asked = Mutex(0)
    let (exit, operation) = try await restored(application) { _ in
      asked.withLock { count in
        count += 1
        return count == 1 ? nil : "503"
      }
    }
    #expect(exit == 1)
    let status = try application.status(operation)
    #expect(status.state == .failed && status.message?.contains("503") == true)
    #expect(status.wayBack?.request == .revert(operation: operation.id))
    #expect(
      FileSystem.exists(application.folder.path + "/data/nationsounds.sqlite.before-" + operation.id))
  }

  @Test func aSiteThatWasIllBeforeTheRestoreDoesNotMakeItFail() async throws {
    let application = try await Application()
    let (exit, operation) = try await restored(application) { _ in "503" }
    #expect(exit == 0)
    let status = try application.status(operation)
    #expect(status.state == .done)
    let check = try #require(status.steps.last)
    #expect(check.message?.contains("as before the operation: site: 503") == true && check.hasRemark == true)
    // What was achieved comes first.
    #expect(
      status.message?.contains(" rows, as in the backup — ") == true && status.message?.hasSuffix("site: 503") == true)
  }

  @Test func aSiteThatAWayBackHasMadeIllIsNotSaidToHaveBeenSoBefore() async throws {
    let application = try await Application()
    let (exit, restore) = try await restored(application) { _ in nil }
    #expect(exit == 0)
    let asked = Mutex(0)
    let (undone, operation) = try await run(.revert(operation: restore.id), application) { _ in
      asked.withLock {
        $0 += 1
        return $0 == 1 ? nil : "503"
      }
    }
    #expect(undone == 0)
    let status = try application.status(operation)
    #expect(status.steps.last?.message == "answered before the operation, does not any more: site: 503")
    #expect(status.message == "the state before is back — answered before the operation, does not any more: site: 503")
    // What is undone is told as such, and done again when that is undone.
    #expect(status.title.text(in: .english).hasPrefix("Undo: Restore the database"))
    let (_, again) = try await run(.revert(operation: operation.id), application) { _ in nil }
    #expect(try application.status(again).title.text(in: .english).hasPrefix("Redo: Restore the database"))
  }

  @Test func whatHasNoWayBackDoesNotPromiseOne() async throws {
    let application = try await Application()
    let (exit, operation) = try await run(.service(verb: .restart, name: "site"), application) { _ in "503" }
    #expect(exit == 1)
    let status = try application.status(operation)
    #expect(status.wayBack == nil && status.message?.hasSuffix("— the target was changed") == true, "\(status)")
  }

  @Test func anOperationThatIsNotThereHasNoTarget() async throws {
    let application = try await Application()
    let preview = await Procedures.preview(
      request: .revert(operation: "nope"), plan: application.plan, state: application.state, host: application.host)
    #expect(preview.procedure.target == "operation:nope" && !preview.isAllowed)
  }

  /// Backs the database up and restores it, with a site of which `health` tells.
  private func restored(
    _ application: Application, health: @escaping HealthProbe
  ) async throws -> (exit: Int32, OperationFolder) {
    try await application.run(.service(verb: .start, name: "site"))
    let id = try await application.backUp(.databaseFull)
    return try await run(.restore(scope: .database, backup: id), application, health: health)
  }

  private func run(
    _ request: OperationRequest, _ application: Application, health: @escaping HealthProbe
  ) async throws -> (exit: Int32, OperationFolder) {
    var plan = application.plan
    plan.services[0].http = HTTPCheck(url: "http://127.0.0.1:1/")
    let now = Timestamp(milliseconds: SystemClock().wallMilliseconds())
    let preview = await Procedures.preview(
      request: request, plan: plan, state: application.state, host: application.host)
    var ticket = Procedures.ticket(
      id: OperationID.make(at: now), preview: preview, plan: plan, by: .agent, reason: nil, at: now)
    for index in ticket.procedure.steps.indices { ticket.procedure.steps[index].arguments["wait"] = "0.3" }
    let operation = try OperationFolder.create(ticket, state: application.state)
    let exit = await Worker.run(
      id: operation.id, state: application.state, host: application.host, health: health, handlesSignals: false)
    return (exit, operation)
  }
}
