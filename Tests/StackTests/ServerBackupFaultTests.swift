import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// What goes wrong while a server's backup is made: it fails, leaves nothing behind, and the one before is as good as it was.
@Suite struct ServerBackupFaultTests {
  enum Fault: String, CaseIterable, Sendable {
    case dumpKilled, dumpCutAtAStatement, dumpEmpty, dumpFails, dumpComplains, gzipKilled, gzipCut, diskFull, migration,
      elsewhere, routinesMissing, triggersMissing, endMissing
  }

  private static func runner(_ fault: Fault, _ shop: Shop) -> TamperingRunner {
    let root = shop.server.rootCredentials
    return TamperingRunner { (_, command) throws(CommandError) -> Command? in
      let isDump = command.executable == "mariadb-dump"
      let isGzip = command.executable == "gzip" && command.arguments == ["-c"]
      switch fault {
      case .dumpKilled where isDump: return command.wrapped(#""$@" | head -c 20000; kill -9 $$"#)
      case .dumpCutAtAStatement where isDump: return command.wrapped(#""$@" | sed '/^INSERT INTO .jobs/,$d'"#)
      case .endMissing where isDump: return command.wrapped(#""$@" | sed '/^-- Dump completed/d'"#)
      case .dumpEmpty where isDump: return command.wrapped(":")
      case .dumpFails where isDump: return command.wrapped(#""$@"; exit 3"#)
      case .dumpComplains where isDump: return command.wrapped(#""$@"; echo 'Error 2013: lost connection' >&2"#)
      case .gzipKilled where isGzip: return command.wrapped(#""$@" | head -c 100; kill -9 $$"#)
      case .gzipCut where isGzip: return command.wrapped(#""$@" | head -c 3000"#)
      case .diskFull where isGzip: return command.wrapped(#""$@" > /dev/full"#)
      case .migration where isDump:
        return command.wrapped(
          #""$@"; mariadb --defaults-file="# + root + #" -e 'ALTER TABLE nationsounds.users ADD COLUMN late INT'"#)
      case .elsewhere where isDump: return command.wrapped(#"echo 'USE `other`;'; "$@""#)
      case .routinesMissing where isDump: return command.wrapped(#""$@" --skip-routines"#)
      case .triggersMissing where isDump: return command.wrapped(#""$@" --skip-triggers"#)
      default: return nil
      }
    }
  }

  @Test func noFaultMakesABackup() async throws {
    let shop = try await Shop(rows: 500)
    let good = try await shop.backUp(.databaseFull)
    let folder = shop.state.backups + "/" + BackupLeg.databaseFull.rawValue
    for fault in Fault.allCases {
      let runner = Self.runner(fault, shop)
      let status = try await shop.run(.backup(leg: .databaseFull), commands: runner)
      #expect(status.state == .failed, "\(fault)")
      #expect(status.message?.isEmpty == false, "\(fault)")
      #expect(try FileSystem.names(in: folder) == [good.id], "\(fault)")
    }
    #expect(try await shop.run(.verify(backup: good.id)).state == .done)
  }

  /// A dump whose account lacks a grant leaves objects out, and says nothing.
  @Test func missingGrantsAreNamedBeforeAndNoticedAfter() async throws {
    let shop = try await Shop(rows: 500)
    for (revoke, grant, word) in [
      ("SELECT ON mysql.proc", "SELECT ON mysql.proc", "mysql.proc"),
      ("TRIGGER ON nationsounds.*", "TRIGGER ON nationsounds.*", "TRIGGER"),
      ("RELOAD ON *.*", "RELOAD ON *.*", "RELOAD"),
    ] {
      try await shop.server.query("REVOKE \(revoke) FROM backup@localhost")
      let preview = await shop.preview(.backup(leg: .databaseFull))
      let red = preview.preflight.filter { $0.severity == .critical }.map { $0.text.text(in: .english) }
      #expect(red.count == 1 && red[0].contains(word), "\(red)")
      let status = try await shop.run(.backup(leg: .databaseFull), allowingRed: true)
      #expect(status.state == .failed, "\(word): \(status.message ?? "")")
      try await shop.server.query("GRANT \(grant) TO backup@localhost")
    }
    #expect(try await shop.run(.backup(leg: .databaseFull)).state == .done)
  }

  @Test func whatTheServerLacksIsSaidWithTheLinesToAdd() async throws {
    let shop = try await Shop(rows: 500, binlog: false)
    let log = await shop.preview(.backup(leg: .databaseLog))
    #expect(!log.isAllowed)
    #expect(
      log.preflight.contains { $0.text.text(in: .english).contains("log_bin=mysql-bin") && $0.severity == .critical })
    let full = await shop.preview(.backup(leg: .databaseFull))
    #expect(full.isAllowed && full.preflight.contains { $0.text.text(in: .french).contains("log_bin=mysql-bin") })
    let manifest = try await shop.backUp(.databaseFull)
    #expect(manifest.server?.position == nil)
    // Its own moment can be restored; no other.
    let later = await shop.preview(
      .restore(scope: .database, backup: manifest.id, moment: manifest.takenAt.adding(seconds: 5)))
    #expect(!later.isAllowed)
  }

  @Test func anAccountThatCannotBeUsedIsNamed() async throws {
    let shop = try await Shop(rows: 500)
    let path = try #require(shop.plan.databases[0].credentials)
    chmod(path, 0o644)
    let open = await shop.preview(.backup(leg: .databaseFull))
    #expect(open.preflight.contains { $0.severity == .critical && $0.text.text(in: .english).contains("chmod 600") })
    chmod(path, 0o600)
    try FileSystem.writeAtomically(
      path, Array("[client]\nsocket=\(shop.server.socket)\nuser=backup\npassword=wrong\n".utf8))
    let wrong = await shop.preview(.backup(leg: .databaseFull))
    #expect(
      wrong.preflight.contains { $0.severity == .critical && $0.text.text(in: .english).contains("Access denied") })
    #expect(!wrong.preflight.contains { $0.text.text(in: .english).contains("wrong") }, "the password is not shown")
    await shop.server.stop()
    let gone = await shop.preview(.backup(leg: .databaseFull))
    #expect(!gone.isAllowed)
  }

  /// A byte of a row that changed on its way from the server: only the checksums of the events tell.
  @Test func aLogThatCameOverDamagedIsNoBackup() async throws {
    let shop = try await Shop(rows: 500)
    _ = try await shop.backUp(.databaseFull)
    try await shop.server.query(
      "INSERT INTO users(name,email) VALUES (REPEAT('n', 200),'long')", schema: "nationsounds")
    let runner = TamperingRunner { (_, command) throws(CommandError) -> Command? in
      guard command.arguments.contains("--read-from-remote-server") else { return nil }
      return command.wrapped(
        #""$@" || exit; dir=$(printf '%s\n' "$@" | sed -n 's/^--result-file=//p'); for f in "$dir"*; do "#
          + #"n=$(grep -abo nnnnnnnnnn "$f" | head -1 | cut -d: -f1); [ -z "$n" ] || printf m | dd of="$f" bs=1 seek=$((n+50)) conv=notrunc 2>/dev/null; done"#
      )
    }
    let status = try await shop.run(.backup(leg: .databaseLog), commands: runner)
    #expect(status.state == .failed, "\(status)")
    #expect(Catalogue.manifests(backups: shop.state.backups, leg: .databaseLog).isEmpty)
    #expect(try await shop.run(.backup(leg: .databaseLog)).state == .done)
  }

  /// A hole in the middle of the log, a flipped byte, a file without its end.
  @Test func aLogThatIsNotWholeIsNoWayToAMoment() async throws {
    let shop = try await Shop(rows: 500)
    _ = try await shop.backUp(.databaseFull)
    var logs: [BackupManifest] = []
    for number in 1...3 {
      try await shop.server.query("INSERT INTO users(name,email) VALUES ('n','n\(number)')", schema: "nationsounds")
      _ = try await shop.quietMoment()
      logs.append(try await shop.backUp(.databaseLog))
    }
    let moment = try await shop.quietMoment()
    _ = try await shop.backUp(.databaseLog)
    let sums = try await shop.sums()
    #expect(await shop.preview(.restore(scope: .database, backup: nil, moment: moment)).isAllowed)
    // What the server still has is fetched again: it has nothing any more.
    try await shop.purge()

    let middle = shop.state.backups + "/database.log/" + logs[1].id
    try FileSystem.rename(middle, to: middle + ".away")
    let hole = await shop.preview(.restore(scope: .database, backup: nil, moment: moment))
    #expect(!hole.isAllowed)
    #expect(hole.preflight.contains { $0.text.text(in: .english).contains(logs[1].server?.binlogs[0].name ?? "?") })
    let status = try await shop.run(.restore(scope: .database, backup: nil, moment: moment), allowingRed: true)
    #expect(status.state == .failed)
    #expect(try await shop.sums() == sums, "the live schema was not touched")
    try FileSystem.rename(middle + ".away", to: middle)

    let artefact = middle + "/" + logs[1].artefacts[0].name
    var bytes = try FileSystem.read(artefact)
    bytes[bytes.count / 2] ^= 1
    try FileSystem.writeAtomically(artefact, bytes)
    #expect(try await shop.run(.verify(backup: logs[1].id)).state == .failed)
    #expect(!(await shop.preview(.restore(scope: .database, backup: nil, moment: moment))).isAllowed)
    try FileSystem.writeAtomically(artefact, [])
    #expect(try await shop.run(.verify(backup: logs[1].id), allowingRed: true).state == .failed)
  }
}
