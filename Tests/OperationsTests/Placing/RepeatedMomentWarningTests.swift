import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// A moment that the clock went by twice is said before anything is done: the later time is meant.
@Suite struct RepeatedMomentWarningTests {
  private static let start = Timestamp(seconds: 1_795_305_600)

  private func at(_ hours: Double) -> Timestamp { Self.start.adding(seconds: hours * 3600) }

  private func file(_ number: Int, from: Double, to end: Double, before: UInt64, isClosed: Bool) -> BinlogFile {
    BinlogFile(
      name: "b.\(number)", bytes: 1000, firstEventAt: nil, lastEventAt: at(end), next: "b.\(number + 1)",
      identity: BinlogIdentity(createdAt: at(from), server: 1, transactions: ["0-1": before]),
      transactions: ["0-1": before + 1], closedAt: isClosed ? at(end) : nil)
  }

  private func keep(_ leg: BackupLeg, hours: Double, files: [BinlogFile], _ backups: String) throws -> String {
    let id = OperationID.make(at: at(hours))
    let folder = try #require(BackupFolder(id: leg.rawValue + "-" + id, backups: backups))
    let position = BinlogPosition(
      file: "b.1", position: 300, identity: file(1, from: -1, to: 10, before: 0, isClosed: false).identity)
    let manifest = BackupManifest(
      id: folder.id, leg: leg, takenAt: at(hours), durationSeconds: 1, host: "h", application: "Shop",
      artefacts: [BackupArtefact(name: "x", bytes: 1, sha256: "")], contents: [:], commands: [],
      server: ServerBackup(
        engine: .mariadb, version: "10.11", schema: "shop", createStatement: "", history: "h",
        position: leg == .databaseFull ? position : nil, binlogs: files))
    try FileSystem.makeFolder(folder.path)
    try FileSystem.writeAtomically(folder.file("x"), [1])
    try FileSystem.writeAtomically(folder.file(BackupFolder.manifestName), JSONText.page(manifest))
    return folder.id
  }

  @Test func itIsSaidWhichTimeIsMeant() async throws {
    let folder = try TemporaryFolder()
    let runner = ScriptedRunner()
    runner.on("mariadbd", ["--no-defaults", "--verbose", "--help"], output: "")
    var context = PlacingContext.make(state: folder.path, commands: runner)
    let full = try keep(.databaseFull, hours: 0, files: [], context.backups)
    // Stopped at ten, set back to five, and on until twelve.
    _ = try keep(
      .databaseLog, hours: 10, files: [file(1, from: -1, to: 10, before: 0, isClosed: false)], context.backups)
    _ = try keep(
      .databaseLog, hours: 12, files: [file(2, from: 5, to: 12, before: 1, isClosed: true)], context.backups)
    for (hours, isSaid) in [(4.0, false), (7, true), (11, false)] {
      context.step.arguments = ["backup": full, RebuildSchema.momentArgument: at(hours).description]
      let lines = await RebuildSchema().preflight(context)
      let said = lines.filter {
        $0.severity == .warning && $0.text.text(in: .english).hasPrefix("The clock was set back: ")
      }
      #expect(said.count == (isSaid ? 1 : 0), "\(hours): \(lines)")
      #expect(lines.contains { $0.text.text(in: .english).hasPrefix("The chain is whole: ") }, "\(lines)")
    }
  }
}
