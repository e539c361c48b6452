import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

@Suite struct WorkerTests {
  @Test func theJournalTellsEveryStepAndTheOutputEveryCommand() async throws {
    let application = try await Application(withDaemon: false)
    let folder = try await application.order(.backup(leg: .filesFull))
    #expect(try application.status(folder).state == .interrupted)
    #expect(try folder.status(now: Timestamp(milliseconds: SystemClock().wallMilliseconds())).state == .running)
    let status = try await application.run(folder)
    #expect(status.state == .done && status.exitStatus == 0)
    #expect(status.steps.map(\.state) == [.done, .done])
    #expect(status.steps.allSatisfy { $0.startedAt != nil && $0.endedAt != nil })
    #expect(status.endedAt != nil && !status.canResume && status.wayBack == nil)
    let output = String(decoding: folder.output(), as: UTF8.self)
    #expect(output.contains("== 1/2") && output.contains("$ tar --create --format=posix"))
    #expect(String(decoding: folder.output(from: 3, limit: 5), as: UTF8.self) == String(output.dropFirst(3).prefix(5)))
    for path in [folder.ticketPath, folder.journalPath, folder.outputPath] {
      #expect(FileSystem.facts(path)?.mode == 0o600)
    }
    #expect(FileSystem.facts(folder.path)?.mode == 0o700)
    #expect(OperationFolder.list(state: application.state) == [folder.id])
    // Over is over: another run of the same id does nothing.
    let entries = folder.journal().count
    #expect(try await application.run(folder) == status)
    #expect(folder.journal().count == entries)
  }

  @Test func aBusyTargetIsRefusedAndTheRefusalIsJournalled() async throws {
    let application = try await Application(withDaemon: false)
    let folder = try await application.order(.backup(leg: .databaseFull))
    try FileSystem.makeFolder(application.state.locks)
    let lock = try FileLock.take(application.state.lock("database:nationsounds"))
    let status = try await application.run(folder)
    #expect(status.state == .refused && status.exitStatus == Worker.busyStatus)
    #expect(status.message?.contains("pid \(getpid())") == true)
    let preview = await application.preview(.restore(scope: .database, backup: nil))
    #expect(!preview.isAllowed)
    withExtendedLifetime(lock) {}
  }

  @Test func oneOperationHasOneWorker() async throws {
    let application = try await Application(withDaemon: false)
    let folder = try await application.order(.backup(leg: .databaseFull))
    let lock = try FileLock.take(folder.lockPath)
    #expect(WorkerProbe.isAlive(folder))
    #expect(
      await Worker.run(id: folder.id, state: application.state, host: application.host, handlesSignals: false) == 75)
    #expect(folder.journal().isEmpty)
    withExtendedLifetime(lock) {}
  }

  @Test func whatIsNoOperationIsNotRun() async throws {
    let application = try await Application(withDaemon: false)
    for id in ["../x", "none", ""] {
      #expect(await Worker.run(id: id, state: application.state, host: application.host, handlesSignals: false) == 70)
    }
    #expect(OperationFolder(id: "..", state: application.state) == nil)
  }

  @Test func aWorkerProcessOutlivesNothingAndIsCancelledByASignal() async throws {
    let application = try await Application()
    // A site that never says it is up: the step waits.
    try application.folder.write("data/site.sh", "#!/bin/sh\nsleep 600\n")
    chmod(application.folder.path + "/data/site.sh", 0o700)
    let folder = try await application.order(.service(verb: .start, name: "site"))
    let pid = try await WorkerLauncher.launch(
      executable: try Application.workerProgram(), state: application.state, id: folder.id)
    #expect(await eventually { folder.journal().contains { $0.event == .stepStarted(0) } })
    #expect(getsid(pid) == pid)
    #expect(WorkerProbe.isAlive(folder))
    #expect(try application.status(folder).state == .running)
    let script = application.folder.path + "/data/site.sh"
    #expect(await eventually { Self.processes(with: script).count == 1 })
    #expect(folder.cancel())
    #expect(await eventually { !WorkerProbe.isAlive(folder) })
    let status = try application.status(folder)
    #expect(status.state == .cancelled && status.exitStatus == 130)
    #expect(status.steps[0].state == .failed)
    #expect(!folder.cancel())
    // What was started and never came up is gone, and the target is free.
    #expect(await eventually { Self.processes(with: script).isEmpty })
    #expect(!FileLock.isHeld(application.state.lock("service:site")))
  }

  @Test func aStepThatPassesItsLimitFailsAndSaysSo() async throws {
    let application = try await Application()
    try application.folder.write("data/site.sh", "#!/bin/sh\nsleep 600\n")
    chmod(application.folder.path + "/data/site.sh", 0o700)
    let preview = await application.preview(.service(verb: .start, name: "site"))
    let now = Timestamp(milliseconds: SystemClock().wallMilliseconds())
    var ticket = Procedures.ticket(
      id: OperationID.make(at: now), preview: preview, plan: application.plan, by: .agent, reason: nil, at: now)
    ticket.procedure.steps[0].limitSeconds = 0.2
    let folder = try OperationFolder.create(ticket, state: application.state)
    let status = try await application.run(folder)
    #expect(status.state == .failed && status.message?.contains("limit of 0.2 s") == true, "\(status)")
    #expect(await eventually { Self.processes(with: application.folder.path + "/data/site.sh").isEmpty })
  }

  @Test func anUnknownVerbFails() async throws {
    let application = try await Application(withDaemon: false)
    let now = Timestamp(milliseconds: SystemClock().wallMilliseconds())
    let procedure = Procedure(
      name: "x", title: LocalizedText("x"), target: "x", confirmation: .none, role: .operator,
      steps: [Step(verb: "no.such.verb", title: LocalizedText("x"))])
    let folder = try OperationFolder.create(
      OperationTicket(
        id: OperationID.make(at: now), request: .backup(leg: .filesFull), procedure: procedure, plan: application.plan,
        by: .agent, reason: nil, createdAt: now), state: application.state)
    let status = try await application.run(folder)
    #expect(status.state == .failed && status.message?.contains("no.such.verb") == true)
    #expect(throws: StepFailure.self) { _ = try OperationFolder.create(try folder.ticket(), state: application.state) }
  }

  @Test func aTornJournalIsReadAndWrittenOn() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/journal"
    let clock = ManualClock()
    try Journal(path: path, clock: clock).add(.stepStarted(0))
    let whole = try FileSystem.read(path)
    try FileSystem.writeAtomically(path, whole + Array(#"{"at":"2026-"#.utf8))
    try Journal(path: path, clock: clock).add(.stepDone(0, exitStatus: 0, message: "é", facts: ["a": "b"]))
    let entries = Journal.parse(try FileSystem.read(path))
    #expect(entries.map(\.event) == [.stepStarted(0), .stepDone(0, exitStatus: 0, message: "é", facts: ["a": "b"])])
  }

  @Test func idsAreSortableValidAndDistinct() {
    let moment = Timestamp(milliseconds: 1_795_354_325_120)
    let id = OperationID.make(at: moment)
    #expect(id.hasPrefix("20261122T133205Z-") && id.count == 21)
    #expect(OperationID.isValid(id))
    #expect(OperationID.make(at: moment.adding(seconds: 1)) > id)
    for bad in ["", ".", "..", "a/b", "-x", "é", String(repeating: "a", count: 65)] {
      #expect(!OperationID.isValid(bad))
    }
  }

  /// The pids of the processes that have this argument.
  static func processes(with argument: String) -> [Int32] {
    ((try? FileSystem.names(in: "/proc")) ?? []).compactMap { Int32($0) }.filter { pid in
      ProcessFacts.read(pid: pid, roots: Roots()).map { $0.isAlive && $0.arguments.contains(argument) } ?? false
    }
  }
}
