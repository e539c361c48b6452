import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// What did not come back once, each by its smallest case.
@Suite struct FilesAsBytesTests {
  /// Goes on when the clock has left the tick behind in which the files were made.
  private static let tick = "e=$(($(date +%s%N) + 25000000)); until test $(date +%s%N) -gt $e; do :; done"

  private func shell(_ script: String, _ application: Application) async throws {
    let result = try await application.host.commands.run(
      Command("bash", ["-c", "set -e; cd \"$1\"; " + script, "sh", application.files]))
    try #require(result.isSuccess, "\(result.errorText)")
  }

  private func restore(_ backup: String, _ application: Application) async throws {
    let status = try await application.run(.restore(scope: .files, backup: backup))
    try #require(status.state == .done, "\(status.message ?? "")")
  }

  @Test(arguments: [
    #"printf a > $'caf\xe9.txt'; mkdir $'d\xff'; printf b > $'d\xff/in'"#, #"printf a > $'new\nline'"#,
    #"printf a > 'back\slash'"#, "printf a > ./-rf; printf b > ./--", #"printf a > $'\x1b[31m\x01'"#,
    "printf a > $(printf 'L%.0s' {1..255})",
    "cd_deep() { for i in {1..18}; do mkdir $(printf 'd%.0s' {1..200}); cd $(printf 'd%.0s' {1..200}); done; }; cd_deep; printf a > end",
  ]) func aNameIsBytes(_ script: String) async throws {
    let application = try await Application(withDaemon: false)
    try await shell(script, application)
    let full = try await application.backUp(.filesFull)
    let state = try await TreeOracle.state(application.files, in: application)
    try await shell("printf more > more; printf x > index.php", application)
    let incremental = try await application.backUp(.filesIncremental)
    let second = try await TreeOracle.state(application.files, in: application)
    try FileSystem.removeTree(application.files)
    try await restore(full, application)
    #expect(try await TreeOracle.state(application.files, in: application) == state)
    try await restore(incremental, application)
    #expect(try await TreeOracle.state(application.files, in: application) == second)
  }

  @Test(arguments: [
    ("mkdir n; echo x > n/x", "rm -r n; echo y > n"), ("mkdir n; echo x > n/x", "rm -r n; ln -s /etc n"),
    ("echo y > n", "rm n; mkdir n; echo x > n/x"), ("ln -s index.php n", "rm n; mkdir n; echo x > n/x"),
    ("mkdir d2 d3; echo 2 > d2/f; echo 3 > d3/f", "rm -r d2; mv d3 d2"),
    ("mkdir d2 d3; echo 2 > d2/f; echo 3 > d3/f; touch -d @5 d?/f", "mv d2 d4; mv d3 d2; mv d4 d3"),
    ("echo 1 > a; ln a b", "cp -p a c; mv c a"), ("echo 1 > a; echo 2 > b", "ln -f a b"),
    ("mkdir d; setfattr -n user.k -v 1 d; echo 1 > d/x", "setfattr -x user.k d"),
    ("mkdir d; setfattr -n user.k -v 1 d; echo 1 > d/x; ln d/x y; " + tick, "setfattr -x user.k d"),
    ("mkdir d; setfacl -d -m u:33:rwx d; echo 1 > d/x", "setfacl -b d; echo 2 > d/y"),
  ]) func aChangeOfKindComesBack(_ before: String, _ after: String) async throws {
    let application = try await Application(withDaemon: false)
    try await shell(before, application)
    let full = try await application.backUp(.filesFull)
    try await shell(after, application)
    let incremental = try await application.backUp(.filesIncremental)
    let state = try await TreeOracle.state(application.files, in: application)
    let hand = application.folder.path + "/hand"
    try await RandomTreeTests.byHand(full, incremental, in: hand, application)
    #expect(try await TreeOracle.state(hand + "/files", in: application) == state)
    try FileSystem.removeTree(application.files)
    try await restore(incremental, application)
    #expect(try await TreeOracle.state(application.files, in: application) == state)
  }

  @Test func anIncrementalHoldsWhatChangedAndNoMore() async throws {
    let application = try await Application(withDaemon: false)
    try await shell(
      "mkdir a; for i in {1..50}; do head -c 20000 /dev/urandom > a/$i; done; touch -d '1 hour ago' a/*; sync",
      application)
    try await shell(Self.tick, application)
    _ = try await application.backUp(.filesFull)
    try await shell("echo new > a/7; mv a/8 a/eight", application)
    let id = try await application.backUp(.filesIncremental)
    let manifest = try #require(Catalogue.manifest(backups: application.state.backups, id: id))
    #expect(manifest.contents["file"] == 2 && manifest.contents["folder"] == 1, "\(manifest.contents)")
    #expect(manifest.contents[ArchiveItem.treeCount] == 58, "\(manifest.contents)")
  }

  @Test func aSparseFileCostsWhatItHolds() async throws {
    let application = try await Application(withDaemon: false)
    try await shell(
      "truncate -s 300M hole; printf x | dd of=hole bs=1 seek=200M conv=notrunc status=none; truncate -s 2T vast",
      application)
    let id = try await application.backUp(.filesFull)
    let manifest = try #require(Catalogue.manifest(backups: application.state.backups, id: id))
    #expect(manifest.totalBytes < 20_000)
    try FileSystem.removeTree(application.files)
    try await restore(id, application)
    #expect(try await TreeOracle.kibibytes(application.files, in: application) < 200)
    #expect(FileSystem.facts(application.files + "/vast")?.bytes == 2 << 40)
    try await shell("test \"$(tail -c +209715201 hole | head -c 1)\" = x", application)
  }

  @Test func attributesAreComparedAndGivenBackWhateverTarDoes() async throws {
    let application = try await Application(withDaemon: false)
    try await shell("setfacl -m u:33:rw index.php; chmod 600 index.php; setfattr -n user.k -v v index.php", application)
    let id = try await application.backUp(.filesFull)
    let state = try await TreeOracle.state(application.files, in: application)
    try await shell("setfacl -b index.php; setfattr -x user.k index.php", application)
    let folder = try await application.order(.restore(scope: .files, backup: id))
    let status = try await application.run(
      folder,
      commands: TamperingRunner { _, command in
        command.executable == "tar" && command.arguments.first == "--extract"
          ? command.wrapped(#""$@" --no-acls --no-xattrs"#) : nil
      })
    #expect(status.state == .done, "\(status.message ?? "")")
    #expect(try await TreeOracle.state(application.files, in: application) == state)
  }

  @Test(arguments: [
    "printf x >> index.php", "chmod 600 index.php", "touch index.php", "setfattr -n user.k -v v index.php",
    "setfacl -m u:33:r index.php", "rm index.php", "printf x > extra",
    "touch -r . ../mark; rm hard; cp -p index.php hard; touch -r ../mark .",
    "touch -r index.php ../mark; printf '<?PHP' | dd of=index.php conv=notrunc status=none; touch -r ../mark index.php",
  ]) func whatIsOtherAfterTheExtractionStopsTheRestore(_ script: String) async throws {
    let application = try await Application(withDaemon: false)
    let id = try await application.backUp(.filesFull)
    let before = try await TreeOracle.state(application.files, in: application)
    let folder = try await application.order(.restore(scope: .files, backup: id))
    let status = try await application.run(
      folder,
      commands: TamperingRunner { _, command in
        guard command.executable == "tar", command.arguments.first == "--extract" else { return nil }
        return command.wrapped(#""$@"; for d; do :; done; cd "$d"; "# + script)
      })
    // Modes and attributes are given back by us; all else stops it.
    let isMended = script.hasPrefix("setf") || script.hasPrefix("chmod")
    #expect(status.state == (isMended ? .done : .failed), "\(status.message ?? "")")
    if !isMended { #expect(try await TreeOracle.state(application.files, in: application) == before) }
  }

  @Test func anAttributeThatTheRootHasLostDoesNotComeBack() async throws {
    let application = try await Application(withDaemon: false)
    try await shell("setfattr -n user.k -v 1 .", application)
    _ = try await application.backUp(.filesFull)
    try await shell("setfattr -x user.k .", application)
    let incremental = try await application.backUp(.filesIncremental)
    let state = try await TreeOracle.state(application.files, in: application)
    try await restore(incremental, application)
    #expect(try await TreeOracle.state(application.files, in: application) == state)
  }

  /// What happens while `tar` reads: the script runs in the tree, before or after it.
  private func backUp(_ leg: BackupLeg, before: String = ":", after: String = ":", _ application: Application)
    async throws -> (OperationStatus, BackupManifest?)
  {
    let script =
      "(cd \(application.files); \(before)); " + #""$@"; s=$?; "# + "(cd \(application.files); \(after)); exit $s"
    let status = try await application.run(
      .backup(leg: leg),
      commands: TamperingRunner { _, command in
        command.executable == "tar" && command.arguments.first == "--create" ? command.wrapped(script) : nil
      })
    let id = try application.catalogue(leg).first?.id
    return (status, id.flatMap { Catalogue.manifest(backups: application.state.backups, id: $0) })
  }

  @Test func whatGoesAwayWhileItIsReadIsLeftOutAndSaid() async throws {
    let application = try await Application(withDaemon: false)
    try await shell("mkdir gone; echo 1 > gone/a; echo 1 > b", application)
    let (status, manifest) = try await backUp(.filesFull, before: "rm -r gone b", application)
    #expect(status.state == .done, "\(status.message ?? "")")
    #expect(manifest?.remarks.contains { $0.contains(": 3 gone while they were read (b, …)") } == true)
    let state = try await TreeOracle.state(application.files, in: application)
    try await restore(try #require(manifest?.id), application)
    #expect(try await TreeOracle.state(application.files, in: application) == state)
  }

  @Test(arguments: [(true, false), (false, true)])
  func whatChangesWhileItIsReadIsSaidAndSavedAgain(_ isBefore: Bool, _ isAfter: Bool) async throws {
    let application = try await Application(withDaemon: false)
    try await shell("echo one > a; touch -d @5 a; mkdir d; " + Self.tick, application)
    let change = "echo two > a; touch -d @5 a; setfattr -n user.k -v 1 d"
    let (status, manifest) = try await backUp(
      .filesFull, before: isBefore ? change : ":", after: isAfter ? change : ":", application)
    #expect(status.state == .done, "\(status.message ?? "")")
    #expect(manifest?.remarks.contains { $0.contains(": 2 changed while they were read (a, …)") } == true)
    let incremental = try await application.backUp(.filesIncremental)
    let state = try await TreeOracle.state(application.files, in: application)
    try FileSystem.removeTree(application.files)
    try await restore(try #require(manifest?.id), application)
    #expect(try FileSystem.read(application.files + "/a") == Array((isBefore ? "two\n" : "one\n").utf8))
    try await restore(incremental, application)
    #expect(try await TreeOracle.state(application.files, in: application) == state)
  }

  @Test func whatIsThereAndWasNotReadIsNoBackup() async throws {
    let application = try await Application(withDaemon: false)
    let status = try await application.run(
      .backup(leg: .filesFull),
      commands: TamperingRunner { _, command in
        command.executable == "tar" && command.arguments.first == "--create"
          ? command.wrapped(
            #"for f; do case $f in --files-from=*) sed -z -i /index.php/d "${f#--files-from=}";; esac; done; "$@""#)
          : nil
      })
    #expect(status.state == .failed && status.message?.contains("index.php: could not be read") == true)
    #expect(try application.catalogue(.filesFull).isEmpty)
  }

  @Test func aLaterLookTellsARewriteThatKeepsSizeAndTime() async throws {
    let application = try await Application(withDaemon: false)
    let id = try await application.backUp(.filesFull)
    let index = try await TreeIndexFile.read(
      application.state.backups + "/files.full/\(id)/files.index.gz",
      StepContext(
        step: Step(verb: "", title: both("", "")), operation: "ID", plan: application.plan, state: application.state,
        host: application.host, orderedAt: Timestamp(milliseconds: 0)))
    let quick = TreeComparison.Manner(readsContent: false)
    let first = try TreeComparison(index, with: application.files, quick)
    #expect(first.isEmpty)
    try await shell(
      "touch -r index.php ../mark; printf '<?PHP' | dd of=index.php conv=notrunc status=none; touch -r ../mark index.php",
      application)
    let second = try TreeComparison(index, with: application.files, quick)
    #expect(second.isEmpty && second.identity != first.identity)
    #expect(try TreeComparison(index, with: application.files).first?.hasSuffix(": content") == true)
  }

  @Test func socketsAndDeviceNodesAreSaid() async throws {
    try #require(getuid() == 0, "only root makes device nodes: run this suite as root")
    let application = try await Application(withDaemon: false)
    try await shell(
      "python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind(\"sock\")'; mknod null c 1 3; mkfifo pipe",
      application)
    let id = try await application.backUp(.filesFull)
    let manifest = try #require(Catalogue.manifest(backups: application.state.backups, id: id))
    #expect(
      manifest.remarks == [
        "\(application.files): 1 sockets left out (sock)", "\(application.files): 1 device nodes (null)",
      ])
    try FileSystem.removeTree(application.files)
    try await restore(id, application)
    try await shell("test -c null; test -p pipe; test ! -e sock", application)
  }

  @Test func pathsThatNoProgramTakesAreLeftOutAndSaid() async throws {
    let application = try await Application(withDaemon: false)
    try await shell(
      "for i in {1..25}; do mkdir $(printf 'd%.0s' {1..200}); cd $(printf 'd%.0s' {1..200}); done", application)
    let id = try await application.backUp(.filesFull)
    let manifest = try #require(Catalogue.manifest(backups: application.state.backups, id: id))
    #expect(manifest.remarks.first?.contains(": 5 paths too long, left out (ddd") == true, "\(manifest.remarks)")
    try await restore(id, application)
  }
}
