import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// A server whose disk has no room for two of a schema: what is lost of the safety is said, the rest holds.
@Suite struct NarrowRestoreTests {
  /// A shop whose disk has room for one and a half of it.
  private func shop() async throws -> Shop {
    let shop = try await Shop(rows: 500, diskKilobytes: 700 << 10)
    try await shop.server.query(
      "SET SESSION sql_log_bin=0; INSERT INTO sessions(id,payload,last_activity) SELECT CONCAT('long',seq), REPEAT(MD5(seq),2000), 1 FROM seq_1_to_600",
      schema: "nationsounds")
    return shop
  }

  /// Fills the disk until there is room for one and a half.
  private func narrow(_ shop: Shop) async throws {
    // The server counts in the background: it is made to now.
    try await shop.server.query(
      "SET SESSION sql_log_bin=0; ANALYZE TABLE sessions, jobs, bookings, users", schema: "nationsounds")
    let answer = try await shop.server.query(
      "SELECT COALESCE(SUM(data_length+index_length),0), COALESCE(MAX(data_length),0) FROM information_schema.tables WHERE table_schema='nationsounds'"
    ).first?.split(separator: "\t").compactMap { UInt64($0) }
    let sizes = try #require(answer)
    let room = sizes[0] * 3 / 2 + sizes[1] + 64 << 20
    let folder = shop.folder.path + "/m"
    try FileSystem.removeFile(folder + "/filler")
    let free = try #require(FileSystem.freeBytes(folder))
    try #require(free > room, "\(free) \(room)")
    let result = try await shop.host.commands.run(
      Command("fallocate", ["-l", "\(free - room)", folder + "/filler"]))
    #expect(result.isSuccess, "\(result.errorText)")
  }

  @Test func oneAtATimeIsSaidAndRehearsedAndComesBack() async throws {
    let shop = try await shop()
    let backup = try await shop.backUp(.databaseFull)
    let saved = try await shop.fingerprint()
    try await shop.server.query(
      "DELETE FROM bookings WHERE id>5; DROP TABLE job_batches; CREATE TABLE fresh(id INT PRIMARY KEY)",
      schema: "nationsounds")
    try await narrow(shop)
    let before = try await shop.fingerprint()
    let preview = await shop.preview(.restore(scope: .database, backup: backup.id))
    #expect(
      preview.preflight.contains {
        $0.severity == .warning && $0.text.text(in: .english).hasPrefix("No room for two")
      }, "\(preview.preflight)")
    #expect(preview.needsReason && preview.commands.contains { $0.contains("DROP TABLE") }, "\(preview.commands)")
    // What this server would refuse is found by the rehearsal, with a row that is longer than a packet too.
    try await shop.server.query("SET GLOBAL log_bin_trust_function_creators=0")
    let refused = try await shop.run(.restore(scope: .database, backup: backup.id))
    #expect(refused.state == .failed && refused.wayBack == nil, "\(refused)")
    #expect(refused.message?.contains("log_bin_trust_function_creators=1") == true, "\(refused.message ?? "")")
    #expect(try await shop.fingerprint() == before)
    try await shop.server.query("SET GLOBAL log_bin_trust_function_creators=1")
    // What was tried stands in the log.
    try await narrow(shop)

    let status = try await shop.run(.restore(scope: .database, backup: backup.id))
    try #require(status.state == .done, "\(status.message ?? "")")
    #expect(try await shop.fingerprint() == saved)
    #expect(try await shop.asides().isEmpty)
    try await narrow(shop)
    // What is dropped is saved in its last second, not while something else is done.
    let output = String(decoding: try FileSystem.read(shop.state.operation(status.id) + "/output"), as: UTF8.self)
    #expect(output.contains("-safety") && !output.contains("-- meanwhile: Back up the present state"))
    let back = try await shop.run(.revert(operation: status.id))
    try #require(back.state == .done, "\(back.message ?? "")")
    #expect(try await shop.fingerprint() == before)
    #expect(try await shop.asides().isEmpty)
  }

  /// The longest row of each table is in the rehearsal: what a packet does not hold is refused while nothing is touched.
  @Test func theLongestRowIsRehearsed() async throws {
    let shop = try await shop()
    try await shop.server.query(
      "SET SESSION sql_log_bin=0; INSERT INTO jobs(id,payload,created_at) VALUES (900001, REPEAT('x', 9000000), 1)",
      schema: "nationsounds")
    let backup = try await shop.backUp(.databaseFull)
    try await narrow(shop)
    try await shop.server.query("SET GLOBAL max_allowed_packet=4194304")
    let before = try await shop.fingerprint()
    let status = try await shop.run(.restore(scope: .database, backup: backup.id), allowingRed: true)
    #expect(status.state == .failed && status.wayBack == nil, "\(status)")
    #expect(try await shop.fingerprint() == before)
  }

  /// A view that was not made in the rehearsal is missed before anything is dropped.
  @Test func whatIsNotMadeInTheRehearsalIsMissed() async throws {
    let shop = try await shop()
    let backup = try await shop.backUp(.databaseFull)
    try await shop.server.query("DELETE FROM bookings WHERE id>5", schema: "nationsounds")
    try await narrow(shop)
    let before = try await shop.fingerprint()
    let isFirst = Flag()
    let runner = TamperingRunner { (_, command) throws(CommandError) -> Command? in
      guard command.inputFile?.hasSuffix("/code.sql") == true, !isFirst.isRaised else { return nil }
      isFirst.raise()
      return command.wrapped("cat >/dev/null")
    }
    let status = try await shop.run(.restore(scope: .database, backup: backup.id), commands: runner)
    #expect(status.state == .failed && status.wayBack == nil, "\(status)")
    #expect(status.message?.contains("(view)") == true, "\(status.message ?? "")")
    #expect(isFirst.isRaised)
    #expect(try await shop.fingerprint() == before)
  }

  /// However it came to it: what is not saved is not dropped.
  @Test func nothingIsDroppedWithoutASafetyCopy() async throws {
    let shop = try await shop()
    let backup = try await shop.backUp(.databaseFull)
    try await shop.server.query("DELETE FROM bookings WHERE id>5", schema: "nationsounds")
    try await narrow(shop)
    let before = try await shop.fingerprint()
    let preview = await shop.preview(.restore(scope: .database, backup: backup.id))
    var ticket = Procedures.ticket(
      id: OperationID.make(at: shop.now), preview: preview, plan: shop.plan, by: .agent, reason: nil, at: shop.now)
    ticket.procedure.steps.removeAll { $0.arguments["safety"] != nil || $0.arguments["made"] == "safety" }
    let status = try await shop.run(try OperationFolder.create(ticket, state: shop.state))
    #expect(status.state == .failed && status.message?.contains("no safety copy") == true, "\(status.message ?? "")")
    #expect(try await shop.fingerprint() == before)
  }

  /// What is not loaded to its end is gone on with, or gone back from.
  @Test func aStopInTheMiddleIsGoneBackFrom() async throws {
    let shop = try await shop()
    let backup = try await shop.backUp(.databaseFull)
    try await shop.server.query("DELETE FROM bookings WHERE id>5", schema: "nationsounds")
    try await narrow(shop)
    let before = try await shop.fingerprint()
    let folder = try await shop.order(.restore(scope: .database, backup: backup.id))
    let stopping = StoppingRunner(shop.host.commands) { command in
      command.inputFile?.hasSuffix("/rebuilt.sql") == true && command.arguments.last == "nationsounds"
    }
    let status = try await shop.run(folder, commands: stopping)
    #expect(status.state == .failed && status.wayBack != nil, "\(status)")
    #expect(try await shop.fingerprint() != before)
    // Nothing is live: there is room, and what was written to the log needs some.
    try FileSystem.removeFile(shop.folder.path + "/m/filler")
    let back = try await shop.run(.revert(operation: status.id))
    try #require(back.state == .done, "\(back.message ?? "")")
    let after = try await shop.fingerprint()
    let missing = before.filter { !after.contains($0) }
    let more = after.filter { !before.contains($0) }
    #expect(missing.isEmpty && more.isEmpty, "\(missing) \(more)")
  }
}

@Suite struct SchemaRoomTests {
  private static let mega: UInt64 = 1 << 20

  private func judged(_ live: UInt64, _ incoming: UInt64, free: UInt64) -> String {
    let room = SchemaRoom.judged(
      live: live * Self.mega, largest: live / 2 * Self.mega, incoming: incoming * Self.mega, free: free * Self.mega,
      folder: "/d")
    switch room {
    case .forTwo: return "two"
    case .forOne: return "one"
    case .none: return "none"
    }
  }

  @Test func theRoomIsThatOfWhatIsLoadedAndOfWhatIsLive() {
    // 100 live: 200 for the new and its log, 50 for the largest, 64 in reserve.
    #expect(judged(100, 0, free: 314) == "two")
    #expect(judged(100, 0, free: 313) == "one")
    #expect(judged(100, 0, free: 214) == "one")
    #expect(judged(100, 0, free: 213) == "none")
    // Little is left of what was live: what is loaded counts.
    #expect(judged(0, 100, free: 364) == "two")
    #expect(judged(0, 100, free: 363) == "none")
    #expect(judged(100, 1000, free: 500) == "none")
  }
}

/// Lets one kind of command fail.
private struct StoppingRunner: CommandRunner {
  private let runner: any CommandRunner
  private let isStopped: @Sendable (Command) -> Bool

  init(_ runner: any CommandRunner, where isStopped: @escaping @Sendable (Command) -> Bool) {
    self.runner = runner
    self.isStopped = isStopped
  }

  func run(_ command: Command) async throws(CommandError) -> CommandResult {
    if isStopped(command) { throw .cancelled(command.executable) }
    return try await runner.run(command)
  }

  func run(pipeline: [Command]) async throws(CommandError) -> [CommandResult] {
    if let first = pipeline.first(where: isStopped) { throw .cancelled(first.executable) }
    return try await runner.run(pipeline: pipeline)
  }
}
