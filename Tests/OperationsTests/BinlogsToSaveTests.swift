import Maintenance
import Testing

@testable import Operations

/// Which files a log or a differential backup begins with.
@Suite struct BinlogsToSaveTests {
  private func identity(_ number: Int, life: Int = 1) -> BinlogIdentity {
    BinlogIdentity(
      createdAt: at(number, life), server: 1, transactions: ["0-1": UInt64(number * 10 + life)])
  }

  private func at(_ number: Int, _ life: Int = 1) -> Timestamp {
    Timestamp(seconds: 1_795_305_600 + Double(number * 3600 + life * 1_000_000))
  }

  private func manifest(_ leg: BackupLeg, _ numbers: ClosedRange<Int>, life: Int = 1) -> BackupManifest {
    let isFull = leg == .databaseFull
    let files = numbers.map {
      BinlogFile(
        name: "b.\($0)", bytes: 1000, firstEventAt: at($0, life), lastEventAt: at($0 + 1, life), next: "b.\($0 + 1)",
        identity: identity($0, life: life), transactions: identity($0 + 1, life: life).transactions,
        closedAt: at($0 + 1, life))
    }
    let position = BinlogPosition(
      file: "b.\(numbers.lowerBound)", position: 300, identity: identity(numbers.lowerBound, life: life))
    return BackupManifest(
      id: "\(leg.rawValue)-\(numbers)-\(life)", leg: leg, takenAt: at(numbers.upperBound + (isFull ? 0 : 1), life),
      durationSeconds: 1, host: "h", application: "a", artefacts: [], contents: [:], commands: [],
      server: ServerBackup(
        engine: .mariadb, version: "", schema: "s", createStatement: "", history: "h",
        position: isFull ? position : nil, binlogs: isFull ? [] : files))
  }

  private func first(
    _ leg: BackupLeg = .databaseLog, full: Int, logs: [BackupManifest], differentials: [BackupManifest] = [],
    on server: ClosedRange<Int>
  ) -> [String] {
    let wanted = BinlogsToSave(
      leg, full: manifest(.databaseFull, full...full), logs: logs, differentials: differentials)
    guard let wanted else { return ["none"] }
    let (files, missing) = wanted.files(of: server.map { "b.\($0)" })
    return [files.first ?? "none"] + (missing.map { ["missing \($0)"] } ?? [])
  }

  @Test func aLogGoesOnAfterTheLastOne() {
    #expect(first(full: 2, logs: [], on: 1...5) == ["b.2"])
    #expect(first(full: 2, logs: [manifest(.databaseLog, 2...3)], on: 1...5) == ["b.4"])
    // Also over a full: what lies between the two leads on from the full before it.
    #expect(first(full: 5, logs: [manifest(.databaseLog, 2...3)], on: 1...6) == ["b.4"])
    // Of another life of the server, which was longer.
    #expect(first(full: 5, logs: [manifest(.databaseLog, 2...3, life: 90)], on: 1...6) == ["b.5"])
    // A differential that holds them is no log.
    #expect(
      first(
        full: 2, logs: [manifest(.databaseLog, 2...2)], differentials: [manifest(.databaseDifferential, 2...4)],
        on: 1...5)
        == ["b.3"])
  }

  @Test func aHoleIsFilledWhileTheServerHasIt() {
    let logs = [manifest(.databaseLog, 2...2), manifest(.databaseLog, 4...5)]
    #expect(first(full: 2, logs: logs, on: 1...7) == ["b.3"])
    #expect(first(full: 2, logs: logs, on: 4...7) == ["b.6", "missing b.3"])
    #expect(first(full: 2, logs: [], on: 4...7) == ["b.4", "missing b.2"])
  }

  @Test func aDifferentialBeginsAtTheFullOrWhereTheOneBeforeEnded() {
    #expect(first(.databaseDifferential, full: 4, logs: [], on: 1...6) == ["b.4"])
    let earlier = [manifest(.databaseDifferential, 1...2)]
    #expect(first(.databaseDifferential, full: 4, logs: [], differentials: earlier, on: 1...6) == ["b.3"])
    let later = [manifest(.databaseDifferential, 4...5)]
    #expect(first(.databaseDifferential, full: 4, logs: [], differentials: later, on: 1...6) == ["b.4"])
  }

  @Test func aFileOfAnotherHistoryIsNotTaken() throws {
    let wanted = try #require(
      BinlogsToSave(
        .databaseLog, full: manifest(.databaseFull, 2...2), logs: [manifest(.databaseLog, 2...3)], differentials: []))
    func file(_ number: Int, _ life: Int) throws -> BinlogFile {
      try #require(manifest(.databaseLog, number...number, life: life).server?.binlogs.first)
    }
    #expect(wanted.mayBe(try file(4, 1), history: "h"))
    #expect(wanted.mayBe(try file(4, 1), history: "renamed"))
    for number in 2...4 { #expect(!wanted.mayBe(try file(number, 2), history: "h"), "\(number)") }
  }
}
