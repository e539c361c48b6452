import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// An incremental backup of files and what comes back from it.
@Suite struct IncrementalTests {
  @Test func deletedRenamedAndReownedFilesComeBackRight() async throws {
    let application = try await Application(withDaemon: false)
    let root = application.files
    try application.folder.write("data/www/old/gone.txt", "gone")
    try application.folder.write("data/www/old/stays.txt", "stays")
    let full = try await application.backUp(.filesFull)
    try FileSystem.removeFile(root + "/old/gone.txt")
    try FileSystem.rename(root + "/storage/uploads/a b.txt", to: root + "/storage/uploads/b c.txt")
    try application.folder.write("data/www/new.txt", "new")
    chmod(root + "/index.php", 0o640)
    if geteuid() == 0 { chown(root + "/old/stays.txt", 33, 33) }
    let incremental = try await application.backUp(.filesIncremental)
    let expected = try application.listing(root)
    #expect(try BackupFolder(id: incremental, backups: application.state.backups)?.manifest().parent == full)

    // Again, on the same full: an incremental one never builds on another.
    try application.folder.write("data/www/second.txt", "second")
    let second = try await application.backUp(.filesIncremental)
    let expectedSecond = try application.listing(root)

    try FileSystem.removeTree(root)
    let newest = try await application.run(.restore(scope: .files, backup: nil))
    #expect(newest.state == .done, "\(newest.message ?? "")")
    #expect(try application.listing(root) == expectedSecond)
    let status = try await application.run(.restore(scope: .files, backup: incremental))
    #expect(status.state == .done, "\(status.message ?? "")")
    #expect(try application.listing(root) == expected)
    if geteuid() == 0 { #expect(FileSystem.facts(root + "/old/stays.txt")?.owner == 33) }
    #expect(!FileSystem.exists(root + "/old/gone.txt") && !FileSystem.exists(root + "/storage/uploads/a b.txt"))
    #expect(second != incremental)
  }

  @Test func withoutItsFullAnIncrementalIsNotMadeAndNotRestored() async throws {
    let application = try await Application(withDaemon: false)
    #expect(await application.preview(.backup(leg: .filesIncremental)).isAllowed == false)
    let full = try await application.backUp(.filesFull)
    let incremental = try await application.backUp(.filesIncremental)
    let live = try application.listing(application.files)
    let folder = application.state.backups + "/files.full/" + full
    try FileSystem.rename(folder, to: folder + ".away")
    let status = try await application.run(.restore(scope: .files, backup: incremental), allowingRed: true)
    #expect(status.state == .failed)
    #expect(try application.listing(application.files) == live)
  }
}
