import Maintenance
import Testing

/// A clock that was set back goes by the same moment twice, each time in a file of the log of its own.
@Suite struct RepeatedMomentTests {
  private static let start = Timestamp(seconds: 1_795_305_600)

  private func at(_ hours: Double) -> Timestamp { Self.start.adding(seconds: hours * 3600) }

  private func manifest(
    _ leg: BackupLeg, _ id: String, hours: Double, files: [BinlogFile] = [], position: BinlogPosition? = nil
  ) -> BackupManifest {
    BackupManifest(
      id: id, leg: leg, takenAt: at(hours), durationSeconds: 1, host: "h", application: "a",
      artefacts: [BackupArtefact(name: "x", bytes: UInt64(files.count + 1), sha256: "")], contents: [:], commands: [],
      server: ServerBackup(
        engine: .mariadb, version: "10.11", schema: "s", createStatement: "", history: "h", position: position,
        binlogs: files))
  }

  /// Begun and ended at these hours, with so many transactions before and after it. One that was stopped has no end of its own.
  private func file(
    _ number: Int, from: Double, to end: Double, before: UInt64, after: UInt64, isClosed: Bool, bytes: UInt64 = 1000
  ) -> BinlogFile {
    BinlogFile(
      name: "b.\(number)", bytes: bytes, firstEventAt: nil, lastEventAt: at(end), next: "b.\(number + 1)",
      identity: BinlogIdentity(createdAt: at(from), server: 1, transactions: ["0-1": before]),
      transactions: ["0-1": after], closedAt: isClosed ? at(end) : nil)
  }

  /// From the full on until ten o'clock; stopped, set back to five, and on until twelve.
  private func chain(to hours: Double, firstBegun: Double = -1) throws -> RecoveryChain {
    let first = file(1, from: firstBegun, to: 10, before: 0, after: 7, isClosed: false)
    let second = file(2, from: 5, to: 12, before: 7, after: 9, isClosed: true)
    return try RecoveryChain.find(
      full: manifest(
        .databaseFull, "full", hours: 0,
        position: BinlogPosition(file: "b.1", position: 300, identity: first.identity)),
      archives: [
        manifest(.databaseLog, "one", hours: 10, files: [first]),
        manifest(.databaseLog, "two", hours: 12, files: [second]),
      ], moment: at(hours))
  }

  @Test func theLaterTimeIsMeantAndSaid() throws {
    for hours in [5.5, 7, 10] {
      let chain = try chain(to: hours)
      #expect(chain.isRepeated && chain.links.map(\.file.name) == ["b.1", "b.2"], "\(hours)")
    }
    // The moment in which the second begins lies before it.
    for hours in [1.0, 4, 5] {
      let chain = try chain(to: hours)
      #expect(!chain.isRepeated && chain.links.map(\.file.name) == ["b.1"], "\(hours)")
    }
    for hours in [10.5, 12] {
      let chain = try chain(to: hours)
      #expect(!chain.isRepeated && chain.links.map(\.file.name) == ["b.1", "b.2"], "\(hours)")
    }
  }

  /// The first file holds what follows the full, whenever it was begun itself: by a clock that was set back before the full.
  @Test func theFirstFileCountsFromTheFull() throws {
    #expect(try chain(to: 7, firstBegun: 8).isRepeated)
  }

  /// Two files of one name are one only where all that they tell of themselves is the same.
  @Test func eachMarkTellsTwoFilesOfOneNameApart() throws {
    let first = file(1, from: 0, to: 5, before: 0, after: 7, isClosed: true)
    let second = file(2, from: 5, to: 6, before: 7, after: 9, isClosed: true)
    let full = manifest(
      .databaseFull, "full", hours: 0, position: BinlogPosition(file: "b.1", position: 300, identity: first.identity))
    func end(_ other: BinlogFile) -> RecoveryWalk.End? {
      RecoveryWalk(
        full: full,
        archives: [
          manifest(.databaseLog, "one", hours: 6, files: [first, second]),
          manifest(.databaseLog, "two", hours: 6, files: [other]),
        ])?.end
    }
    #expect(end(second) == .open(next: "b.3"))
    let ambiguous = RecoveryWalk.End.ambiguous("b.2", backups: ["one", "two"])
    #expect(end(file(2, from: 5, to: 6, before: 7, after: 9, isClosed: true, bytes: 1001)) == ambiguous)
    #expect(end(file(2, from: 5.01, to: 6, before: 7, after: 9, isClosed: true)) == ambiguous)
    #expect(end(file(2, from: 5, to: 6, before: 7, after: 8, isClosed: true)) == ambiguous)
  }

  /// What may lie behind the end of a walk: a later name, and all that had been committed.
  @Test func onlyWhatHoldsAllThatWasCommittedMayComeLater() throws {
    let first = file(4, from: 0, to: 5, before: 0, after: 7, isClosed: true)
    let walk = try #require(
      RecoveryWalk(
        full: manifest(
          .databaseFull, "full", hours: 0,
          position: BinlogPosition(file: "b.4", position: 300, identity: first.identity)),
        archives: [manifest(.databaseLog, "one", hours: 6, files: [first])]))
    func mayLead(_ number: Int, _ before: UInt64, domain: String = "0-1") -> Bool {
      var later = file(number, from: 8, to: 9, before: before, after: before, isClosed: true)
      later.identity?.transactions = [domain: before]
      return walk.mayLead(to: later)
    }
    #expect(mayLead(6, 7) && mayLead(6, 8))
    #expect(!mayLead(6, 6) && !mayLead(3, 9) && !mayLead(6, 9, domain: "0-2"))
  }
}
