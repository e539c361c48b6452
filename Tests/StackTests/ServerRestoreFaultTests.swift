import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// What goes wrong while a server's schema is restored: nothing reads as success, and nothing else is touched.
@Suite struct ServerRestoreFaultTests {
  /// Loads one row less than it is told to, and says that all is well.
  private func losing(_ file: String, into schema: String? = nil) -> TamperingRunner {
    TamperingRunner { (_, command) throws(CommandError) -> Command? in
      command.inputFile?.hasSuffix(file) == true && (schema == nil || command.arguments.last == schema)
        ? command.wrapped(#"{ cat; echo 'DELETE FROM jobs LIMIT 1;'; } | "$@""#) : nil
    }
  }

  @Test func aRebuildThatLostARowNeverComesIntoPlace() async throws {
    let shop = try await Shop(rows: 500)
    let backup = try await shop.backUp(.databaseFull)
    try await shop.server.query("DELETE FROM bookings", schema: "nationsounds")
    let live = try await shop.sums()
    let status = try await shop.run(
      .restore(scope: .database, backup: backup.id), commands: losing("/full.sql", into: "nationsounds"))
    #expect(status.state == .failed && status.message?.contains("jobs") == true, "\(status)")
    #expect(status.wayBack == nil && status.message?.contains("not touched") == true)
    #expect(try await shop.sums() == live)
    let evidence = try #require(BackupFolder(id: backup.id, backups: shop.state.backups)).evidence()
    #expect(evidence.verifiedAt != nil && evidence.fault == nil, "it was read through, and the load is to blame")
  }

  /// What the live server took is compared before anything live is touched.
  @Test func aLoadThatLostARowIsFoundInTheRehearsal() async throws {
    let shop = try await Shop(rows: 500)
    let backup = try await shop.backUp(.databaseFull)
    try await shop.server.query("DELETE FROM bookings", schema: "nationsounds")
    let live = try await shop.fingerprint()
    let status = try await shop.run(
      .restore(scope: .database, backup: backup.id), commands: losing("/rebuilt.sql"))
    #expect(status.state == .failed && status.message?.contains("jobs") == true, "\(status)")
    #expect(status.wayBack == nil && status.message?.contains("not touched") == true)
    #expect(
      Catalogue.manifests(backups: shop.state.backups, leg: .databaseFull).count == 1, "no new full of a broken state")
    #expect(BackupFolder(id: backup.id, backups: shop.state.backups)?.evidence().restoredAt == nil)
    #expect(try await shop.fingerprint() == live)
    #expect(try await shop.asides() == [])
  }

  /// A dump that would go elsewhere, its checksums written anew.
  @Test func aDumpThatNamesAnotherSchemaIsNeverRun() async throws {
    let shop = try await Shop(rows: 500)
    let other = try await shop.sums("other")
    let live = try await shop.sums()
    for statement in ["USE `other`;", "CREATE DATABASE `new`;", "DROP DATABASE `other`;"] {
      let full = try await shop.backUp(.databaseFull)
      let folder = try #require(BackupFolder(id: full.id, backups: shop.state.backups))
      let script = """
        cd "$1" && gzip -dc database.sql.gz | sed "1a $3" | gzip -c > new && mv new database.sql.gz && \
        sha256sum database.sql.gz > SHA256SUMS && sed -i "s/$2/$(cut -d' ' -f1 SHA256SUMS)/; \
        s/\\"bytes\\" *: *[0-9]*/\\"bytes\\" : $(stat -c %s database.sql.gz)/" manifest.json
        """
      let result = try await shop.host.commands.run(
        Command("sh", ["-c", script, "sh", folder.path, full.artefacts[0].sha256, statement]))
      #expect(result.isSuccess, "\(result.errorText)")
      let status = try await shop.run(.restore(scope: .database, backup: full.id), allowingRed: true)
      #expect(status.state == .failed && status.message?.contains("statement refused") == true, "\(status)")
      // Its sums hold: what is wrong is found, and kept, where it is read to be rebuilt.
      #expect(folder.evidence().fault?.contains("statement refused") == true)
      #expect(try await shop.sums("other") == other)
      #expect(try await shop.sums() == live)
    }
  }

  @Test func aByteThatChangedInTheStoreIsNotBroughtBack() async throws {
    let shop = try await Shop(rows: 500)
    var plan = shop.plan
    plan.handbook.stores = [
      BackupStore(
        name: "plain", title: LocalizedText("Plain"), kind: .server,
        place: .filled(LocalizedText(shop.folder.path + "/far")))
    ]
    let full = try await shop.backUp(.databaseFull)
    #expect(try await shop.run(.copy(store: "plain"), plan: plan).state == .done)
    let far = shop.folder.path + "/far/database.full/" + full.id + "/" + full.artefacts[0].name
    var bytes = try FileSystem.read(far)
    bytes[bytes.count / 2] ^= 1
    try FileSystem.writeAtomically(far, bytes)
    try FileSystem.removeTree(shop.state.backups)
    let status = try await shop.run(.fetch(store: "plain", scope: .database, moment: nil), plan: plan)
    #expect(status.state == .failed && status.message?.contains("checksum does not hold") == true, "\(status)")
    #expect(Catalogue.manifests(backups: shop.state.backups, leg: .databaseFull).isEmpty)
  }

  /// The account that backs up may not read a table; the account that restores may not make the schema.
  @Test func aRestoreWhoseAccountMayNotIsRefusedWithNothingLost() async throws {
    let shop = try await Shop(rows: 500)
    let backup = try await shop.backUp(.databaseFull)
    let live = try await shop.sums()
    try await shop.server.query("REVOKE DROP ON nationsounds.* FROM 'restore'@'localhost'")
    let status = try await shop.run(.restore(scope: .database, backup: backup.id), allowingRed: true)
    #expect(status.state == .failed, "\(status)")
    #expect(try await shop.sums() == live)
  }
}
