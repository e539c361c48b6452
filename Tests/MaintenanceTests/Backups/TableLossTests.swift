import Maintenance
import TestSupport
import Testing

/// Which tables were lost, as the events of the log tell it.
@Suite struct TableLossTests {
  private func at(_ second: Double) -> Timestamp { Timestamp(seconds: second) }

  private func full(_ tables: [String]) -> BackupManifest {
    BackupManifest(
      id: "f", leg: .databaseFull, takenAt: at(0), durationSeconds: 1, host: "h", application: "a", artefacts: [],
      contents: Dictionary(uniqueKeysWithValues: (tables + ["(views)"]).map { ($0, 0) }), commands: [],
      server: ServerBackup(engine: .mariadb, version: "10.11", schema: "s", createStatement: "", history: ""))
  }

  private func event(_ kind: TableEvent.Kind, _ table: String?, _ second: Double) -> TableEvent {
    TableEvent(kind, table: table, at: at(second), position: UInt64(second))
  }

  private func find(_ files: [[TableEvent]], _ tables: [String] = ["Concerts", "users"]) -> [TableLoss] {
    TableLoss.find(
      in: files.enumerated().map { TableLoss.File(name: "log.\($0.offset + 1)", events: $0.element) },
      fulls: [full(tables)])
  }

  @Test func aLossIsToldByTheNameThatBackupsGive() {
    #expect(
      find([[event(.dropped, "concerts", 5)], [event(.emptied, "users", 7), event(.dropped, "scratch", 8)]]) == [
        TableLoss(.emptied, table: "users", at: at(7), place: "log.2:7"),
        TableLoss(.dropped, table: "Concerts", at: at(5), place: "log.1:5"),
      ])
  }

  @Test func whatWasMadeAgainStaysLostAndSaysSo() {
    #expect(
      find([[event(.dropped, "users", 5)], [event(.made, "users", 9), event(.made, "users", 11)]]) == [
        TableLoss(.dropped, table: "users", at: at(5), place: "log.1:5", madeAgainAt: at(9))
      ])
  }

  @Test func anExchangeInOneStatementIsNoLoss() {
    #expect(find([[event(.renamed, "users", 5), event(.made, "users", 5)]]).isEmpty)
    // CREATE OR REPLACE is: what it held is gone.
    #expect(find([[event(.dropped, "users", 5), event(.made, "users", 5)]]).count == 1)
  }

  @Test func aSchemaGoesAsAWholeAndComesBackWithItsFirstTable() {
    let losses = find([[event(.dropped, nil, 5), event(.made, "users", 6)]])
    #expect(losses == [TableLoss(.dropped, table: nil, at: at(5), place: "log.1:5", madeAgainAt: at(6))])
    #expect(LossReport(losses: losses, readAt: at(9)).loss(of: "anything")?.at == at(5))
  }

  @Test func whatIsGoneSinceTheNewestFullIsAProblem() {
    let losses = find(
      [
        [event(.dropped, "users", 5), event(.made, "users", 6), event(.dropped, "users", 7)],
        [event(.renamed, "concerts", 9), event(.emptied, "seats", 10), event(.dropped, "bookings", 11)],
        [event(.made, "bookings", 12)],
      ], ["Concerts", "users", "seats", "bookings"])
    #expect(TableLoss.open(losses, since: at(4)).map(\.table) == ["Concerts", "users"])
    #expect(TableLoss.open(losses, since: at(7)).map(\.table) == ["Concerts"])
    #expect(TableLoss.open(losses, since: at(9)).isEmpty)
    var leg = LegStatus(leg: .databaseFull, backups: .known([], at: at(20)), triggers: [], severity: .fine)
    #expect(BackupRules.lossProblems(of: leg).isEmpty)
    leg.lost = TableLoss.open(losses, since: at(4))
    let problems = BackupRules.lossProblems(of: leg)
    #expect(problems.map(\.id) == ["table.Concerts", "table.users"] && problems.map(\.since) == [at(9), at(7)])
    #expect(problems.allSatisfy { $0.severity == .warning })
  }

  /// Against a walk through all events for each loss.
  @Test func agreesWithAWalkThroughTheEvents() {
    var numbers = SeededNumbers(seed: 31)
    let kinds: [TableEvent.Kind] = [.dropped, .emptied, .renamed, .made, .made]
    let tables: [String?] = ["a", "b", "c", "strange", nil]
    for _ in 0..<200 {
      let events = (1...Int.random(in: 1...30, using: &numbers)).map { second in
        let kind = kinds.randomElement(using: &numbers) ?? .made
        let table = tables.randomElement(using: &numbers) ?? nil
        return event(kind, kind == .made ? table ?? "a" : table, Double(second))
      }
      let cut = Int.random(in: 0...events.count, using: &numbers)
      let found = find([Array(events[..<cut]), Array(events[cut...])], ["a", "b", "c"])
      let expected = events.filter { $0.isLoss && $0.table != "strange" }.map { loss in
        let again = events.first {
          $0.at > loss.at && $0.kind == .made && ($0.table == loss.table || loss.table == nil)
        }
        return (loss.table, loss.at, again?.at)
      }
      #expect(
        found.map { "\($0.table ?? "*") \($0.at) \($0.madeAgainAt.map { "\($0)" } ?? "-")" }
          == expected.reversed().map { "\($0.0 ?? "*") \($0.1) \($0.2.map { "\($0)" } ?? "-")" }, "\(events)")
    }
  }

  /// A log in which every table is exchanged again and again: as many steps as events.
  @Test func manyEventsAreFoundInAsManySteps() {
    let names = (0..<1000).map { "t\($0)" }
    let files = (0..<40).map { number in
      names.flatMap { [event(.renamed, $0, Double(number)), event(.made, $0, Double(number))] }
    }
    #expect(find(files, names).isEmpty)
  }

  @Test func theNewestLossOfATableIsTheOneMeant() {
    let report = LossReport(
      losses: find([[event(.dropped, "users", 5), event(.made, "users", 6), event(.dropped, "users", 7)]]),
      readAt: at(9))
    #expect(report.loss(of: "USERS")?.at == at(7) && report.losses.count == 2)
    #expect(report.loss(of: "concerts") == nil)
  }
}
