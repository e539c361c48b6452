import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// Archives and indexes that nobody of us wrote: refused before anything is extracted, whatever their checksums say.
@Suite struct ForgedArchiveTests {
  @Test(arguments: [
    "--transform=s,^./index.php,../escaped,", "--transform=s,^./index.php,/tmp/vigie-escaped,",
    "--transform=s,^./index.php,./a/../../escaped,", "--transform=s,^./index.php,./link/escaped,",
    "--transform=flags=h;s,.*hard,x,;s,./index.php,/etc/hostname,", "--exclude=index.php", "--mode=0777", "--mtime=@5",
  ]) func anArchiveThatIsNotAsItsIndexSaysIsRefused(_ option: String) async throws {
    let application = try await Application(withDaemon: false)
    let id = try await application.backUp(.filesFull)
    let folder = application.state.backups + "/files.full/" + id
    try FileSystem.removeFile(folder + "/files.tar.gz")
    let packed = try await application.host.commands.run(
      Command(
        "tar",
        [
          "--create", "--gzip", "--format=posix", "--absolute-names", "--numeric-owner", "--sort=name",
          "--file=" + folder + "/files.tar.gz", option, "-C", application.files, ".",
        ]))
    try #require(packed.isSuccess, "\(packed.errorText)")
    try Application.reseal(folder)
    let before = try application.listing(application.files)
    let verified = try await application.run(.verify(backup: id))
    #expect(verified.state == .failed, "\(verified.message ?? "")")
    let evidence = folder + "/evidence.json"
    try FileSystem.removeFile(evidence)
    let restored = try await application.run(.restore(scope: .files, backup: id))
    #expect(restored.state == .failed, "\(restored.message ?? "")")
    #expect(try application.listing(application.files) == before)
    #expect(!FileSystem.exists("/tmp/vigie-escaped") && !FileSystem.exists(application.folder.path + "/data/escaped"))
  }

  /// A list of removals that leaves the folder, by itself or through a link.
  @Test(arguments: ["../victim", "./../victim", "/victim", "./way/victim"])
  func aListOfRemovalsThatLeavesTheFolderIsRefused(_ name: String) async throws {
    let application = try await Application(withDaemon: false)
    let victim = try application.folder.write("outside/victim", "x")
    symlink(application.folder.path + "/outside", application.files + "/way")
    _ = try await application.backUp(.filesFull)
    let id = try await application.backUp(.filesIncremental)
    let folder = application.state.backups + "/files.incremental/" + id
    let list = try application.folder.write("list", name + "\0")
    try FileSystem.removeFile(folder + "/files.gone.gz")
    _ = try await application.host.commands.run(
      Command("gzip", ["-c", list], outputFile: folder + "/files.gone.gz"))
    try Application.reseal(folder)
    let status = try await application.run(.restore(scope: .files, backup: id))
    #expect(status.state == .failed, "\(status.message ?? "")")
    #expect(FileSystem.exists(victim))
  }

  @Test(arguments: [
    "f 644 0 0 0 0.000000000 :../x", "f 644 0 0 0 0.000000000 :a//b", "f 644 0 0 0 0.000000000 :a/b",
    "f 644 0 0 0 0.000000000 ://x", "f 644 0 0 0 0.000000000 :.", "f 644 0 0 x 0.000000000 :x",
    "f 99999 0 0 0 0.000000000 :x", "f 644 0 0 0 0.5 :x", "f 644 0 0 0 0.000000000 h=00 :x",
    "q 644 0 0 0 0.000000000 :x",
    "f 644 0 0 0 0.000000000 y=1 :x", "f 644 0 0 99999999999999999999 0.000000000 :x",
    "f 644 0 0 0 0.000000000 :x\0f 644 0 0 0 0.000000000 :x",
    "f", "",
  ]) func anIndexThatSaysNothingIsNone(_ line: String) {
    let head = "vigie-index 1 1.000000000\0d 755 0 0 0 -2.500000000 i=1 c=1.000000000 :\0"
    #expect(TreeIndex(text: Array(head.utf8))?.records.first?.modified.seconds == -2)
    #expect(TreeIndex(text: Array((head + line + "\0").utf8)) == nil)
    #expect(TreeIndex(text: Array((head + "f 644 0 0 0 0.000000000 :x").utf8)) == nil, "cut")
    #expect(TreeIndex(text: Array("vigie-index 2 1.000000000\0".utf8)) == nil)
  }

  @Test(arguments: 0..<20) func anIndexReadsAsItWasWritten(_ seed: Int) throws {
    let folder = try TemporaryFolder()
    var tree = RandomTree(folder.path + "/t", seed: seed)
    try tree.make()
    var walk = try TreeWalk(folder.path + "/t", readsAttributes: true)
    var records: [TreeRecord] = []
    while let entry = try walk.entry() {
      var record = TreeRecord(
        path: entry.path, kind: entry.kind, mode: entry.mode, owner: entry.owner, group: entry.group,
        bytes: entry.bytes, modified: entry.modified, node: entry.node, target: entry.target,
        attributes: entry.attributes, inode: entry.inode, changed: entry.changed)
      record.digest = records.count % 2 == 0 ? .whole(Array(0..<32)) : .blocks(Array(100..<132))
      record.isSteady = records.count % 3 == 0
      record.isInherited = records.count % 5 == 0
      record.isMount = records.count % 7 == 0
      if records.count % 4 == 0 { record.hardLink = entry.path }
      records.append(record)
    }
    let index = TreeIndex(began: .init(seconds: 5, nanoseconds: 7), records: records)
    let read = try #require(TreeIndex(text: index.text))
    #expect(read.records == records && read.began == index.began)
  }
}
