import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// Whatever goes wrong while a backup is made: it is not listed, it is not said to be done, and the one before is as good
/// as it was.
@Suite struct BackupFaultTests {
  enum Fault: String, CaseIterable, Sendable {
    case copyKilled, copyCut, copySilentlyMissing, copyComplains, copyFails, gzipKilled, gzipPacksAnother, diskFull,
      sqliteMissing, tarFails, tarSilent, tarCut, tarPackFull
  }

  private static func runner(_ fault: Fault) -> TamperingRunner {
    TamperingRunner { (_, command) throws(CommandError) -> Command? in
      let isCopy = command.arguments.last?.hasPrefix(".backup ") == true
      let isPack = command.executable == "gzip" && command.arguments.first == "-c"
      let isTar = command.executable == "tar" && command.arguments.first == "--create"
      switch fault {
      case .copyKilled where isCopy: return command.wrapped(#""$@"; kill -9 $$"#)
      case .copyCut where isCopy:
        return command.wrapped(#""$@"; for f; do :; done; f=${f#.backup ?}; truncate -s 8192 "${f%?}""#)
      case .copySilentlyMissing where isCopy: return command.wrapped(":")
      case .copyComplains where isCopy: return command.wrapped(#""$@"; echo 'Error: disk image is malformed' >&2"#)
      case .copyFails where isCopy: return command.wrapped("exit 11")
      case .gzipKilled where isPack: return command.wrapped(#""$@" | head -c 100; kill -9 $$"#)
      case .gzipPacksAnother where isPack: return command.wrapped("echo another | gzip -c")
      case .diskFull where isPack: return command.wrapped(#""$@" > /dev/full"#)
      case .sqliteMissing where command.executable == "sqlite3": throw .notFound("sqlite3")
      case .tarFails where isTar: return command.wrapped(#""$@"; exit 2"#)
      case .tarSilent where isTar: return command.wrapped(":")
      case .tarCut where isTar:
        return command.wrapped(#""$@" | head -c 2000"#)
      case .tarPackFull where isPack: return command.wrapped(#""$@" > /dev/full"#)
      default: return nil
      }
    }
  }

  @Test(arguments: Fault.allCases) func noFaultMakesABackup(_ fault: Fault) async throws {
    let application = try await Application(withDaemon: false)
    let leg: BackupLeg = fault.rawValue.hasPrefix("tar") ? .filesFull : .databaseFull
    let good = try await application.backUp(leg)
    let status = try await application.run(.backup(leg: leg), commands: Self.runner(fault))
    #expect(status.state == .failed && status.exitStatus == 1)
    #expect(status.message?.isEmpty == false)
    #expect(status.steps.first?.state == .failed)
    #expect(try application.catalogue(leg).map(\.id) == [good])
    #expect(try FileSystem.names(in: application.state.backups + "/" + leg.rawValue) == [good])
    #expect(try await application.run(.verify(backup: good)).state == .done)
  }

  @Test func aMissingToolIsNamed() async throws {
    let application = try await Application(withDaemon: false)
    let status = try await application.run(.backup(leg: .databaseFull), commands: Self.runner(.sqliteMissing))
    #expect(status.steps.first?.exitStatus == 127)
    #expect(status.message?.contains("sqlite3") == true)
  }

  @Test func aFileThatChangesWhileItIsReadIsARemark() async throws {
    let application = try await Application(withDaemon: false)
    let runner = TamperingRunner { _, command in
      command.arguments.first == "--create"
        ? command.wrapped(#""$@"; echo 'tar: ./x: file changed as we read it' >&2; exit 1"#) : nil
    }
    let status = try await application.run(.backup(leg: .filesFull), commands: runner)
    #expect(status.state == .done)
    let id = try #require(try application.catalogue(.filesFull).first?.id)
    let manifest = try #require(Catalogue.manifest(backups: application.state.backups, id: id))
    #expect(manifest.remarks == ["tar: ./x: file changed as we read it"])
    #expect(status.steps[0].message?.contains("file changed") == true)
  }

  enum Damage: String, CaseIterable, Sendable {
    case truncated, flipped, headerFlipped, missing, manifestBroken, listBroken, foreign
  }

  @Test(arguments: Damage.allCases) func noDamageIsRestoredOrPassesTheCheck(_ damage: Damage) async throws {
    let application = try await Application(withDaemon: false)
    let id = try await application.backUp(.databaseFull)
    let folder = application.state.backups + "/database.full/" + id
    let artefact = folder + "/database.sqlite.gz"
    var bytes = try FileSystem.read(artefact)
    switch damage {
    case .truncated: try FileSystem.writeAtomically(artefact, bytes.prefix(bytes.count / 2))
    case .flipped:
      bytes[bytes.count / 2] ^= 0x10
      try FileSystem.writeAtomically(artefact, bytes)
    case .headerFlipped:
      // A byte that gzip itself does not look at (RFC 1952: the operating system): only the checksum tells.
      bytes[9] ^= 0x10
      try FileSystem.writeAtomically(artefact, bytes)
    case .missing: try FileSystem.removeFile(artefact)
    case .manifestBroken: truncate(folder + "/manifest.json", 40)
    case .listBroken: try FileSystem.writeAtomically(folder + "/SHA256SUMS", Array("nothing\n".utf8))
    case .foreign: try FileSystem.rename(folder, to: folder + "1")
    }
    let before = try await application.dump()
    let verify = try await application.run(.verify(backup: id), allowingRed: true)
    #expect(verify.state == .failed)
    let restore = try await application.run(.restore(scope: .database, backup: id), allowingRed: true)
    #expect(restore.state == .failed)
    #expect(restore.wayBack == nil)
    #expect(try await application.dump() == before)
    let listed = try application.catalogue(.databaseFull)
    #expect(listed.allSatisfy { $0.fault != nil && $0.trust < .complete }, "\(listed)")
    if damage == .manifestBroken || damage == .foreign { #expect(listed.isEmpty) }
    let now = Timestamp(milliseconds: application.host.clock.wallMilliseconds())
    #expect(Catalogue.newest(backups: application.state.backups, leg: .databaseFull, now: now) == nil)
  }

  @Test(arguments: [
    "ATTACH '/tmp/vigie-evil' AS x;", ".shell touch /tmp/vigie-evil", "VACUUM INTO '/tmp/vigie-evil';",
    "SELECT writefile('/tmp/vigie-evil', 'x');", "PRAGMA temp_store_directory='/tmp';", "DELETE FROM users;",
  ]) func aDumpThatReachesOutsideIsRefused(_ statement: String) async throws {
    let application = try await Application(withDaemon: false)
    let id = try await application.backUp(.databaseFull)
    // A whole forgery of a backup that is SQL text: the checksums fit.
    try await application.makeEarlier(id) { $0.replacing("COMMIT;\n", with: "\(statement)\nCOMMIT;\n") }
    let before = try await application.dump()
    let restore = try await application.run(.restore(scope: .database, backup: id))
    #expect(restore.state == .failed)
    #expect(restore.message?.contains("refused") == true, "\(restore.message ?? "")")
    #expect(try await application.dump() == before)
    #expect(!FileSystem.exists("/tmp/vigie-evil"))
  }

  @Test func anArchiveWhoseNamesLeaveTheFolderIsRefused() async throws {
    let application = try await Application(withDaemon: false)
    let id = try await application.backUp(.filesFull)
    let folder = application.state.backups + "/files.full/" + id
    try FileSystem.removeFile(folder + "/files.tar.gz")
    let packed = try await application.host.commands.run(
      Command(
        "tar",
        [
          "--create", "--gzip", "--absolute-names", "--file=" + folder + "/files.tar.gz",
          "--transform=s,^./index.php,../escaped,", "-C", application.files, ".",
        ]))
    #expect(packed.isSuccess)
    try Application.reseal(folder)
    let restore = try await application.run(.restore(scope: .files, backup: id))
    #expect(restore.state == .failed)
    #expect(restore.message?.contains("../escaped") == true, "\(restore.message ?? "")")
    #expect(!FileSystem.exists(application.folder.path + "/data/escaped"))
  }

  /// Makes the checksums and sizes of a backup fit what is in it.
}
