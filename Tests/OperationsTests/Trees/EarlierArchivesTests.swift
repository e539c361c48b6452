import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// Backups that earlier versions made of folders, without an index, come back as before.
@Suite struct EarlierArchivesTests {
  @Test func aFullAndAnIncrementalOfAnEarlierVersionComeBack() async throws {
    let application = try await Application(withDaemon: false)
    // An earlier version saved hard links as files of their own.
    try FileSystem.removeFile(application.files + "/hard")
    try application.folder.write("data/www/old/gone.txt", "gone")
    let full = try await application.makeEarlier(.filesFull, on: nil)
    let first = try application.listing(application.files)
    try FileSystem.removeTree(application.files + "/old")
    try application.folder.write("data/www/new.txt", "new")
    let incremental = try await application.makeEarlier(.filesIncremental, on: full)
    let second = try application.listing(application.files)
    for (id, state) in [(incremental, second), (full, first)] {
      #expect(try await application.run(.verify(backup: id)).state == .done)
      try FileSystem.removeTree(application.files)
      let status = try await application.run(.restore(scope: .files, backup: id))
      try #require(status.state == .done, "\(status.message ?? "")")
      #expect(try application.listing(application.files) == state)
    }
    // A new incremental needs a full that has an index.
    #expect(await application.preview(.backup(leg: .filesIncremental)).isAllowed == false)
  }

  @Test func whatIsOtherStopsIt() async throws {
    let application = try await Application(withDaemon: false)
    try FileSystem.removeFile(application.files + "/hard")
    let id = try await application.makeEarlier(.filesFull, on: nil)
    let folder = try await application.order(.restore(scope: .files, backup: id))
    let status = try await application.run(
      folder,
      commands: TamperingRunner { _, command in
        guard command.executable == "tar", command.arguments.first == "--extract" else { return nil }
        return command.wrapped(
          #""$@"; for d; do case $d in */tree) echo '<?PHP echo "hallo";' > $d/index.php;; esac; done"#)
      })
    #expect(status.state == .failed && status.message?.contains("index.php") == true, "\(status.message ?? "")")
  }
}

extension Application {
  /// A backup of the files as earlier versions made it: `tar`'s own incremental archive, and counts of what it lists.
  func makeEarlier(_ leg: BackupLeg, on base: String?) async throws -> String {
    let id = try await backUp(leg, makingFirst: base == nil ? nil : .filesFull)
    let folder = state.backups + "/\(leg.rawValue)/" + id
    let path = folder + "/manifest.json"
    var manifest = try JSONText.read(BackupManifest.self, try FileSystem.read(path), path: path)
    for artefact in manifest.artefacts { try FileSystem.removeFile(folder + "/" + artefact.name) }
    if let base {
      let snapshot = state.backups + "/files.full/\(base)/files.snar"
      try FileSystem.writeAtomically(folder + "/files.snar", try FileSystem.read(snapshot))
    }
    let packed = try await host.commands.run(
      Command(
        "tar",
        [
          "--create", "--gzip", "--hard-dereference", "--file=\(folder)/files.tar.gz",
          "--listed-incremental=\(folder)/files.snar", "--no-check-device", "-C", files, ".",
        ]))
    try #require(packed.isSuccess, "\(packed.errorText)")
    let listed = try await host.commands.run(Command("tar", ["--list", "--verbose", "--file=\(folder)/files.tar.gz"]))
    var contents: [String: Int] = [:]
    for line in listed.text.split(separator: "\n") { contents[TarListing.kind(line.utf8).rawValue, default: 0] += 1 }
    if base != nil { contents[ArchiveItem.treeCount] = try listing(files).count }
    manifest.artefacts = ["files.tar.gz", "files.snar"].map { BackupArtefact(name: $0, bytes: 0, sha256: "") }
    manifest.contents = contents
    manifest.parent = base
    try FileSystem.writeAtomically(path, try JSONText.page(manifest))
    try Self.reseal(folder)
    return id
  }

  /// A backup of a leg, for an incremental one after a full of today's, which goes away again.
  private func backUp(_ leg: BackupLeg, makingFirst first: BackupLeg?) async throws -> String {
    guard let first else { return try await backUp(leg) }
    let full = try await backUp(first)
    defer { try? FileSystem.removeTree(state.backups + "/\(first.rawValue)/" + full) }
    return try await backUp(leg)
  }
}
