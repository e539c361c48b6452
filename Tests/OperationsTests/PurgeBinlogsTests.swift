import Maintenance
import Testing

@testable import Operations

/// What the server may throw away: the very files that a copy holds, not those that are called the same.
@Suite struct PurgeBinlogsTests {
  private func identity(_ number: Int, life: Int = 1) -> BinlogIdentity {
    BinlogIdentity(
      createdAt: Timestamp(seconds: 1_795_305_600 + Double(number * 3600 + life * 100_000)), server: 1,
      transactions: ["0-1": UInt64(number)])
  }

  private func server(_ numbers: ClosedRange<Int>, life: Int = 1) -> [PurgeBinlogs.ServerFile] {
    numbers.map { PurgeBinlogs.ServerFile(name: "b.\($0)", identity: identity($0, life: life)) }
  }

  private func manifest(
    _ leg: BackupLeg, _ numbers: ClosedRange<Int>, life: Int = 1, tells: Bool = true, remarks: [String] = []
  ) -> BackupManifest {
    let files = numbers.map {
      BinlogFile(
        name: "b.\($0)", bytes: 1, firstEventAt: nil, lastEventAt: nil, next: "b.\($0 + 1)",
        identity: tells ? identity($0, life: life) : nil)
    }
    let isFull = leg == .databaseFull
    let position = BinlogPosition(
      file: "b.\(numbers.lowerBound)", position: 4, identity: tells ? identity(numbers.lowerBound, life: life) : nil)
    return BackupManifest(
      id: "\(leg.rawValue)-\(numbers)", leg: leg, takenAt: Timestamp(seconds: 0), durationSeconds: 1, host: "h",
      application: "a", artefacts: [], contents: [:], commands: [], remarks: remarks,
      server: ServerBackup(
        engine: .mariadb, version: "", schema: "s", createStatement: "", history: "h",
        position: isFull ? position : nil, binlogs: isFull ? [] : files))
  }

  @Test func whatIsHeldBeforeTheNewestFullMayGo() {
    let copied = [manifest(.databaseFull, 2...2), manifest(.databaseLog, 2...4), manifest(.databaseFull, 5...5)]
    #expect(PurgeBinlogs.firstToKeep(of: server(1...6), copied: copied) == "b.5")
    // One that is in no log.
    let holed = [manifest(.databaseFull, 2...2), manifest(.databaseLog, 2...3), manifest(.databaseFull, 5...5)]
    #expect(PurgeBinlogs.firstToKeep(of: server(1...6), copied: holed) == "b.4")
    #expect(PurgeBinlogs.firstToKeep(of: server(1...6), copied: [manifest(.databaseLog, 1...6)]) == nil)
  }

  @Test func whatIsOnlyCalledTheSameStays() {
    // The log was begun anew; what the stores have is of before.
    let copied = [manifest(.databaseFull, 2...2), manifest(.databaseLog, 2...4), manifest(.databaseFull, 5...5)]
    #expect(PurgeBinlogs.firstToKeep(of: server(1...6, life: 2), copied: copied) == nil)
    // A full of the new one, and logs of the old one.
    let mixed = copied + [manifest(.databaseFull, 3...3, life: 2), manifest(.databaseFull, 6...6, life: 2)]
    #expect(PurgeBinlogs.firstToKeep(of: server(1...6, life: 2), copied: mixed) == "b.3")
    // What does not say which it is holds nothing, and what cannot be read is kept.
    let untold = [
      manifest(.databaseFull, 2...2), manifest(.databaseLog, 2...4, tells: false), manifest(.databaseFull, 5...5),
    ]
    #expect(PurgeBinlogs.firstToKeep(of: server(1...6), copied: untold) == "b.2")
    var unread = server(1...6)
    unread[2].identity = nil
    #expect(PurgeBinlogs.firstToKeep(of: unread, copied: copied) == "b.3")
    let safety = [
      manifest(.databaseFull, 2...2), manifest(.databaseFull, 5...5, remarks: [BackupManifest.safetyRemark]),
    ]
    #expect(PurgeBinlogs.firstToKeep(of: server(1...6), copied: safety) == "b.2")
  }
}
