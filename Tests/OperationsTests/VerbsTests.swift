import Host
import Maintenance
import Testing

@testable import Operations

@Suite struct VerbsTests {
  @Test func everyVerbIsRegisteredOnce() throws {
    let tests = FileSystem.parent(of: #filePath)
    let room = FileSystem.parent(of: FileSystem.parent(of: tests)) + "/Sources/Operations"
    var declared: Set<String> = []
    try FileSystem.walk(room) { path, facts in
      guard facts.kind == .file, path.hasSuffix(".swift"), let text = try? FileSystem.read(path) else { return }
      for line in String(decoding: text, as: UTF8.self).split(separator: "\n") where line.hasSuffix(": Verb {") {
        let words = line.split(separator: " ")
        if let index = words.firstIndex(of: "struct") { declared.insert(String(words[index + 1].dropLast())) }
      }
    }
    #expect(declared.count > 10)
    #expect(Set(Verbs.all.map { String(describing: $0) }) == declared)
    #expect(Set(Verbs.all.map { $0.name }).count == Verbs.all.count)
    #expect(Verbs.named("no.such") == nil)
  }

  @Test func everyStepOfEveryProcedureHasItsVerbAndItsWordsInBothLanguages() async throws {
    let application = try await Application()
    let database = try await application.backUp(.databaseFull)
    let files = try await application.backUp(.filesFull)
    let configuration = try await application.backUp(.configurationFull)
    let restore = try await application.run(.restore(scope: .files, backup: files))
    let requests: [OperationRequest] = [
      .backup(leg: .databaseFull), .backup(leg: .filesFull), .backup(leg: .configurationFull),
      .restore(scope: .database, backup: database), .restore(scope: .files, backup: files),
      .restore(scope: .configuration, backup: configuration), .revert(operation: restore.id), .verify(backup: files),
      .restoreEverything(moment: nil), .service(verb: .start, name: "site"), .service(verb: .stop, name: "site"),
      .service(verb: .restart, name: "site"),
    ]
    for request in requests {
      let preview = await application.preview(request)
      #expect(preview.isAllowed, "\(preview.preflight)")
      #expect(!preview.procedure.steps.isEmpty)
      #expect(!preview.commands.isEmpty, "\(request)")
      #expect(preview.procedure.title.missing.isEmpty && preview.impact.missing.isEmpty)
      for step in preview.procedure.steps {
        #expect(Verbs.named(step.verb) != nil, "\(step.verb)")
        #expect(step.title.missing.isEmpty)
      }
    }
    // The blast radius: what a restore or a revert needs.
    let revert = await application.preview(.revert(operation: restore.id))
    #expect(revert.procedure.confirmation == .typeName("www") && revert.procedure.role == .administrator)
    let backup = await application.preview(.backup(leg: .filesFull))
    #expect(backup.procedure.confirmation == .none && backup.procedure.role == .operator)
    let files2 = await application.preview(.restore(scope: .files, backup: nil))
    #expect(files2.procedure.confirmation == .typeName("www") && files2.procedure.target == "files:www")
  }

  @Test func aTicketNamesItsOwnOperationInItsWayBack() async throws {
    let application = try await Application(withDaemon: false)
    let id = try await application.backUp(.databaseFull)
    let preview = await application.preview(.restore(scope: .database, backup: id))
    let ticket = Procedures.ticket(
      id: "20261122T133205Z-4f2a", preview: preview, plan: application.plan, by: .agent, reason: "why",
      at: Timestamp(milliseconds: 0))
    #expect(ticket.procedure.wayBack?.request == .revert(operation: "20261122T133205Z-4f2a"))
    #expect(ticket.reason == "why" && ticket.request == .restore(scope: .database, backup: id))
  }
}
