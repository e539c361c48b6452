import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// Volumes that are mounted in the tree of the files, or are it: a restore leaves every mount where it is. The mounts are this
/// process's own, on loop devices or memory, and go with the test.
@Suite(.serialized) struct MountedFilesTests {
  /// Mounts for one test, undone in reverse.
  private final class Mounts {
    let application: Application
    private var places: [String] = []

    init(_ application: Application) throws {
      try #require(getuid() == 0, "only root mounts: run this suite as root")
      self.application = application
    }

    func mount(_ arguments: [String], at place: String) async throws {
      let result = try await application.host.commands.run(Command("mount", arguments + [place]))
      try #require(result.isSuccess, "\(result.errorText)")
      places.append(place)
    }

    /// A file system of its own.
    func volume(at place: String) async throws {
      try FileSystem.makeFolder(place, mode: 0o755)
      try await mount(["-t", "tmpfs", "-o", "size=16M,mode=755", "tmpfs"], at: place)
    }

    func bind(_ source: String, at place: String) async throws { try await mount(["--bind", source], at: place) }

    func undo() async throws {
      for place in places.reversed() { _ = try await application.host.commands.run(Command("umount", ["-l", place])) }
    }
  }

  /// Runs a test with mounts, and undoes them.
  private func mounted(_ body: (Application, Mounts) async throws -> Void) async throws {
    let application = try await Application(withDaemon: false)
    let mounts = try Mounts(application)
    do {
      try await body(application, mounts)
      try await mounts.undo()
    } catch {
      try await mounts.undo()
      throw error
    }
  }

  private func devices(_ paths: [String]) -> [UInt64?] { paths.map { FileSystem.facts(Array($0.utf8))?.device } }

  private func state(_ application: Application) async throws -> [String] {
    try await TreeOracle.state(application.files, in: application)
  }

  private func restoreAndRevert(_ application: Application, _ places: [String], change: () async throws -> Void)
    async throws
  {
    let id = try await application.backUp(.filesFull)
    let before = try await state(application)
    try await change()
    let changed = try await state(application)
    #expect(changed != before)
    let mounts = devices(places)
    let restore = try await application.run(.restore(scope: .files, backup: id))
    try #require(restore.state == .done, "\(restore.message ?? "")")
    let found = try await state(application)
    #expect(found == before, "\(TreeOracle.difference(before, found))")
    #expect(devices(places) == mounts, "every mount is where it was")
    let revert = try await application.run(.revert(operation: restore.id))
    try #require(revert.state == .done, "\(revert.message ?? "")")
    let back = try await state(application)
    #expect(back == changed, "\(TreeOracle.difference(changed, back))")
    #expect(devices(places) == mounts)
    let again = try await application.run(.revert(operation: revert.id))
    try #require(again.state == .done, "\(again.message ?? "")")
    #expect(try await state(application) == before)
    let asides = SetAsides.list(plan: application.plan, state: application.state)
    let kept: [String] = asides.reduce(into: []) { $0 += $1.names }
    #expect(kept.allSatisfy { $0.contains(again.id) }, "\(kept)")
    #expect(kept.count == places.count + (places.contains(application.files) ? 0 : 1), "\(kept)")
    for path in kept { try FileSystem.removeTree(path) }
    var walk = try TreeWalk(application.folder.path + "/data")
    while let entry = try walk.entry() {
      let path = ByteName.shown(entry.path)
      #expect(!path.contains(".vigie") && !path.contains(".restore-") && !path.contains(".before-"), "\(path)")
    }
  }

  @Test func aVolumeInsideStaysAndItsContentComesBack() async throws {
    try await mounted { application, mounts in
      let volume = application.files + "/storage/volume"
      try await mounts.volume(at: volume)
      try application.folder.write("data/www/storage/volume/a/b", "1")
      try application.folder.write("data/www/storage/volume/c", "1")
      let nested = volume + "/nested"
      try await mounts.volume(at: nested)
      try application.folder.write("data/www/storage/volume/nested/n", "1")
      chmod(volume, 0o750)
      try await restoreAndRevert(application, [volume, nested]) {
        try FileSystem.removeTree(volume + "/a")
        try application.folder.write("data/www/storage/volume/new", "2")
        try application.folder.write("data/www/storage/volume/nested/n", "22")
        try application.folder.write("data/www/index.php", "2")
        try FileSystem.removeTree(application.files + "/storage/uploads")
        try application.folder.write("data/www/storage/uploads", "a file now")
        chmod(volume, 0o700)
        chmod(application.files + "/storage", 0o711)
      }
    }
  }

  @Test func aBindMountOfAFolderOnTheSameDiskStays() async throws {
    try await mounted { application, mounts in
      let source = application.folder.path + "/data/elsewhere"
      try FileSystem.makeFolder(source, mode: 0o755)
      let place = application.files + "/bound"
      try FileSystem.makeFolder(place, mode: 0o755)
      try await mounts.bind(source, at: place)
      try application.folder.write("data/www/bound/x", "1")
      let id = try await application.backUp(.filesFull)
      let inode = FileSystem.facts(source)?.inode
      try application.folder.write("data/www/bound/x", "2")
      let restore = try await application.run(.restore(scope: .files, backup: id))
      try #require(restore.state == .done, "\(restore.message ?? "")")
      #expect(FileSystem.facts(place)?.inode == inode)
      #expect(try FileSystem.read(source + "/x") == Array("1".utf8))
    }
  }

  @Test func theTreeItselfMayBeAVolume() async throws {
    try await mounted { application, mounts in
      let saved = application.files + ".saved"
      try FileSystem.rename(application.files, to: saved)
      try await mounts.volume(at: application.files)
      _ = try await application.host.commands.run(Command("cp", ["-a", saved + "/.", application.files]))
      try FileSystem.removeTree(saved)
      try await restoreAndRevert(application, [application.files]) {
        try FileSystem.removeFile(application.files + "/index.php")
        try application.folder.write("data/www/new/x", "2")
        chmod(application.files, 0o711)
      }
      #expect(FileSystem.facts(application.files + "/index.php") != nil)
    }
  }

  @Test func whatCannotBeExchangedStaysAndIsSaid() async throws {
    try await mounted { application, mounts in
      let file = try application.folder.write("data/elsewhere.conf", "mounted")
      try application.folder.write("data/www/conf/one.conf", "below")
      try await mounts.bind(file, at: application.files + "/conf/one.conf")
      let readOnly = application.files + "/ro"
      try await mounts.volume(at: readOnly)
      try application.folder.write("data/www/ro/r", "1")
      _ = try await application.host.commands.run(Command("mount", ["-o", "remount,ro", readOnly]))
      let kernel = application.files + "/jail/proc"
      try FileSystem.makeFolder(kernel, mode: 0o755)
      try await mounts.mount(["-t", "proc", "proc"], at: kernel)
      let id = try await application.backUp(.filesFull)
      let manifest = try #require(Catalogue.manifest(backups: application.state.backups, id: id))
      #expect(manifest.remarks.contains { $0.contains("kernel's, left out (jail/proc)") }, "\(manifest.remarks)")
      #expect(manifest.contents["file"] ?? 0 < 20)
      // Mounted since: the backup does not have it, and the restore leaves it alone.
      let late = application.files + "/late/volume"
      try FileSystem.makeFolder(application.files + "/late", mode: 0o755)
      try await mounts.volume(at: late)
      try application.folder.write("data/www/late/volume/l", "late")
      try application.folder.write("data/www/late/goes", "x")
      try application.folder.write("data/www/index.php", "2")
      let preview = await application.preview(.restore(scope: .files, backup: id))
      let lines = preview.preflight.filter { $0.severity == .warning }.map { $0.text.text(in: .english) }
      for words in [
        "one.conf stays as it is: a file mounted", "/ro stays as it is: mounted read-only",
        "/proc stays as it is: kept by", "late/volume stays as it is: not in the backup",
      ] { #expect(lines.contains { $0.contains(words) }, "\(lines)") }
      let mounted = devices([readOnly, kernel, late])
      let restore = try await application.run(.restore(scope: .files, backup: id))
      try #require(restore.state == .done, "\(restore.message ?? "")")
      #expect(devices([readOnly, kernel, late]) == mounted)
      #expect(try FileSystem.read(application.files + "/conf/one.conf") == Array("mounted".utf8))
      #expect(try FileSystem.read(application.files + "/ro/r") == Array("1".utf8))
      #expect(try FileSystem.read(late + "/l") == Array("late".utf8))
      #expect(!FileSystem.exists(application.files + "/late/goes"))
      #expect(try FileSystem.read(application.files + "/index.php") == Array("<?php echo 'hello';".utf8))
    }
  }

  @Test func aVolumeThatIsNotMountedIsSaid() async throws {
    try await mounted { application, mounts in
      let volume = application.files + "/volume"
      try await mounts.volume(at: volume)
      try application.folder.write("data/www/volume/x", "1")
      let id = try await application.backUp(.filesFull)
      try await mounts.undo()
      let preview = await application.preview(.restore(scope: .files, backup: id))
      let lines = preview.preflight.map { $0.text.text(in: .english) }
      #expect(lines.contains { $0.contains("/volume was a volume and is not mounted") }, "\(lines)")
    }
  }

  @Test func aMountWhereTheBackupHasAFileIsRefused() async throws {
    try await mounted { application, mounts in
      try application.folder.write("data/www/n", "a file")
      let id = try await application.backUp(.filesFull)
      try FileSystem.removeFile(application.files + "/n")
      try FileSystem.makeFolder(application.files + "/n", mode: 0o755)
      try await mounts.volume(at: application.files + "/n/volume")
      let before = try await state(application)
      #expect(await application.preview(.restore(scope: .files, backup: id)).isAllowed == false)
      let status = try await application.run(.restore(scope: .files, backup: id), allowingRed: true)
      #expect(status.state != .done)
      #expect(try await state(application) == before)
    }
  }

  @Test func aKilledSwapIsFinishedOrTakenBack() async throws {
    try await mounted { application, mounts in
      let volume = application.files + "/volume"
      try await mounts.volume(at: volume)
      try application.folder.write("data/www/volume/x", "1")
      let id = try await application.backUp(.filesFull)
      let good = try await state(application)
      try application.folder.write("data/www/volume/x", "22")
      try application.folder.write("data/www/index.php", "22")
      let damaged = try await state(application)
      // A worker that dies after the record and its first renames.
      let folder = try await application.order(.restore(scope: .files, backup: id))
      let status = try await application.run(folder)
      try #require(status.state == .done, "\(status.message ?? "")")
      #expect(try await state(application) == good)
      let path = application.state.operation(folder.id) + "/placed-files.json"
      var record = try JSONText.read(PlacedSwap.self, try FileSystem.read(path), path: path)
      #expect(record.state == .done && record.levels.count == 2)
      record.state = .begun
      try FileSystem.writeAtomically(path, try JSONText.line(record))
      // What it had done of the renames, undone but for the last of what came.
      for level in record.levels.dropLast() {
        for name in level.new.dropLast() {
          try FileSystem.makeFolder(level.incoming.dropLast("/tree".utf8.count).map { $0 })
          try FileSystem.makeFolder(level.incoming)
          try FileSystem.rename(PlacedSwap.join(level.live, name), to: PlacedSwap.join(level.incoming, name))
        }
      }
      for level in record.levels {
        try FileSystem.makeFolder(level.incoming.dropLast("/tree".utf8.count).map { $0 })
        try FileSystem.makeFolder(level.incoming)
      }
      let revert = try await application.run(.revert(operation: folder.id))
      try #require(revert.state == .done, "\(revert.message ?? "")")
      let back = try await state(application)
      #expect(back == damaged, "\(TreeOracle.difference(damaged, back))")
      // What was taken back is not gone on with.
      let resumed = try await application.run(folder)
      #expect(resumed.state != .running)
      #expect(try await state(application) == damaged)
    }
  }

  @Test func nothingGoesWhereNothingComes() async throws {
    try await mounted { application, mounts in
      try await mounts.volume(at: application.files + "/volume")
      try application.folder.write("data/www/volume/x", "1")
      let id = try await application.backUp(.filesFull)
      let before = try await state(application)
      let context = StepContext(
        step: Step(verb: "", arguments: ["scope": "files"], title: both("", "")), operation: "ID",
        plan: application.plan, state: application.state, host: application.host,
        orderedAt: Timestamp(milliseconds: 0))
      try FileSystem.makeFolder(application.state.operation("ID"))
      let manifest = try #require(Catalogue.manifest(backups: application.state.backups, id: id))
      let restore = try #require(try FolderRestore.all(manifest, context).first)
      let swap = try FolderSwap(restore, built: application.files + ".restore-ID-1", context)
      #expect(throws: StepFailure.self) { try swap.perform() }
      #expect(try await state(application) == before)
    }
  }

  @Test func aFolderThatIsRemovedIsNeverAMountedOne() async throws {
    try await mounted { application, mounts in
      let aside = application.folder.path + "/data/aside"
      try FileSystem.makeFolder(aside)
      let source = application.folder.path + "/data/real"
      try application.folder.write("data/real/precious", "x")
      try FileSystem.makeFolder(aside + "/mount")
      try await mounts.bind(source, at: aside + "/mount")
      #expect(throws: FileFault.self) { try FileSystem.removeTree(aside) }
      #expect(FileSystem.exists(source + "/precious"))
    }
  }
}
