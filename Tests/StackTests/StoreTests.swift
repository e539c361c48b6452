import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// Copies in stores, and a restore from one of them when everything else is gone.
@Suite struct StoreTests {
  /// A plan with an encrypted remote of rclone, a folder whose artefacts age encrypts, and a disk that is not there.
  private func plan(_ shop: Shop) async throws -> Plan {
    var plan = shop.plan
    let run = shop.host.commands
    let secret = try await run.run(Command("rclone", ["obscure", "not so secret"])).text.filter { $0 != "\n" }
    try shop.folder.write(
      "rclone.conf", "[vault]\ntype = crypt\nremote = \(shop.folder.path)/far\npassword = \(secret)\n")
    let keygen = try await run.run(Command("age-keygen", ["-o", shop.folder.path + "/key.txt"]))
    try #require(keygen.isSuccess)
    chmod(shop.folder.path + "/key.txt", 0o600)
    let text = String(decoding: try FileSystem.read(shop.folder.path + "/key.txt"), as: UTF8.self)
    let recipient = try #require(text.split(separator: "\n").first { $0.hasPrefix("# public key: ") }?.dropFirst(14))
    try shop.folder.write("recipients", recipient + "\n")
    func store(_ name: String, _ kind: StoreKind, _ place: String) -> BackupStore {
      BackupStore(name: name, title: LocalizedText(name), kind: kind, place: .filled(LocalizedText(place)))
    }
    var vault = store("secondary", .cloud, "vault:web-01")
    vault.configuration = shop.folder.path + "/rclone.conf"
    var sealed = store("sealed", .server, shop.folder.path + "/sealed")
    sealed.recipients = shop.folder.path + "/recipients"
    sealed.identity = shop.folder.path + "/key.txt"
    plan.handbook.stores = [
      vault, sealed, store("offline", .disk, "1234-ABCD"), store("gone", .server, "/proc/nowhere"),
    ]
    return plan
  }

  @Test func theStoreAloneBringsEverythingBack() async throws {
    let shop = try await Shop(rows: 2_000)
    let plan = try await plan(shop)
    _ = try await shop.backUp(.databaseFull)
    _ = try await shop.backUp(.filesFull)
    try await shop.server.query("UPDATE users SET name='later' WHERE id<5", schema: "nationsounds")
    try shop.folder.write("www/late.php", "<?php")
    let moment = try await shop.quietMoment()
    let sums = try await shop.sums()
    let listing = try shop.listing()
    try await shop.server.query("DELETE FROM bookings", schema: "nationsounds")
    _ = try await shop.backUp(.databaseLog)
    _ = try await shop.backUp(.filesIncremental)
    for name in ["secondary", "sealed"] {
      let copied = try await shop.run(.copy(store: name), plan: plan)
      #expect(copied.state == .done, "\(copied.message ?? "")")
      // Nothing more to do, and it says so.
      let again = try await shop.run(.copy(store: name), plan: plan)
      #expect(again.message?.contains("0 backups copied") == true, "\(again.message ?? "")")
    }
    #expect(StoreRecord.read("secondary", shop.state)?.ids.count == 4)
    // What lies there tells nothing: neither names nor content in the vault, no content under age.
    let grep = try await shop.host.commands.run(
      Command("grep", ["-rlE", "nationsounds|Dump completed|<.php", shop.folder.path + "/far"]))
    #expect(grep.text.isEmpty, "\(grep.text)")

    for name in ["secondary", "sealed"] {
      try await shop.server.query("DROP DATABASE IF EXISTS nationsounds")
      try FileSystem.removeTree(shop.files)
      try FileSystem.removeTree(shop.state.backups)
      for scope in [RestoreScope.database, .files] {
        let until = scope == .database ? moment : nil
        let fetched = try await shop.run(.fetch(store: name, scope: scope, moment: until), plan: plan)
        try #require(fetched.state == .done, "\(name) \(scope): \(fetched.message ?? "")")
        let status = try await shop.run(.restore(scope: scope, backup: nil, moment: until), plan: plan)
        try #require(status.state == .done, "\(name) \(scope): \(status.message ?? "")")
      }
      #expect(try await shop.sums() == sums)
      #expect(try shop.listing() == listing)
    }
  }

  /// Nothing that is here counts: the store alone brings everything back aside, and that is the evidence.
  @Test func aDisasterIsPractisedFromTheStoreAlone() async throws {
    let shop = try await Shop(rows: 500)
    var plan = try await plan(shop)
    _ = try await shop.backUp(.databaseFull)
    _ = try await shop.backUp(.filesFull)
    let preview = await Procedures.preview(
      request: .drill(.disaster), plan: plan, state: shop.state, host: shop.host)
    #expect(
      !preview.isAllowed && preview.preflight.contains { $0.text.text(in: .english).contains("drills.NAME.from") })
    plan.handbook.drills = [
      RestoreDrill(
        name: "disaster", title: LocalizedText("disaster"), cadence: .yearly, scopes: [.database, .files],
        store: "sealed")
    ]
    let empty = try await shop.run(.drill(.disaster), plan: plan)
    #expect(empty.state == .failed, "nothing is in the store yet")
    #expect(DrillReports.latest(shop.state).isEmpty)
    #expect(try await shop.run(.copy(store: "sealed"), plan: plan).state == .done)
    let sums = try await shop.sums()
    let here = try FileSystem.names(in: shop.state.backups + "/database.full")
    let kept = shop.folder.path + "/kept"
    try FileSystem.rename(shop.state.backups, to: kept)
    let status = try await shop.run(.drill(.disaster), plan: plan)
    try #require(status.state == .done, "\(status.message ?? "")")
    #expect(try await shop.sums() == sums, "nothing live was touched")
    #expect(!FileSystem.exists(shop.state.backups), "and nothing was put where backups are")
    #expect(!FileSystem.exists(shop.state.operation(status.id) + "/backups"), "what was fetched is gone")
    #expect(Array(DrillReports.latest(shop.state).keys) == [.disaster])
    try FileSystem.rename(kept, to: shop.state.backups)
    #expect(try FileSystem.names(in: shop.state.backups + "/database.full") == here)
  }

  /// What is over its time goes there too, by what the store has itself, and is not copied again.
  @Test func whatIsOverItsTimeGoesFromTheStoreToo() async throws {
    let shop = try await Shop(rows: 500)
    var plan = try await plan(shop)
    plan.backups = [BackupPlan(leg: .databaseFull, triggers: [.daily(minute: 60)], keepSeconds: 3600)]
    let first = try await shop.backUp(.databaseFull)
    let second = try await shop.backUp(.databaseFull)
    #expect(try await shop.run(.copy(store: "secondary"), plan: plan).state == .done)
    #expect(StoreRecord.read("secondary", shop.state)?.ids == [first.id, second.id].sorted())
    plan.backups[0].keepSeconds = 0
    #expect(try await shop.run(.copy(store: "secondary"), plan: plan).state == .done)
    let record = StoreRecord.read("secondary", shop.state)
    #expect(record?.ids == [second.id] && record?.leftOut == [first.id], "\(String(describing: record))")
    let names = try await shop.host.commands.run(
      Command("rclone", ["--config", shop.folder.path + "/rclone.conf", "lsf", "-R", "vault:web-01"]))
    #expect(names.text.contains("/\(second.id)/") && !names.text.contains("/\(first.id)/"), "\(names.text)")
    let again = try await shop.run(.copy(store: "secondary"), plan: plan)
    #expect(again.state == .done && StoreRecord.read("secondary", shop.state)?.ids == [second.id])
    #expect(again.steps.first?.message?.contains("0 backups copied") == true, "\(again.steps)")
    #expect(BackupFolder(id: first.id, backups: shop.state.backups)?.facts() != nil, "what is here is another matter")
  }

  /// The server keeps its log until every store has it, and keeps what backups to come build on.
  @Test func theServersLogIsPurgedOnlyOnceItIsEverywhere() async throws {
    let shop = try await Shop(rows: 500)
    var plan = try await plan(shop)
    plan.handbook.stores.removeAll { !["secondary", "sealed"].contains($0.name) }
    plan.databases[0].purgesBinlogs = true
    func logs() async throws -> [String] {
      try await shop.server.query("SHOW BINARY LOGS").compactMap { $0.split(separator: "\t").first.map(String.init) }
    }
    _ = try await shop.backUp(.databaseFull)
    try await shop.server.query("UPDATE users SET name='one' WHERE id<5", schema: "nationsounds")
    _ = try await shop.backUp(.databaseLog)
    let full = try await shop.backUp(.databaseFull)
    let start = try #require(full.server?.position?.file)
    try await shop.server.query("UPDATE users SET name='two' WHERE id<5", schema: "nationsounds")
    _ = try await shop.backUp(.databaseLog)
    let before = try await logs()
    try #require(before.first.map { $0 < start } == true)
    let first = try await shop.run(.copy(store: "secondary"), plan: plan)
    #expect(first.state == .done && first.steps.last?.hasRemark != true, "not even tried: \(first)")
    #expect(try await logs() == before, "one store has nothing yet")
    // The account may not, and that does not make the copies fail.
    let second = try await shop.run(.copy(store: "sealed"), plan: plan)
    #expect(second.state == .done && second.steps.last?.hasRemark == true, "\(second)")
    #expect(try await logs() == before)
    try await shop.server.query("GRANT BINLOG ADMIN ON *.* TO 'restore'@'localhost'")
    let third = try await shop.run(.copy(store: "sealed"), plan: plan)
    #expect(third.state == .done && third.steps.last?.hasRemark != true, "\(third)")
    #expect(try await logs().first == start, "\(third)")
    try await shop.server.query("UPDATE users SET name='three' WHERE id<5", schema: "nationsounds")
    let differential = try await shop.backUp(.databaseDifferential)
    #expect(differential.server?.binlogs.first?.name == start && differential.remarks.isEmpty)
  }

  @Test func aStoreThatCannotBeUsedSaysWhy() async throws {
    let shop = try await Shop(rows: 500)
    var plan = try await plan(shop)
    _ = try await shop.backUp(.databaseFull)
    let gone = try await shop.run(.copy(store: "gone"), plan: plan)
    #expect(gone.state == .failed && StoreRecord.read("gone", shop.state) == nil)
    let offline = await shop.preview(.copy(store: "offline"), plan: plan)
    #expect(
      offline.preflight.contains { $0.severity == .critical && $0.text.text(in: .english).contains("not plugged in") })
    let unknown = await shop.preview(.copy(store: "nosuch"), plan: plan)
    #expect(!unknown.isAllowed)
    plan.handbook.stores[1].identity = nil
    #expect(try await shop.run(.copy(store: "sealed"), plan: plan).state == .done, "the key need not be here to copy")
    let keyless = await shop.preview(.fetch(store: "sealed", scope: .database, moment: nil), plan: plan)
    #expect(
      keyless.preflight.contains {
        $0.severity == .critical && $0.text.text(in: .english).contains("its key is not here")
      })
    plan.handbook.stores[0].place = .toFill
    #expect(!(await shop.preview(.copy(store: "secondary"), plan: plan)).isAllowed)
  }

  /// A copy that was cut off has no manifest there: it is no backup, and the next run makes it whole.
  @Test func aCopyThatWasCutOffIsGoneOnWith() async throws {
    let shop = try await Shop(rows: 2_000)
    let plan = try await plan(shop)
    let manifest = try await shop.backUp(.databaseFull)
    let runner = TamperingRunner { (_, command) throws(CommandError) -> Command? in
      command.executable == "rclone" && command.arguments.contains("check") ? command.wrapped("kill -9 $$") : nil
    }
    #expect(try await shop.run(.copy(store: "sealed"), plan: plan, commands: runner).state == .failed)
    let there = shop.folder.path + "/sealed/database.full/" + manifest.id
    #expect(FileSystem.exists(there + "/database.sql.gz.age") && !FileSystem.exists(there + "/manifest.json"))
    let fetch = try await shop.run(
      .fetch(store: "sealed", scope: .database, moment: nil), plan: plan, allowingRed: true)
    #expect(fetch.state == .failed, "it is no backup")
    #expect(try await shop.run(.copy(store: "sealed"), plan: plan).state == .done)
    #expect(FileSystem.exists(there + "/manifest.json"))

    // A byte that turns there is found when it comes back.
    let artefact = there + "/database.sql.gz.age"
    var bytes = try FileSystem.read(artefact)
    bytes[bytes.count - 10] ^= 1
    try FileSystem.writeAtomically(artefact, bytes)
    try FileSystem.removeTree(shop.state.backups)
    let torn = try await shop.run(.fetch(store: "sealed", scope: .database, moment: nil), plan: plan)
    #expect(torn.state == .failed)
    #expect(Catalogue.manifests(backups: shop.state.backups, leg: .databaseFull).isEmpty)
  }
}
