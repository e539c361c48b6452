import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// `kill -9` of the worker, of the server and of the programs, a disk that is full, and two at once: the live schema is as it
/// was or as it shall be, other schemas are never touched, and the operation can be gone on with.
@Suite struct ServerInterruptionTests {
  /// How many points lie between two kills; the long tests take every second one.
  private static let stride = getenv("VIGIE_LONG_TESTS") == nil ? 29 : 2

  @Test func aKilledRestoreIsResumed() async throws {
    let shop = try await Shop(rows: 500)
    let backup = try await shop.backUp(.databaseFull)
    let good = try await shop.sums()
    let other = try await shop.sums("other")
    var point = 5
    while true {
      try await shop.server.query(
        "INSERT INTO jobs(payload,created_at) VALUES ('\(point)', 1); CREATE TABLE IF NOT EXISTS newer(i INT PRIMARY KEY)",
        schema: "nationsounds")
      let damaged = try await shop.sums()
      let folder = try await shop.order(.restore(scope: .database, backup: backup.id))
      let survived = try await runUntil(point, folder, shop)
      if !survived {
        let status = try folder.status(now: shop.now.adding(seconds: 3600))
        #expect(status.state == .interrupted && status.canResume, "point \(point): \(status)")
        #expect(!FileLock.isHeld(shop.state.lock("database:nationsounds")))
        let found = try await shop.sums()
        #expect(found == damaged || found == good || status.wayBack != nil, "point \(point)")
      }
      let status = try await shop.run(folder)
      #expect(status.state == .done, "point \(point): \(status.message ?? "")")
      #expect(try await shop.sums() == good, "point \(point)")
      #expect(try await shop.sums("other") == other, "point \(point)")
      #expect(
        !FileSystem.exists(folder.path + "/t") && !FileSystem.exists(folder.path + "/rebuilt.sql"), "point \(point)")
      if survived { break }
      point += Self.stride
    }
    #expect(point > 60)
  }

  @Test func aKilledBackupLeavesNothingAndIsResumed() async throws {
    let shop = try await Shop(rows: 500)
    _ = try await shop.backUp(.databaseFull)
    for (leg, points) in [(BackupLeg.databaseFull, [3, 9, 14, 19]), (.databaseLog, [4, 10, 15])] {
      for point in points {
        let before = Set(Catalogue.manifests(backups: shop.state.backups, leg: leg).map(\.id))
        let folder = try await shop.order(.backup(leg: leg))
        let survived = try await runUntil(point, folder, shop)
        #expect(Catalogue.manifests(backups: shop.state.backups, leg: leg).count <= before.count + 1)
        let status = try await shop.run(folder)
        #expect(status.state == .done, "\(leg) \(point): \(status.message ?? "")")
        let after = Catalogue.manifests(backups: shop.state.backups, leg: leg)
        #expect(after.count == before.count + 1 || survived, "\(leg) \(point)")
        let names = try FileSystem.names(in: shop.state.backups + "/" + leg.rawValue)
        #expect(names.allSatisfy { !$0.hasSuffix(".part") }, "\(leg) \(point): \(names)")
      }
    }
  }

  /// The database server dies while it is dumped, and while the rebuilt schema is put in its place.
  @Test func aServerThatDiesIsAFailureWithAWayOn() async throws {
    let shop = try await Shop(rows: 2_000)
    let backup = try await shop.backUp(.databaseFull)
    let good = try await shop.sums()
    let server = shop.server
    let dying = TamperingRunner { (_, command) throws(CommandError) -> Command? in
      if command.executable == "mariadb-dump" { server.signal(SIGKILL) }
      return nil
    }
    let failed = try await shop.run(.backup(leg: .databaseFull), commands: dying)
    #expect(failed.state == .failed && failed.message?.isEmpty == false)
    await server.stop()
    try await server.start()
    #expect(Catalogue.manifests(backups: shop.state.backups, leg: .databaseFull).map(\.id) == [backup.id])

    try await server.query("DELETE FROM bookings", schema: "nationsounds")
    let swapping = TamperingRunner { (_, command) throws(CommandError) -> Command? in
      if command.inputFile?.hasSuffix("/rename.sql") == true { server.signal(SIGKILL) }
      return nil
    }
    let folder = try await shop.order(.restore(scope: .database, backup: backup.id))
    let status = try await shop.run(folder, commands: swapping)
    #expect(status.state == .failed && status.wayBack?.request == .revert(operation: folder.id))
    await server.stop()
    try await server.start()
    // The way back, wherever it was stopped: what was live, as it was.
    let revert = try await shop.run(.revert(operation: folder.id))
    #expect(revert.state == .done, "\(revert.message ?? "")")
    #expect(try await server.query("SELECT COUNT(*) FROM nationsounds.bookings") == ["0"])
    #expect(try await shop.run(.restore(scope: .database, backup: backup.id)).state == .done)
    #expect(try await shop.sums() == good)
  }

  @Test func aFullDiskIsAFailureThatTouchesNothing() async throws {
    let shop = try await Shop(rows: 2_000)
    let sums = try await shop.sums()
    var plan = shop.plan
    plan.folders.backups = shop.folder.path + "/small"
    try FileSystem.makeFolder(shop.folder.path + "/small")
    let small = try SmallDisk(shop.folder.path + "/small", kilobytes: 2000)
    let good = try await shop.run(.backup(leg: .databaseFull), plan: plan, allowingRed: true)
    #expect(good.state == .done, "\(good.message ?? "")")
    let names = try FileSystem.names(in: shop.folder.path + "/small/database.full")
    // The second has no room left: it fills what there is.
    let free = try #require(FileSystem.freeBytes(shop.folder.path + "/small"))
    try FileSystem.writeAtomically(
      shop.folder.path + "/small/filler", [UInt8](repeating: 1, count: Int(free) - (40 << 10)))
    let full = try await shop.run(.backup(leg: .databaseFull), plan: plan, allowingRed: true)
    #expect(full.state == .failed && full.message?.contains("No space left") == true, "\(full.message ?? "")")
    #expect(try FileSystem.names(in: shop.folder.path + "/small/database.full") == names)
    #expect(try await shop.run(.verify(backup: names[0]), plan: plan).state == .done)
    withExtendedLifetime(small) {}

    let other = try await shop.backUp(.databaseFull)
    let folder = try await shop.order(.restore(scope: .database, backup: other.id))
    let tiny = try SmallDisk(folder.path, kilobytes: 3000, keeping: true)
    let status = try await shop.run(folder)
    #expect(status.state == .failed, "\(status.message ?? "")")
    #expect(try await shop.sums() == sums)
    withExtendedLifetime(tiny) {}
  }

  @Test func twoOperationsOnOneSchemaAreOne() async throws {
    let shop = try await Shop(rows: 500)
    let backup = try await shop.backUp(.databaseFull)
    let held = try FileLock.take(shop.state.lock("database:nationsounds"))
    let status = try await shop.run(.restore(scope: .database, backup: backup.id), allowingRed: true)
    #expect(status.state == .refused && status.exitStatus == Worker.busyStatus)
    withExtendedLifetime(held) {}
  }

  /// What lies in the folder of backups is not what it should be.
  @Test func whatIsDamagedIsNeitherListedNorRestored() async throws {
    let shop = try await Shop(rows: 500)
    let good = try await shop.backUp(.databaseFull)
    let sums = try await shop.sums()
    for damage in ["zero", "cut", "flip", "missing", "noManifest"] {
      let bad = try await shop.backUp(.databaseFull)
      let folder = try #require(BackupFolder(id: bad.id, backups: shop.state.backups))
      let artefact = folder.file(bad.artefacts[0].name)
      var bytes = try FileSystem.read(artefact)
      switch damage {
      case "zero": try FileSystem.writeAtomically(artefact, [])
      case "cut": try FileSystem.writeAtomically(artefact, bytes.prefix(bytes.count * 3 / 4))
      case "flip":
        bytes[bytes.count / 2] ^= 4
        try FileSystem.writeAtomically(artefact, bytes)
      case "missing": try FileSystem.removeFile(artefact)
      default: try FileSystem.removeFile(folder.file(BackupFolder.manifestName))
      }
      let status = try await shop.run(.restore(scope: .database, backup: bad.id), allowingRed: true)
      #expect(status.state == .failed, "\(damage): \(status.message ?? "")")
      #expect(try await shop.sums() == sums, "\(damage)")
      let now = Timestamp(milliseconds: shop.host.clock.wallMilliseconds())
      #expect(Catalogue.newest(backups: shop.state.backups, leg: .databaseFull, now: now)?.id == good.id, "\(damage)")
    }
  }

  /// Runs the worker as a process that kills itself at the given point; whether it came to its end before.
  private func runUntil(_ point: Int, _ folder: OperationFolder, _ shop: Shop) async throws -> Bool {
    let result = try await shop.host.commands.run(
      Command(
        try TestPrograms.worker(), ["worker", folder.id, "--state", shop.state.path, "--die-at", String(point)],
        limitSeconds: 120))
    if result.ending != .signalled(SIGKILL) { #expect(result.isSuccess, "point \(point): \(result.errorText)") }
    return result.isSuccess
  }
}
