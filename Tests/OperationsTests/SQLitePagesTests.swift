import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// A backup of an SQLite database gives back the same bytes, whatever it holds.
@Suite struct SQLitePagesTests {
  private static let seeds = getenv("VIGIE_LONG_TESTS") == nil ? 8 : 200

  @Test(arguments: 0..<seeds) func theSameBytesComeBack(_ seed: Int) async throws {
    let application = try await Application(withDaemon: false)
    let database = application.database
    try Self.remove(database)
    try await SQLiteGenerator.make(database, seed: seed, in: application)
    let hasLog = FileSystem.exists(database + "-wal")
    #expect(seed % 3 != 0 || hasLog, "what was written last is not in the file yet")
    let before = try await SQLiteGenerator.state(database, in: application)
    chmod(database, 0o640)
    let id = try await application.backUp(.databaseFull)
    let manifest = try #require(Catalogue.manifest(backups: application.state.backups, id: id))
    #expect(manifest.artefacts.map(\.name) == [SQLitePages.artefact] && manifest.remarks.isEmpty)
    if seed % 2 == 0 {
      try Self.remove(database)
    } else {
      try await application.query("DELETE FROM first; DROP TABLE first; VACUUM")
    }
    let restore = try await application.run(.restore(scope: .database, backup: id))
    try #require(restore.state == .done, "\(restore.message ?? "")")
    #expect(try Digest.sha256(of: database).hexadecimal == manifest.digests?[SQLitePages.file])
    #expect(try await SQLiteGenerator.state(database, in: application) == before)
    #expect(FileSystem.facts(database)?.mode == 0o640)
    let names = try FileSystem.names(in: FileSystem.parent(of: database))
    #expect(names.allSatisfy { !$0.contains(".restore-") }, "\(names)")
  }

  @Test func aFileWithAnOddNameIsSavedAndComesBack() async throws {
    let application = try await Application(withDaemon: false) { plan, data in
      plan.databases[0].schema = data + "/o'd \"d\\ %20?#é.sqlite"
    }
    let odd = application.plan.databases[0].schema
    try FileSystem.rename(application.database, to: odd)
    let before = try await application.dump(odd)
    let id = try await application.backUp(.databaseFull)
    try await application.query("DELETE FROM users", in: odd)
    let restore = try await application.run(.restore(scope: .database, backup: id))
    #expect(restore.state == .done, "\(restore.message ?? "")")
    #expect(try await application.dump(odd) == before)
  }

  @Test func theClientReadsTheNameOfACopyAsItIs() {
    #expect(SQLiteDatabase.word("/a b/c'd") == "\"/a b/c'd\"")
    #expect(SQLiteDatabase.word("a\"b\\c\n\u{7F}é") == "\"a\\\"b\\\\c\\012\\177é\"")
    #expect(SQLiteDatabase.immutable("/a b/é?#%.db") == "file:/a%20b/%C3%A9%3F%23%25.db?immutable=1")
  }

  @Test func aModuleOrACollationThatTheClientLacksIsSaidAndItsTableComesBack() async throws {
    let application = try await Application(withDaemon: false)
    try await SQLiteGenerator.addCollation(application.database, in: application)
    try await application.query(
      """
      PRAGMA writable_schema=ON; INSERT INTO sqlite_schema
        VALUES('table','ghost','ghost',0,'CREATE VIRTUAL TABLE ghost USING nosuch(x)');
      """)
    let id = try await application.backUp(.databaseFull)
    let manifest = try #require(Catalogue.manifest(backups: application.state.backups, id: id))
    #expect(manifest.remarks.contains { $0.contains("ghost: copied") && $0.contains("no such module") })
    #expect(manifest.remarks.contains { $0.contains("sorted: copied") && $0.contains("no such collation") })
    #expect(manifest.contents["users"] == 202)
    try Self.remove(application.database)
    let restore = try await application.run(.restore(scope: .database, backup: id))
    #expect(restore.state == .done, "\(restore.message ?? "")")
    #expect(try Digest.sha256(of: application.database).hexadecimal == manifest.digests?[SQLitePages.file])
  }

  @Test func aDamagedPageMakesNoBackup() async throws {
    let application = try await Application(withDaemon: false)
    try await application.query("PRAGMA wal_checkpoint(TRUNCATE)")
    var bytes = try FileSystem.read(application.database)
    for index in 4096..<8192 { bytes[index] = 0x58 }
    try FileSystem.writeAtomically(application.database, bytes)
    let status = try await application.run(.backup(leg: .databaseFull))
    #expect(status.state == .failed)
    #expect(status.message?.contains("it is damaged; to put it right: vigie restore database") == true, "\(status)")
    #expect(try application.catalogue(.databaseFull).isEmpty)
  }

  @Test func aLockedDatabaseIsNamedAsOne() async throws {
    let application = try await Application(withDaemon: false)
    try await application.query("PRAGMA journal_mode=DELETE")
    let holder = application.folder.path + "/holder.py"
    try application.folder.write(
      "holder.py",
      """
      import sqlite3, subprocess, sys
      c = sqlite3.connect(sys.argv[1], isolation_level=None)
      c.execute("BEGIN EXCLUSIVE")
      sys.exit(subprocess.call(sys.argv[2:]))
      """)
    // The client runs while the lock is held; it need not wait as long for it.
    let runner = TamperingRunner { _, command in
      guard command.executable == "sqlite3", command.arguments.last?.hasPrefix(".backup") == true else { return nil }
      var held = command
      let words = command.arguments.map { $0 == ".timeout 10000" ? ".timeout 50" : $0 }
      held.executable = "python3"
      held.arguments = [holder, application.database, "sqlite3"] + words
      return held
    }
    let status = try await application.run(.backup(leg: .databaseFull), commands: runner)
    #expect(status.state == .failed)
    #expect(status.message?.contains("another program holds its lock; which one: fuser /") == true, "\(status)")
  }

  @Test func anotherDatabaseUnderRightChecksumsIsNotRestored() async throws {
    let application = try await Application(withDaemon: false)
    let id = try await application.backUp(.databaseFull)
    let folder = application.state.backups + "/database.full/" + id
    let other = application.folder.path + "/other.sqlite"
    try await application.query("VACUUM INTO '\(other)'")
    try await application.query("UPDATE users SET name='forged' WHERE id=1", in: other)
    try FileSystem.removeFile(folder + "/database.sqlite.gz")
    _ = try await application.host.commands.run(
      Command("gzip", ["-c", other], outputFile: folder + "/database.sqlite.gz"))
    try Application.reseal(folder)
    let before = try await application.dump()
    let restore = try await application.run(.restore(scope: .database, backup: id))
    #expect(restore.state == .failed)
    #expect(restore.message?.contains("not the one that was saved") == true, "\(restore.message ?? "")")
    #expect(try await application.dump() == before)
  }

  @Test func aBackupOfAnEarlierVersionComesBack() async throws {
    let application = try await Application(withDaemon: false)
    let before = try await application.dump()
    let id = try await application.backUp(.databaseFull)
    try await application.makeEarlier(id)
    #expect(try await application.run(.verify(backup: id)).state == .done)
    let drill = try await application.run(.drill(.partial))
    #expect(drill.state == .done, "\(drill.message ?? "")")
    try await application.query("DELETE FROM users")
    let restore = try await application.run(.restore(scope: .database, backup: id))
    #expect(restore.state == .done, "\(restore.message ?? "")")
    #expect(try await application.dump() == before)
    #expect(try await application.query("PRAGMA user_version; PRAGMA journal_mode") == ["7", "wal"])
  }

  /// The page that restores without vigie: its lines for SQLite, run as they stand.
  @Test func theLinesOfThePageRestoreByHand() async throws {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let page = String(decoding: try FileSystem.read(root + "/docs/RESTORE-BY-HAND.md"), as: UTF8.self)
    let lines = page.split(separator: "\n").drop { $0 != "```sqlite" }.dropFirst().prefix { $0 != "```" }
    try #require(lines.count >= 4)
    let application = try await Application(withDaemon: false)
    try Self.remove(application.database)
    try await SQLiteGenerator.make(application.database, seed: 0, in: application)
    let before = try await SQLiteGenerator.state(application.database, in: application)
    let id = try await application.backUp(.databaseFull)
    let work = application.folder.path
    let script =
      "set -euo pipefail\nBACKUPS='\(application.state.backups)' FULL='\(id)' WORK='\(work)'\n"
      + lines.joined(separator: "\n")
    try application.folder.write("by-hand.sh", script)
    let runner = application.host.commands
    let result = try await runner.run(Command("bash", [work + "/by-hand.sh"]))
    #expect(result.isSuccess && result.text.hasSuffix("OK\nok\n"), "\(result.text)\(result.errorText)")
    #expect(try await SQLiteGenerator.state(work + "/database.sqlite", in: application) == before)
  }

  private static func remove(_ database: String) throws {
    for ending in [""] + Swap.sqliteCompanions { try FileSystem.removeFile(database + ending) }
  }
}

extension Application {
  /// Makes a backup what earlier versions made of the same state: SQL text.
  func makeEarlier(_ id: String, changed: (String) -> String = { $0 }) async throws {
    let folder = state.backups + "/database.full/" + id
    let path = folder + "/manifest.json"
    var manifest = try JSONText.read(BackupManifest.self, try FileSystem.read(path), path: path)
    try self.folder.write("earlier.sql", changed(try await dump()))
    try FileSystem.removeFile(folder + "/" + SQLitePages.artefact)
    _ = try await host.commands.run(
      Command("gzip", ["-c", self.folder.path + "/earlier.sql"], outputFile: folder + "/" + BackUpDatabase.dump))
    manifest.artefacts[0].name = BackUpDatabase.dump
    manifest.digests = nil
    for name in ["(table)", "(owner)", "(group)", "(mode)"] { manifest.contents[name] = nil }
    try FileSystem.writeAtomically(path, try JSONText.page(manifest))
    try Self.reseal(folder)
  }

  /// Writes the checksums of artefacts anew.
  static func reseal(_ folder: String) throws {
    let path = folder + "/manifest.json"
    var manifest = try JSONText.read(BackupManifest.self, try FileSystem.read(path), path: path)
    for index in manifest.artefacts.indices {
      let found = try Digest.sha256(of: folder + "/" + manifest.artefacts[index].name)
      manifest.artefacts[index].bytes = found.bytes
      manifest.artefacts[index].sha256 = found.hexadecimal
    }
    try FileSystem.writeAtomically(path, try JSONText.page(manifest))
    try FileSystem.writeAtomically(folder + "/SHA256SUMS", Array(ChecksumList.text(manifest.artefacts).utf8))
  }
}
