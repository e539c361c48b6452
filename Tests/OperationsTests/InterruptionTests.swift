import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// `kill -9` of the worker at points all over its life, a point being each moment at which it looks at the clock or runs a command: the live target is as it was or
/// as it shall be, the lock is free, the operation is interrupted, and a resume ends right.
@Suite(.serialized) struct InterruptionTests {
  /// From one point of a round of kills to the next: not every point, for the sake of time.
  static let stride = 5

  @Test(arguments: [1, 3]) func aKilledRestoreOfTheDatabaseIsResumed(from first: Int) async throws {
    let application = try await Application()
    let good = try await application.dump()
    let backup = try await application.backUp(.databaseFull)
    var point = first
    while true {
      try await application.query("DELETE FROM users; INSERT INTO empty VALUES('\(point)')")
      let damaged = try await application.dump()
      #expect(try await application.run(.service(verb: .start, name: "site")).state == .done)
      let folder = try await application.order(.restore(scope: .database, backup: backup))
      let survived = try await runUntil(point, folder, application)
      if !survived {
        let status = try application.status(folder)
        #expect(status.state == .interrupted && status.canResume, "point \(point): \(status)")
        #expect(!FileLock.isHeld(application.state.lock("database:nationsounds")))
        if FileSystem.exists(application.database) {
          let found = try await application.dump()
          #expect(found == damaged || found == good, "point \(point)")
        } else {
          #expect(status.wayBack != nil, "point \(point)")
        }
      }
      let status = try await application.run(folder)
      #expect(status.state == .done, "point \(point): \(status)")
      #expect(try await application.dump() == good, "point \(point)")
      #expect(try await application.dump(application.database + ".before-" + folder.id) == damaged, "point \(point)")
      #expect(application.daemonPID != nil, "point \(point)")
      let names = try FileSystem.names(in: application.folder.path + "/data")
      #expect(names.allSatisfy { !$0.contains(".restore-") && !$0.contains(".stray-") }, "point \(point): \(names)")
      #expect(try leftovers(application).isEmpty, "point \(point)")
      if survived { break }
      point += Self.stride
    }
    #expect(point > 20)
  }

  @Test func aKilledRestoreOfTheFilesIsResumed() async throws {
    let application = try await Application()
    let good = try application.listing(application.files)
    let backup = try await application.backUp(.filesFull)
    var point = 1
    while true {
      try application.folder.write("data/www/new-\(point)", "x")
      let damaged = try application.listing(application.files)
      let folder = try await application.order(.restore(scope: .files, backup: backup))
      let survived = try await runUntil(point, folder, application)
      if !survived { #expect(try application.status(folder).state == .interrupted) }
      let status = try await application.run(folder)
      #expect(status.state == .done, "point \(point): \(status)")
      #expect(try application.listing(application.files) == good, "point \(point)")
      #expect(try application.listing(application.files + ".before-" + folder.id) == damaged, "point \(point)")
      if survived { break }
      point += 4
    }
  }

  @Test func aKilledBackupIsNoBackupUntilItIsResumed() async throws {
    let application = try await Application(withDaemon: false)
    var point = 1
    while true {
      let before = try application.catalogue(.databaseFull).map(\.id)
      let folder = try await application.order(.backup(leg: .databaseFull))
      let survived = try await runUntil(point, folder, application)
      let between = try application.catalogue(.databaseFull)
      #expect(between.allSatisfy { $0.fault == nil }, "point \(point)")
      #expect(between.count <= before.count + 1)
      let status = try await application.run(folder)
      #expect(status.state == .done, "point \(point): \(status)")
      let after = try application.catalogue(.databaseFull)
      #expect(after.count == before.count + 1 && after.allSatisfy { $0.trust == .complete }, "point \(point)")
      #expect(try leftovers(application).isEmpty, "point \(point)")
      if survived { break }
      point += 3
    }
  }

  @Test func theWayBackLeadsBackFromTheMiddleOfASwap() async throws {
    let application = try await Application(withDaemon: false)
    let backup = try await application.backUp(.databaseFull)
    try await application.query("DELETE FROM users")
    let damaged = try await application.dump()
    let folder = try await application.order(.restore(scope: .database, backup: backup))
    _ = try await runUntil(19, folder, application)
    // As if it had died between the two renames.
    let journal = try Journal(path: folder.journalPath, clock: application.host.clock)
    try journal.add(.stepStarted(6))
    try FileSystem.rename(application.database, to: application.database + ".before-" + folder.id)
    for ending in ["-wal", "-shm"] where FileSystem.exists(application.database + ending) {
      try FileSystem.rename(application.database + ending, to: application.database + ".before-\(folder.id)" + ending)
    }
    let wayBack = try #require(try application.status(folder).wayBack)
    let revert = try await application.run(wayBack.request)
    #expect(revert.state == .done, "\(revert)")
    #expect(try await application.dump() == damaged)
  }

  /// Runs the worker as a process that kills itself at the given point; whether it came to its end before.
  private func runUntil(_ point: Int, _ folder: OperationFolder, _ application: Application) async throws -> Bool {
    let result = try await application.host.commands.run(
      Command(
        try Application.workerProgram(),
        ["worker", folder.id, "--state", application.state.path, "--die-at", String(point)]))
    if result.ending != .signalled(SIGKILL) { #expect(result.isSuccess, "point \(point): \(result.errorText)") }
    return result.isSuccess
  }

  /// What is half made in the backup folder.
  private func leftovers(_ application: Application) throws -> [String] {
    try BackupLeg.allCases.flatMap { leg -> [String] in
      let folder = application.state.backups + "/" + leg.rawValue
      return FileSystem.exists(folder) ? try FileSystem.names(in: folder).filter { $0.hasSuffix(".part") } : []
    }
  }
}
