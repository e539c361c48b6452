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

  // MARK: The new full, beside the check

  /// A shop without scheduled events, whose full is begun beside the check of what came into place; and a restore of it.
  private func shopWithoutEvents() async throws -> (Shop, BackupManifest) {
    let shop = try await Shop(rows: 200)
    try await shop.server.query("DROP EVENT nightly", schema: "nationsounds")
    return (shop, try await shop.backUp(.databaseFull))
  }

  private func fulls(_ shop: Shop) -> Set<String> {
    let all = Catalogue.manifests(backups: shop.state.backups, leg: .databaseFull)
    return Set(all.filter { !$0.remarks.contains(BackupManifest.safetyRemark) }.map(\.id))
  }

  /// The check of what came into place waits until the new full is published, leaves a mark, and then ends as it is told.
  private func checking(_ shop: Shop, after known: BackupManifest, then script: String) -> TamperingRunner {
    let place = shop.state.backups + "/database.full"
    let swapped = Flag()
    return TamperingRunner { (_, command) throws(CommandError) -> Command? in
      if command.inputFile?.hasSuffix("/rename.sql") == true { swapped.raise() }
      guard swapped.isRaised, command.inputText?.hasPrefix("CHECKSUM TABLE `nationsounds`.") == true else { return nil }
      return command.wrapped(
        "for i in $(seq 1200); do if ls \(place) | grep -v -e safety -e part$ -e '^\(known.id)$' | grep -q .; "
          + "then touch \(shop.folder.path)/made; break; fi; sleep 0.05; done; " + script)
    }
  }

  private let newFull = "A new full backup"

  @Test func theNewFullIsMadeOnceBesideTheCheck() async throws {
    let (shop, backup) = try await shopWithoutEvents()
    let status = try await shop.run(
      .restore(scope: .database, backup: backup.id), commands: checking(shop, after: backup, then: #"exec "$@""#))
    try #require(status.state == .done, "\(status.message ?? "")")
    #expect(FileSystem.exists(shop.folder.path + "/made"), "it was there before the check had ended")
    let made = try #require(fulls(shop).subtracting([backup.id]).first)
    #expect(fulls(shop).count == 2)
    let lines = try output(shop, status).split(separator: "\n")
    let dumps = lines.filter { $0.hasPrefix("$ ") && $0.contains("mariadb-dump") && $0.contains("/\(made).part/") }
    #expect(dumps.count == 1 && lines.contains("-- meanwhile: \(newFull)"), "\(lines)")
    let step = try #require(status.steps.first { $0.title.text(in: .english) == newFull })
    #expect(step.state == .done && step.message?.contains(made) == true, "\(step)")
    // It is as good as one that was made in its turn.
    let good = try await shop.sums()
    try await shop.server.query("DELETE FROM bookings", schema: "nationsounds")
    let again = try await shop.run(.restore(scope: .database, backup: made))
    #expect(again.state == .done, "\(again.message ?? "")")
    #expect(try await shop.sums() == good)
  }

  @Test func theNewFullOfAStateThatFailsTheCheckIsTakenBack() async throws {
    let (shop, backup) = try await shopWithoutEvents()
    let folder = try await shop.order(.restore(scope: .database, backup: backup.id))
    let failing = checking(shop, after: backup, then: "exit 1")
    let status = try await shop.run(folder, commands: failing)
    #expect(status.state == .failed && status.wayBack != nil, "\(status)")
    #expect(FileSystem.exists(shop.folder.path + "/made"), "it was there")
    #expect(fulls(shop) == [backup.id])
    #expect(try drafts(shop) == [])
  }

  /// Events come back after the check: a full of before would not hold them.
  @Test func whereEventsComeBackTheNewFullWaitsForThem() async throws {
    let shop = try await Shop(rows: 200)
    let backup = try await shop.backUp(.databaseFull)
    let status = try await shop.run(.restore(scope: .database, backup: backup.id))
    try #require(status.state == .done, "\(status.message ?? "")")
    #expect(try !output(shop, status).contains("-- meanwhile: \(newFull)"))
    let made = try #require(
      Catalogue.manifests(backups: shop.state.backups, leg: .databaseFull).first {
        fulls(shop).contains($0.id) && $0.id != backup.id
      })
    #expect(made.contents["(event)"] == 1)
  }

  /// What a run that was killed had made beside the check goes too.
  @Test func theNewFullOfAKilledRunIsTakenBack() async throws {
    let shop = try await Shop(rows: 200)
    let backup = try await shop.backUp(.databaseFull)
    let folder = try await shop.order(.restore(scope: .database, backup: backup.id))
    var made = backup
    made.id = "database.full-" + OperationID.compact(try folder.ticket().createdAt)
    made.operation = folder.id
    let place = shop.state.backups + "/database.full/"
    let copied = try await shop.host.commands.run(Command("cp", ["-r", place + backup.id, place + made.id]))
    #expect(copied.isSuccess, "\(copied.errorText)")
    try FileSystem.writeAtomically(place + made.id + "/" + BackupFolder.manifestName, JSONText.page(made))
    #expect(fulls(shop) == [backup.id, made.id])
    let status = try await shop.run(folder, commands: checking(shop, after: backup, then: "exit 1"))
    #expect(status.state == .failed && status.wayBack != nil, "\(status)")
    #expect(fulls(shop) == [backup.id])
    #expect(try drafts(shop) == [])
  }
}
