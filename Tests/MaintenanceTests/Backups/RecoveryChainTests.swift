import Maintenance
import Testing

@Suite struct RecoveryChainTests {
  private static let start = Timestamp(seconds: 1_795_305_600)

  private func manifest(
    _ leg: BackupLeg, _ id: String, hours: Double, files: [BinlogFile] = [], position: BinlogPosition? = nil,
    history: String = "h"
  )
    -> BackupManifest
  {
    BackupManifest(
      id: id, leg: leg, takenAt: Self.start.adding(seconds: hours * 3600), durationSeconds: 1, host: "h",
      application: "a",
      artefacts: [BackupArtefact(name: "x", bytes: UInt64(files.count + 1), sha256: "")], contents: [:], commands: [],
      server: ServerBackup(
        engine: .mariadb, version: "10.11", schema: "s", createStatement: "", history: history, position: position,
        binlogs: files))
  }

  private func file(_ number: Int, until hours: Double) -> BinlogFile {
    BinlogFile(
      name: "bin.00000\(number)", bytes: 1000, firstEventAt: nil, lastEventAt: Self.start.adding(seconds: hours * 3600),
      next: "bin.00000\(number + 1)")
  }

  private var full: BackupManifest {
    manifest(.databaseFull, "full", hours: 0, position: BinlogPosition(file: "bin.000001", position: 300))
  }

  private func at(_ hours: Double) -> Timestamp { Self.start.adding(seconds: hours * 3600) }

  @Test func theFilesThatLeadToTheMomentAreTakenInOrder() throws {
    let logs = (1...4).map {
      manifest(.databaseLog, "log\($0)", hours: Double($0), files: [file($0, until: Double($0))])
    }
    let chain = try RecoveryChain.find(full: full, archives: logs.reversed(), moment: at(2.5))
    #expect(chain.links.map(\.backup) == ["log1", "log2", "log3"] && chain.start?.position == 300)
    #expect(try RecoveryChain.find(full: full, archives: logs, moment: at(0)).links.isEmpty)
    // A differential holds what the logs held that are gone.
    let differential = manifest(.databaseDifferential, "diff", hours: 2, files: [file(1, until: 1), file(2, until: 2)])
    let mixed = try RecoveryChain.find(full: full, archives: [differential, logs[2]], moment: at(2.5))
    #expect(mixed.links.map(\.backup) == ["diff", "diff", "log3"])
  }

  @Test func whatIsMissingIsNamed() {
    let logs = [1, 2, 4].map {
      manifest(.databaseLog, "log\($0)", hours: Double($0), files: [file($0, until: Double($0))])
    }
    #expect(throws: RecoveryGap.missing(file: "bin.000003", reached: at(2))) {
      try RecoveryChain.find(full: full, archives: logs, moment: at(3.5))
    }
    #expect(throws: RecoveryGap.notReached(reached: at(1), missing: "bin.000002")) {
      try RecoveryChain.find(full: full, archives: [logs[0]], moment: at(1.5))
    }
    #expect(throws: RecoveryGap.beforeFull(full: "full", takenAt: at(0))) {
      try RecoveryChain.find(full: full, archives: logs, moment: at(-1))
    }
    let alone = manifest(.databaseFull, "alone", hours: 0)
    #expect(throws: RecoveryGap.noPosition(full: "alone")) {
      try RecoveryChain.find(full: alone, archives: logs, moment: at(1))
    }
    // Files of the same name from another history are other files.
    let others = [1, 2].map {
      manifest(.databaseLog, "o\($0)", hours: Double($0), files: [file($0, until: Double($0))], history: "other")
    }
    #expect(throws: RecoveryGap.self) { try RecoveryChain.find(full: full, archives: others, moment: at(1)) }
  }

  @Test func spansEndWhereAFileIsMissing() {
    let logs = [1, 2, 4].map {
      manifest(.databaseLog, "log\($0)", hours: Double($0), files: [file($0, until: Double($0))])
    }
    let later = manifest(.databaseFull, "later", hours: 5, position: BinlogPosition(file: "bin.000005", position: 4))
    let spans = RecoveryChain.spans(fulls: [later, full], archives: logs)
    #expect(spans.map(\.full) == ["full", "later"])
    #expect(spans.map(\.from) == [at(0), at(5)] && spans.map(\.until) == [at(2), at(5)])
  }
}
