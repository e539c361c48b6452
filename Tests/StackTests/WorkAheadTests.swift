import Host
import Maintenance
import Synchronization
import TestSupport
import Testing

@testable import Operations

/// What a restore saves of the present state is saved while the wanted one is rebuilt.
@Suite struct WorkAheadTests {
  private func safeties(_ shop: Shop) -> [BackupManifest] {
    Catalogue.manifests(backups: shop.state.backups, leg: .databaseFull).filter {
      $0.remarks.contains(BackupManifest.safetyRemark)
    }
  }

  private func output(_ shop: Shop, _ status: OperationStatus) throws -> String {
    String(decoding: try FileSystem.read(shop.state.operation(status.id) + "/output"), as: UTF8.self)
  }

  private func drafts(_ shop: Shop) throws -> [String] {
    try FileSystem.names(in: shop.state.backups + "/database.full").filter { $0.hasSuffix(".part") }
  }

  @Test func theCopyIsMadeOnceAndItsOwnStepTakesIt() async throws {
    let shop = try await Shop(rows: 200)
    let backup = try await shop.backUp(.databaseFull)
    try await shop.server.query("DELETE FROM bookings", schema: "nationsounds")
    let status = try await shop.run(.restore(scope: .database, backup: backup.id))
    try #require(status.state == .done, "\(status.message ?? "")")
    let copy = try #require(safeties(shop).first)
    #expect(safeties(shop).count == 1 && (copy.contents["bookings"] ?? 0) == 0)
    let lines = try output(shop, status).split(separator: "\n")
    let made = lines.indices.filter { lines[$0].hasPrefix("$ ") && lines[$0].contains("-safety") }
    let own = lines.firstIndex { $0.hasPrefix("== ") && $0.hasSuffix("Back up the present state") }
    let meanwhile = lines.firstIndex { $0 == "-- meanwhile: Back up the present state" }
    #expect(made.filter { lines[$0].contains("mariadb-dump") }.count == 1, "\(lines)")
    #expect(try made.allSatisfy { try $0 < #require(own) && $0 > #require(meanwhile) })
    let step = try #require(status.steps.first { $0.title.text(in: .english) == "Back up the present state" })
    #expect(step.state == .done && step.message?.contains(copy.id) == true, "\(step)")
  }

  @Test func whatFailedBesideIsDoneInItsTurn() async throws {
    let shop = try await Shop(rows: 200)
    let backup = try await shop.backUp(.databaseFull)
    let failures = Mutex(0)
    let runner = TamperingRunner { (_, command) throws(CommandError) -> Command? in
      guard command.executable == "tee", command.arguments.first?.contains("-safety") == true else { return nil }
      let isFirst = failures.withLock { count in
        count += 1
        return count == 1
      }
      return isFirst ? command.wrapped("exit 1") : nil
    }
    let status = try await shop.run(.restore(scope: .database, backup: backup.id), commands: runner)
    try #require(status.state == .done, "\(status.message ?? "")")
    #expect(failures.withLock { $0 } == 2 && safeties(shop).count == 1)
    #expect(try drafts(shop) == [])
  }

  /// The restore ends before the copy's turn: it was for nothing, and goes.
  @Test func whatHadNoTurnIsTakenBack() async throws {
    let shop = try await Shop(rows: 200)
    let backup = try await shop.backUp(.databaseFull)
    let copied = Flag()
    let runner = TamperingRunner { (_, command) throws(CommandError) -> Command? in
      if command.executable == "tee", command.arguments.first?.contains("-safety") == true { copied.raise() }
      return command.inputFile?.hasSuffix("/rebuilt.sql") == true ? command.wrapped("exit 1") : nil
    }
    let status = try await shop.run(.restore(scope: .database, backup: backup.id), commands: runner)
    #expect(status.state == .failed && status.wayBack == nil, "\(status)")
    #expect(copied.isRaised, "it was begun")
    #expect(safeties(shop).isEmpty)
    #expect(try drafts(shop) == [])
  }
}
