import Glibc
import Host
import Maintenance
import Synchronization
import TestSupport
import Testing

@testable import Operations

/// The tables of a rehearsal are loaded while they are written out. It saves time and nothing relies on it: whatever goes wrong
/// with it, the restore ends as it would without.
@Suite struct EarlyLoadTests {
  private let rehearsal = "Rehearse it on the server, beside the live one"

  /// What an operation said, parted into the rebuild with all before it and what came after.
  private struct Output {
    var early: [String] = []
    var late: [String] = []

    var piped: Int { early.filter { $0.hasPrefix("$ ") && $0.contains("/rebuilt.sql | mariadb ") }.count }
    var fromFile: Int {
      late.filter { $0.hasPrefix("$ ") && $0.hasSuffix("/rebuilt.sql") && $0.contains("__new_") }.count
    }
    var dumps: Int { early.filter { $0.hasPrefix("$ mariadb-dump ") && $0.contains("/t/client.cnf") }.count }
    var drops: Int {
      early.filter { $0.hasPrefix("$ ") && $0.contains("DROP DATABASE IF EXISTS `nationsounds__new_") }.count
    }
  }

  private func output(_ shop: Shop, _ id: String) throws -> Output {
    let text = String(decoding: try FileSystem.read(shop.state.operation(id) + "/output"), as: UTF8.self)
    let lines = text.split(separator: "\n").map(String.init)
    let border = lines.lastIndex { $0.hasPrefix("== ") && $0.hasSuffix(rehearsal) } ?? lines.endIndex
    return Output(early: Array(lines[..<border]), late: Array(lines[border...]))
  }

  private func record(_ shop: Shop, _ id: String) -> String { LoadedTables.path(id, shop.state) }

  private func shop(rows: Int = 500) async throws -> (Shop, BackupManifest, good: [String]) {
    let shop = try await Shop(rows: rows)
    let backup = try await shop.backUp(.databaseFull)
    let good = try await shop.sums()
    try await shop.server.query("DELETE FROM bookings", schema: "nationsounds")
    return (shop, backup, good)
  }

  /// Exchanges what is meant, the first times only where a number is given.
  private func changing(
    _ isMeant: @escaping @Sendable (Command) -> Bool, times: Int = .max,
    _ change: @escaping @Sendable (Command) -> Command
  ) -> TamperingRunner {
    let left = Mutex(times)
    return TamperingRunner { (_, command) throws(CommandError) -> Command? in
      guard isMeant(command) else { return nil }
      let isLeft = left.withLock { left in
        defer { left = max(0, left - 1) }
        return left > 0
      }
      return isLeft ? change(command) : nil
    }
  }

  /// The dump is the same whether it is loaded meanwhile or not, to its mode, and the tables are loaded once.
  @Test func theTablesAreLoadedOnceWhileTheyAreWritten() async throws {
    let (shop, backup, good) = try await shop()
    func kept(_ name: String, tee script: String?) async throws -> (OperationStatus, [String.SubSequence]) {
      let copy = shop.folder.path + "/" + name
      let runner = TamperingRunner { (_, command) throws(CommandError) -> Command? in
        if command.executable == "tee", command.arguments.last?.hasSuffix("/rebuilt.sql") == true, let script {
          return command.wrapped(script)
        }
        // It is there when the objects of the rehearsal are made.
        guard command.inputFile?.hasSuffix("/code.sql") == true, command.arguments.last?.contains("__new_") == true,
          let file = command.inputFile.map({ FileSystem.parent(of: $0) + "/rebuilt.sql" })
        else { return nil }
        return command.wrapped("cp -p \(file) \(copy); exec \"$@\"")
      }
      let status = try await shop.run(.restore(scope: .database, backup: backup.id), commands: runner)
      #expect(FileSystem.facts(copy)?.mode == 0o600)
      let text = String(decoding: try FileSystem.read(copy), as: UTF8.self)
      return (status, text.split(separator: "\n", omittingEmptySubsequences: false))
    }
    let (loaded, piped) = try await kept("piped.sql", tee: nil)
    try #require(loaded.state == .done, "\(loaded.message ?? "")")
    #expect(try await shop.sums() == good)
    let once = try output(shop, loaded.id)
    #expect(once.piped == 1 && once.fromFile == 0 && once.dumps == 1, "\(once)")
    #expect(!FileSystem.exists(record(shop, loaded.id)))
    #expect(try await shop.asides().filter { $0.contains("__new_") } == [])

    // Where the file cannot be written in the pipe, it is written as ever.
    let (plain, alone) = try await kept("alone.sql", tee: "head -c 1000 >/dev/null; exit 1")
    try #require(plain.state == .done, "\(plain.message ?? "")")
    let again = try output(shop, plain.id)
    #expect(again.piped == 1 && again.fromFile == 1 && again.dumps == 2 && again.drops == 2, "\(again)")
    #expect(piped.count > 60 && piped.dropLast(2) == alone.dropLast(2))
    #expect(piped.contains { $0.contains("NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES,NO_DIR_IN_CREATE'") })
  }

  /// The client dies in the middle, of itself or killed: the file is written to its end, and the rehearsal loads it.
  @Test(arguments: ["head -c 200000 | \"$@\"; exit 1", "head -c 200000 | \"$@\"; kill -9 $$", "exit 1"])
  func aClientThatFailsIsMadeGoodByTheRehearsal(_ script: String) async throws {
    let (shop, backup, good) = try await shop(rows: 20_000)
    let runner = changing(\.isDispensable) { $0.wrapped(script) }
    let status = try await shop.run(.restore(scope: .database, backup: backup.id), commands: runner)
    try #require(status.state == .done, "\(status.message ?? "")")
    #expect(try await shop.sums() == good)
    let said = try output(shop, status.id)
    // The dump did not begin again, and what was loaded in part went at once.
    #expect(said.piped == 1 && said.fromFile == 1 && said.dumps == 1 && said.drops == 2, "\(said)")
  }

  /// What the pipe lost is found by the comparison, and made good from the file.
  @Test func aRowThatThePipeLostIsFoundAndMadeGood() async throws {
    let (shop, backup, good) = try await shop()
    let runner = changing(\.isDispensable) { $0.wrapped(#"{ cat; echo 'DELETE FROM jobs LIMIT 1;'; } | "$@""#) }
    let status = try await shop.run(.restore(scope: .database, backup: backup.id), commands: runner)
    try #require(status.state == .done, "\(status.message ?? "")")
    #expect(try await shop.sums() == good)
    let said = try output(shop, status.id)
    #expect(said.piped == 1 && said.fromFile == 1, "\(said)")
    #expect(
      said.late.contains("-- all of it is loaded anew: tables unlike what was proven: jobs"), "\(said.late)")
  }

  /// A dump that fails, or that complains, is no dump; nothing of it stays on the server.
  @Test(arguments: ["\"$@\" | head -c 3000; exit 2", "\"$@\"; echo 'not all' >&2"])
  func aFaultOfTheDumpLeavesNoSchema(_ script: String) async throws {
    let (shop, backup, _) = try await shop()
    let live = try await shop.fingerprint()
    let isDump: @Sendable (Command) -> Bool = {
      $0.executable == "mariadb-dump" && $0.arguments.first?.hasSuffix("/t/client.cnf") == true
    }
    let folder = try await shop.order(.restore(scope: .database, backup: backup.id))
    let status = try await shop.run(folder, commands: changing(isDump) { $0.wrapped(script) })
    #expect(status.state == .failed && status.wayBack == nil, "\(status)")
    let said = try output(shop, folder.id)
    #expect(said.piped == 1 && said.dumps == 2 && said.drops == 2, "\(said)")
    // It went at once, not when the operation was cleared up after.
    let second = said.early.lastIndex { $0.hasPrefix("$ mariadb-dump ") && $0.contains("/t/client.cnf") }
    #expect(said.early.lastIndex { $0.contains("DROP DATABASE IF EXISTS `nationsounds__new_") } ?? .max < second ?? 0)
    #expect(try await shop.asides() == [])
    #expect(try await shop.fingerprint() == live)
    #expect(!FileSystem.exists(record(shop, folder.id)) && !FileSystem.exists(folder.path + "/rebuilt.sql"))
  }

  /// Whoever cancels while it loads finds nothing of it.
  @Test func whatIsCancelledLeavesNoSchema() async throws {
    let (shop, backup, _) = try await shop()
    let live = try await shop.fingerprint()
    let loading = Flag()
    let runner = changing(\.isDispensable) { command in
      loading.raise()
      return command.wrapped("head -c 3000 | \"$@\"; sleep 600")
    }
    let folder = try await shop.order(.restore(scope: .database, backup: backup.id))
    let work = Task { try await shop.run(folder, commands: runner) }
    #expect(await eventually(withinSeconds: 120) { loading.isRaised })
    work.cancel()
    let status = try await work.value
    #expect(status.state == .cancelled && status.wayBack == nil, "\(status)")
    #expect(try await shop.asides() == [])
    #expect(try await shop.fingerprint() == live)
  }

  /// There is room for two when it is asked before, and not when it is about to be loaded: it is left to the rehearsal to say.
  @Test func itIsNotTriedWithoutRoom() async throws {
    let (shop, backup, good) = try await shop()
    let isAsked: @Sendable (Command) -> Bool = {
      $0.inputText?.contains("data_length") == true && $0.arguments.first?.hasSuffix("/t/client.cnf") == false
        && $0.inputText?.contains("MAX(") == false
    }
    let runner = changing(isAsked, times: 1) { _ in Command("echo", [String(UInt64(1) << 60)]) }
    let status = try await shop.run(.restore(scope: .database, backup: backup.id), commands: runner)
    try #require(status.state == .done, "\(status.message ?? "")")
    let said = try output(shop, status.id)
    #expect(said.piped == 0 && said.fromFile == 1 && said.dumps == 1, "\(said)")
    #expect(try await shop.sums() == good)
  }

  // MARK: Killed

  /// The worker dies when all is loaded and nothing written down: the next run begins anew, whatever stands there.
  @Test func aWorkerKilledBeforeTheRecordIsResumed() async throws {
    let (shop, backup, good) = try await shop()
    let folder = try await shop.order(.restore(scope: .database, backup: backup.id))
    let killed = try await shop.host.commands.run(
      Command(
        try TestPrograms.worker(), ["worker", folder.id, "--state", shop.state.path, "--die-after", "/rebuilt.sql"],
        limitSeconds: 120))
    #expect(killed.ending == .signalled(SIGKILL))
    let new = SchemaNames(live: "nationsounds", operation: folder.id).new
    #expect(try await shop.asides() == [new])
    #expect(!FileSystem.exists(record(shop, folder.id)))
    try await shop.server.query("CREATE TABLE leftover(i INT)", schema: new)
    try await resume(folder, shop, good)
  }

  /// It dies in the middle of the load, as does the server that is dumped.
  @Test func aWorkerKilledWhileItLoadsIsResumed() async throws {
    let (shop, backup, good) = try await shop(rows: 50_000)
    let folder = try await shop.order(.restore(scope: .database, backup: backup.id))
    let new = SchemaNames(live: "nationsounds", operation: folder.id).new
    let ended = Flag()
    let pid = try await CompanionProgram(
      [try TestPrograms.worker(), "worker", folder.id, "--state", shop.state.path], logFile: folder.path + "/w.log"
    ).start { _ in ended.raise() }
    let began = await eventually(withinSeconds: 120) {
      let tables = try? await shop.server.query(
        "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema='\(new)'")
      return tables != ["0"] || ended.isRaised
    }
    #expect(began)
    Glibc.kill(pid, SIGKILL)
    #expect(await eventually(withinSeconds: 60) { ended.isRaised })
    try await resume(folder, shop, good)
  }

  private func resume(_ folder: OperationFolder, _ shop: Shop, _ good: [String]) async throws {
    let status = try await shop.run(folder)
    #expect(status.state == .done, "\(status.message ?? "")")
    #expect(try await shop.sums() == good)
    #expect(try await shop.asides().filter { $0.contains("__new_") } == [])
    #expect(!FileSystem.exists(record(shop, folder.id)))
    let said = try output(shop, folder.id)
    #expect(said.fromFile == 0, "\(said.late)")
  }

  // MARK: By itself

  /// Its parts, asked by themselves: nothing is loaded where what was loaded may be live, or where nothing is rehearsed; and the
  /// rebuild's way back takes what it has written down, and only that.
  @Test func itKeepsAwayFromWhatIsNotItsOwn() async throws {
    let (shop, backup, _) = try await shop()
    let folder = try await shop.order(.restore(scope: .database, backup: backup.id))
    let steps = try folder.ticket().procedure.steps
    let step = try #require(steps.first { $0.verb == RebuildSchema.name })
    let context = StepContext(
      step: step, operation: folder.id, plan: shop.plan, state: shop.state, host: shop.host, orderedAt: shop.now)
    let rebuilt = RebuiltSchema(
      dump: folder.path + "/rebuilt.sql", code: SchemaCode(), tables: [], createStatement: "CREATE DATABASE `x`",
      checksums: [:], contents: [:], moment: shop.now)
    let new = SchemaNames(live: "nationsounds", operation: folder.id).new

    #expect(await EarlyLoad(rebuilt, incoming: 0, context) != nil)
    #expect(try await shop.asides() == [new])
    #expect(await RebuildSchema().undo(context) == nil)
    #expect(try await shop.asides() == [new], "it is not known to be loaded: the rehearsal's own way back takes it")
    try LoadedTables(schema: new, bytes: 1, sha256: "").keep(context)
    #expect(await RebuildSchema().undo(context) == nil)
    #expect(try await shop.asides() == [] && !FileSystem.exists(record(shop, folder.id)))

    // Of a swap.
    try await shop.server.query("CREATE DATABASE `\(new)`")
    let swap = SwapRecord(
      schema: "nationsounds", incoming: new, aside: new, oldTables: [], newTables: [], oldCode: SchemaCode(),
      newCode: SchemaCode(), oldForm: nil, newForm: "", outsideKeys: [])
    try swap.keep(context)
    #expect(await EarlyLoad(rebuilt, incoming: 0, context) == nil)
    #expect(try await shop.asides() == [new])

    let into = try await shop.order(.restoreInto(schema: "nationsounds__into", backup: backup.id, moment: nil))
    var other = context
    other.operation = into.id
    #expect(await EarlyLoad(rebuilt, incoming: 0, other) == nil)
    #expect(try await shop.asides() == [new])
  }

  /// What is written down is of one dump.
  @Test func anotherDumpIsNotTakenForIt() async throws {
    let folder = try TemporaryFolder()
    let dump = try folder.write("rebuilt.sql", "CREATE TABLE a(i INT);\n")
    let rebuilt = RebuiltSchema(
      dump: dump, code: SchemaCode(), tables: [], createStatement: "", checksums: [:], contents: [:],
      moment: Timestamp(seconds: 1_795_305_600))
    let (bytes, digest) = try Digest.sha256(of: dump)
    let loaded = LoadedTables(schema: "x__new_1", bytes: bytes, sha256: digest)
    #expect(try loaded.fits(rebuilt, in: "x__new_1"))
    #expect(try !loaded.fits(rebuilt, in: "x__new_2"))
    for text in ["CREATE TABLE b(i INT);\n", "CREATE TABLE a(i INT);\n\n", ""] {
      try folder.write("rebuilt.sql", text)
      #expect(try !loaded.fits(rebuilt, in: "x__new_1"), "\(text)")
    }
    try FileSystem.removeFile(dump)
    #expect(try !loaded.fits(rebuilt, in: "x__new_1"))
  }
}
