import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// A store with a class for archives: an S3 that refuses to give what is frozen until it was asked for.
@Suite struct ArchiveTests {
  @Test func whatIsOldIsArchivedAndThawedForARestore() async throws {
    let shop = try await Shop(rows: 500, daysBack: 40)
    let clock = try #require(shop.host.clock as? ShiftedClock)
    let moto = try await MotoServer(folder: shop.folder.path)
    try shop.folder.write(
      "rclone.conf",
      "[s3]\ntype = s3\nprovider = Other\naccess_key_id = test\nsecret_access_key = test\nregion = eu-west-3\n"
        + "endpoint = http://127.0.0.1:\(moto.port)\nforce_path_style = true\n")
    chmod(shop.folder.path + "/rclone.conf", 0o600)
    func rclone(_ words: String...) async throws -> CommandResult {
      try await shop.host.commands.run(
        Command("rclone", ["--config", shop.folder.path + "/rclone.conf", "--low-level-retries", "1"] + words))
    }
    #expect(try await rclone("mkdir", "s3:backups").isSuccess)
    var plan = shop.plan
    var store = BackupStore(
      name: "cloud", title: LocalizedText("Cloud"), kind: .cloud, place: .filled(LocalizedText("s3:backups")),
      archiveClass: "GLACIER")
    store.configuration = shop.folder.path + "/rclone.conf"
    store.archiveAfterSeconds = 30 * 86_400
    plan.handbook.stores = [store]

    let old = try await shop.backUp(.databaseFull)
    let sums = try await shop.sums()
    let first = try await shop.run(.copy(store: "cloud"), plan: plan)
    #expect(first.state == .done, "\(first)")
    let path = "s3:backups/database.full/\(old.id)"
    #expect(try await rclone("lsf", "--format", "T", path + "/database.sql.gz").text == "STANDARD\n")

    clock.set(days: 0)
    let archived = try await shop.run(.copy(store: "cloud"), plan: plan)
    #expect(archived.state == .done && archived.message == "moved into GLACIER: 1", "\(archived)")
    let tiers = try await rclone("lsf", "--format", "Tp", path).text.split(separator: "\n").sorted()
    #expect(
      tiers == ["GLACIER;database.sql.gz", "STANDARD;SHA256SUMS", "STANDARD;manifest.json"], "\(tiers)")
    #expect(!(try await rclone("cat", "--count", "1", path + "/database.sql.gz")).isSuccess, "it is frozen")

    try FileSystem.removeTree(shop.state.backups)
    try await shop.server.query("DROP DATABASE nationsounds")
    let preview = await shop.preview(.fetch(store: "cloud", scope: .database, moment: nil), plan: plan)
    #expect(preview.procedure.steps.map(\.verb) == [ThawBackups.name, FetchBackups.name])
    let fetched = try await shop.run(.fetch(store: "cloud", scope: .database, moment: nil), plan: plan)
    #expect(fetched.state == .done, "\(fetched)")
    #expect(fetched.steps.first?.message == "thawed: 1")
    #expect(try await shop.run(.restore(scope: .database, backup: nil)).state == .done)
    #expect(try await shop.sums() == sums)
  }
}
