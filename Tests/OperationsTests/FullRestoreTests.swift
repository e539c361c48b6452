import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// Everything restored by one procedure, and the procedure as the plan arranges it.
@Suite struct FullRestoreTests {
  private struct State: Equatable {
    var dump: String
    var files, configuration: [String]
  }

  private func state(_ application: Application) async throws -> State {
    State(
      dump: try await application.dump(), files: try application.listing(application.files),
      configuration: try application.listing(application.configuration))
  }

  @Test func everythingComesBackTogetherAndGoesBackTogether() async throws {
    let application = try await Application()
    let before = try await state(application)
    for leg in [BackupLeg.databaseFull, .filesFull, .configurationFull] { _ = try await application.backUp(leg) }
    try await application.query("DELETE FROM users; INSERT INTO empty VALUES('late')")
    try FileSystem.removeFile(application.files + "/index.php")
    try application.folder.write("data/etc/app/app.conf", "a=2\n")
    let damaged = try await state(application)
    let restore = try await application.run(.restoreEverything(moment: nil))
    #expect(restore.state == .done, "\(restore)")
    #expect(try await state(application) == before)
    let titles = restore.steps.map { $0.title.text(in: .english) }
    #expect(titles.filter { $0.hasPrefix("Swap in") }.count == 3)
    #expect(titles.filter { $0 == "Stop what writes" }.count == 1)
    let revert = try await application.run(try #require(restore.wayBack?.request))
    #expect(revert.state == .done, "\(revert)")
    #expect(try await state(application) == damaged)
  }

  @Test func everyTargetIsLocked() async throws {
    let application = try await Application(withDaemon: false)
    for leg in [BackupLeg.databaseFull, .filesFull, .configurationFull] { _ = try await application.backUp(leg) }
    try FileSystem.makeFolder(application.state.locks)
    for lock in ["database:nationsounds", "files:www", "configuration:app"] {
      let held = try FileLock.take(application.state.lock(lock))
      let status = try await application.run(.restoreEverything(moment: nil))
      #expect(status.state == .refused && status.message?.contains(lock) == true, "\(status)")
      withExtendedLifetime(held) {}
    }
  }

  @Test func aMomentTakesWhatWasSavedBeforeIt() async throws {
    let application = try await Application(withDaemon: false)
    let first = try await state(application)
    for leg in [BackupLeg.databaseFull, .filesFull, .configurationFull] { _ = try await application.backUp(leg) }
    let moment = Timestamp(milliseconds: application.host.clock.wallMilliseconds() + 1)
    try await application.query("DELETE FROM users")
    try application.folder.write("data/www/late.php", "late")
    for leg in [BackupLeg.databaseFull, .filesFull, .configurationFull] { _ = try await application.backUp(leg) }
    let preview = await application.preview(.restoreEverything(moment: moment))
    #expect(
      preview.preflight.filter { $0.severity == .warning && "\($0.text)".contains("last backup before") }.count == 3)
    let status = try await application.run(.restoreEverything(moment: moment))
    #expect(status.state == .done, "\(status)")
    #expect(try await state(application) == first)
    let never = await application.preview(.restoreEverything(moment: Timestamp(milliseconds: 0)))
    #expect(!never.isAllowed && never.procedure.steps.isEmpty)
  }

  @Test func theTeamsCommandsAreRunWhereThePlanPutsThem() async throws {
    let application = try await Application { plan, data in
      var stages = RestoreProcedure.standard.stages
      let swap = stages.firstIndex(of: .work(.swap)) ?? 0
      stages.insert(
        .command(TeamCommand(run: ["sh", "-c", "cp www/index.php seen-after; pwd > where"], folder: data)), at: swap + 1
      )
      stages.insert(
        .command(TeamCommand(run: ["cp", data + "/www/index.php", data + "/seen-before"])), at: swap)
      plan.restore = RestoreProcedure(stages: stages)
    }
    _ = try await application.backUp(.filesFull)
    try application.folder.write("data/www/index.php", "broken")
    let status = try await application.run(.restore(scope: .files, backup: nil))
    #expect(status.state == .done, "\(status)")
    let data = application.folder.path + "/data"
    #expect(try FileSystem.read(data + "/seen-before") == Array("broken".utf8))
    #expect(try FileSystem.read(data + "/seen-after") == Array("<?php echo 'hello';".utf8))
    #expect(String(decoding: try FileSystem.read(data + "/where"), as: UTF8.self) == data + "\n")
  }

  @Test func aCommandOfTheTeamThatFailsBeforeTheSwapLeavesEverythingAsItWas() async throws {
    let application = try await Application { plan, _ in
      var stages = RestoreProcedure.standard.stages
      stages.insert(.command(TeamCommand(run: ["false"])), at: stages.firstIndex(of: .work(.swap)) ?? 0)
      plan.restore = RestoreProcedure(stages: stages)
    }
    _ = try await application.run(.service(verb: .start, name: "site"))
    _ = try await application.backUp(.filesFull)
    try application.folder.write("data/www/index.php", "broken")
    let damaged = try application.listing(application.files)
    let status = try await application.run(.restore(scope: .files, backup: nil))
    #expect(status.state == .failed && status.wayBack == nil, "\(status)")
    #expect(try application.listing(application.files) == damaged)
    #expect(application.daemonPID != nil)
  }
}
