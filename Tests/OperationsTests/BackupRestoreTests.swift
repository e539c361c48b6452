import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

@Suite struct BackupRestoreTests {
  @Test func aDatabaseIsBackedUpInAFormThatAnyoneCanRestore() async throws {
    let application = try await Application(withDaemon: false)
    let id = try await application.backUp(.databaseFull)
    let folder = application.state.backups + "/database.full/" + id
    #expect(try FileSystem.names(in: folder) == ["SHA256SUMS", "database.sqlite.gz", "evidence.json", "manifest.json"])
    #expect(FileSystem.facts(folder)?.mode == 0o700)
    for name in try FileSystem.names(in: folder) { #expect(FileSystem.facts(folder + "/" + name)?.mode == 0o600) }
    // By hand: sha256sum -c, gunzip.
    let runner = application.host.commands
    let sums = try await runner.run(Command("sha256sum", ["-c", "SHA256SUMS"], workingDirectory: folder))
    #expect(sums.text == "database.sqlite.gz: OK\n")
    let other = application.folder.path + "/other.sqlite"
    let unpacked = try await runner.run(
      Command("gunzip", ["--stdout", folder + "/database.sqlite.gz"], outputFile: other))
    #expect(unpacked.isSuccess && unpacked.errorOutput.isEmpty)
    #expect(try await application.dump(other) == application.dump())
    let manifest = try #require(Catalogue.manifest(backups: application.state.backups, id: id))
    #expect(manifest.contents["users"] == 202)
    #expect(manifest.contents["odd \"name"] == 2)
    #expect(manifest.contents["empty"] == 0)
    #expect(
      manifest.contents["(index)"] == 1 && manifest.contents["(trigger)"] == 1 && manifest.contents["(view)"] == 1)
    let summary = try #require(try application.catalogue(.databaseFull).first)
    #expect(summary.trust == .complete && summary.fault == nil && summary.verifiedAt != nil)
  }

  @Test func aDeletedTableOfRowsComesBackAndTheWayBackLeadsBack() async throws {
    let application = try await Application()
    #expect(try await application.run(.service(verb: .start, name: "site")).state == .done)
    let firstDaemon = try #require(application.daemonPID)
    let before = try await application.dump()
    let id = try await application.backUp(.databaseFull)
    try await application.query("DELETE FROM users; INSERT INTO empty VALUES('new')")
    let damaged = try await application.dump()
    let restore = try await application.run(.restore(scope: .database, backup: id))
    #expect(restore.state == .done && restore.exitStatus == 0, "\(restore)")
    #expect(try await application.dump() == before)
    #expect(try await application.query("PRAGMA user_version; PRAGMA journal_mode") == ["7", "wal"])
    // The daemon ran before: it runs again, anew.
    #expect(application.daemonPID != nil && application.daemonPID != firstDaemon)
    // The safety copy is a backup like others.
    let catalogue = try application.catalogue(.databaseFull)
    #expect(catalogue.count == 2)
    #expect(catalogue.first { $0.id == id }?.trust == .restored)
    let safety = try #require(catalogue.first { $0.id != id })
    #expect(Catalogue.manifest(backups: application.state.backups, id: safety.id)?.remarks == ["safety"])
    #expect(safety.origin == BackupOrigin(.restore, at: restore.startedAt), "\(safety)")
    #expect(catalogue.first { $0.id == id }?.origin == nil, "it was asked for itself")
    // What came back is read first, and of a backup what it holds; the id is what can be done without.
    #expect(restore.message?.contains(" rows, as in the backup") == true, "\(restore.message ?? "")")
    let made = try await application.run(.backup(leg: .databaseFull))
    #expect(
      made.steps[0].message?.contains("rows, ") == true && made.steps[0].message?.contains("; database.full-") == true)
    // And back again.
    let wayBack = try #require(restore.wayBack)
    #expect(wayBack.request == .revert(operation: restore.id))
    let revert = try await application.run(wayBack.request)
    #expect(revert.state == .done, "\(revert)")
    #expect(try await application.dump() == damaged)
    #expect(application.daemonPID != nil)
    let again = try await application.run(try #require(revert.wayBack).request)
    #expect(again.state == .done, "\(again)")
    #expect(try await application.dump() == before)
  }

  @Test func aDaemonThatDidNotRunStaysStopped() async throws {
    let application = try await Application()
    let id = try await application.backUp(.databaseFull)
    let restore = try await application.run(.restore(scope: .database, backup: id))
    #expect(restore.state == .done, "\(restore)")
    #expect(application.daemonPID == nil)
  }

  @Test func whatWasDeletedAltogetherComesBack() async throws {
    let application = try await Application(withDaemon: false)
    let dump = try await application.dump()
    let files = try application.listing(application.files)
    let configuration = try application.listing(application.configuration)
    _ = try await application.backUp(.databaseFull)
    _ = try await application.backUp(.filesFull)
    _ = try await application.backUp(.configurationFull)
    try FileSystem.removeTree(application.folder.path + "/data")
    for scope in RestoreScope.allCases {
      let status = try await application.run(.restore(scope: scope, backup: nil))
      #expect(status.state == .done, "\(status)")
    }
    #expect(try await application.dump() == dump)
    #expect(try application.listing(application.files) == files)
    #expect(try application.listing(application.configuration) == configuration)
    #expect(try FileSystem.read(application.single) == Array("single\n".utf8))
    #expect(FileSystem.facts(application.files + "/link")?.kind == .link)
  }

  @Test func aDatabaseThatIsDamagedPastReadingComesBackAndIsKeptAsItWas() async throws {
    let application = try await Application(withDaemon: false)
    let before = try await application.dump()
    let id = try await application.backUp(.databaseFull)
    try FileSystem.removeFile(application.database + "-wal")
    try FileSystem.writeAtomically(application.database, [UInt8](repeating: 0x58, count: 50_000))
    let restore = try await application.run(.restore(scope: .database, backup: id))
    #expect(restore.state == .done, "\(restore)")
    #expect(try await application.dump() == before)
    let kept = application.database + ".before-" + restore.id
    #expect(try FileSystem.read(kept) == [UInt8](repeating: 0x58, count: 50_000))
  }

  @Test func filesAreRestoredAsTheyWereAndNewOnesAreKeptBeside() async throws {
    let application = try await Application()
    let before = try application.listing(application.files)
    let id = try await application.backUp(.filesFull)
    try FileSystem.removeFile(application.files + "/index.php")
    try application.folder.write("data/www/intruder.php", "x")
    let damaged = try application.listing(application.files)
    let restore = try await application.run(.restore(scope: .files, backup: id))
    #expect(restore.state == .done, "\(restore)")
    #expect(try application.listing(application.files) == before)
    #expect(try application.listing(application.files + ".before-" + restore.id) == damaged)
    let revert = try await application.run(.revert(operation: restore.id))
    #expect(revert.state == .done, "\(revert)")
    #expect(try application.listing(application.files) == damaged)
    #expect(try FileSystem.names(in: application.folder.path + "/data").allSatisfy { !$0.contains(".restore-") })
  }

  @Test func countsAreExactWhileTheSiteWrites() async throws {
    let application = try await Application(withDaemon: false)
    let stop = application.folder.path + "/stop"
    let script =
      "while ! test -e \(stop); do sqlite3 -cmd '.timeout 5000' \(application.database) \"INSERT INTO empty VALUES(1); INSERT INTO users(name) VALUES('w')\"; done"
    let writer = Task { try await application.host.commands.run(Command("sh", ["-c", script], limitSeconds: 900)) }
    for _ in 0..<3 {
      let id = try await application.backUp(.databaseFull)
      let status = try await application.run(.verify(backup: id))
      #expect(status.state == .done, "\(status)")
    }
    try application.folder.write("stop", "")
    _ = try await writer.value
  }

  @Test func theNewestBackupThatHoldsIsChosen() async throws {
    let application = try await Application(withDaemon: false)
    let good = try await application.backUp(.databaseFull)
    let bad = try await application.backUp(.databaseFull)
    #expect(good != bad)
    let artefact = application.state.backups + "/database.full/\(bad)/database.sqlite.gz"
    truncate(artefact, 10)
    let preview = await application.preview(.restore(scope: .database, backup: nil))
    #expect(preview.request == .restore(scope: .database, backup: good))
    #expect(preview.isAllowed)
    #expect(preview.commandLine == "vigie restore database --from-backup \(good) --confirm nationsounds")
    #expect(preview.procedure.confirmation == .typeName("nationsounds"))
    #expect(preview.procedure.role == .administrator)
    #expect(preview.commands.contains { $0.hasPrefix("gzip -dc ") && $0.contains("database.sqlite.gz > ") })
    #expect(preview.preflight.allSatisfy { $0.text.missing.isEmpty })
    let refused = await application.preview(.restore(scope: .database, backup: bad))
    #expect(!refused.isAllowed)
  }
}
