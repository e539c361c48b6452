import Host
import Maintenance

/// Which files of a server's binary log a log or a differential backup takes.
///
/// A log backup goes on after the last file that one before it holds. Where a file in the middle is in no backup in which
/// nothing wrong is known, it begins there, as long as the server still has it. A differential begins where the full backup
/// stood, or where the differential before it ended when that is earlier: else the stretch between the two would be in logs
/// alone, which are kept for a day.
struct BinlogsToSave: Sendable {
  /// The full backup that they lead on from.
  let full: BackupManifest
  /// The file to begin with.
  let first: String
  /// A file before that which no backup holds.
  let hole: String?
  private let position: BinlogPosition
  /// The files that are held, by their names.
  private let held: [String: [BinlogFile]]

  /// `nil` when there is no full backup with a binary log to go on from.
  init?(_ leg: BackupLeg, _ context: StepContext) {
    guard
      let newest = Catalogue.newest(backups: context.backups, leg: .databaseFull, now: context.now),
      let full = Catalogue.manifest(backups: context.backups, id: newest.id)
    else { return nil }
    let (logs, differentials) = (
      Catalogue.soundManifests(backups: context.backups, leg: .databaseLog),
      Catalogue.soundManifests(backups: context.backups, leg: .databaseDifferential)
    )
    self.init(leg, full: full, logs: logs, differentials: differentials)
  }

  /// - Parameters:
  ///   - full: the newest full backup.
  ///   - logs: the log backups in which nothing wrong is known.
  ///   - differentials: likewise.
  init?(_ leg: BackupLeg, full: BackupManifest, logs: [BackupManifest], differentials: [BackupManifest]) {
    guard let position = full.server?.position,
      let walk = RecoveryWalk(full: full, archives: logs + differentials)
    else { return nil }
    self.full = full
    self.position = position
    held = Dictionary(grouping: walk.links.map(\.file), by: \.name)
    guard leg == .databaseLog else {
      let earlier = differentials.filter { $0.server?.history == full.server?.history }
        .compactMap { $0.server?.binlogs.last?.next }.max { BinlogFile.isBefore($0, $1) }
      first = earlier.map { BinlogFile.isBefore($0, position.file) ? $0 : position.file } ?? position.file
      hole = nil
      return
    }
    let inLogs = Set(logs.flatMap { $0.server?.binlogs.map(\.key) ?? [] })
    let known =
      walk.links.last { inLogs.contains($0.file.key) }?.file.next ?? BinlogsToSave.end(of: logs, before: full)
      ?? position.file
    switch walk.end {
    case .hole(let name):
      hole = name
      // What is held behind it need not be fetched again when the server has lost it.
      let beyond = logs.compactMap { $0.server?.binlogs.last }
        .filter { BinlogFile.isBefore(name, $0.name) && ($0.transactions == nil || walk.mayLead(to: $0)) }
      first = beyond.map(\.next).max { BinlogFile.isBefore($0, $1) } ?? known
    default:
      hole = nil
      first = known
    }
  }

  /// Where the logs ended before the full: what was written between the two leads on from the full before it.
  private static func end(of logs: [BackupManifest], before full: BackupManifest) -> String? {
    guard let position = full.server?.position else { return nil }
    let ended = logs.compactMap { manifest -> String? in
      guard let last = manifest.server?.binlogs.last, !BinlogFile.isBefore(position.file, last.next) else { return nil }
      guard let before = last.transactions, let begun = position.identity?.transactions else {
        return manifest.server?.history == full.server?.history ? last.next : nil
      }
      return before.allSatisfy { (begun[$0.key] ?? 0) >= $0.value } ? last.next : nil
    }
    return ended.max { BinlogFile.isBefore($0, $1) }
  }

  /// The files to take, and the one that is missing before them.
  ///
  /// - Parameter closed: the closed files on the server, oldest first.
  func files(of closed: [String]) -> (files: [String], missing: String?) {
    if let hole, let index = closed.firstIndex(of: hole) { return (Array(closed[index...]), nil) }
    if let index = closed.firstIndex(of: first) { return (Array(closed[index...]), hole) }
    let later = closed.filter { !BinlogFile.isBefore($0, first) }
    return (later, hole ?? (later.isEmpty ? nil : first))
  }

  /// Whether a file of the server may be of the history that the full backup belongs to. Another of a held one's name, or one
  /// that does not go on where a held one ends, is of a log that was begun anew.
  /// Where the full does not say which file it stood in, the server's own identity is all there is.
  func mayBe(_ file: BinlogFile, history: String) -> Bool {
    if position.identity == nil, history != full.server?.history { return false }
    if file.name == position.file, let wanted = position.identity, let found = file.identity, wanted != found {
      return false
    }
    if let same = held[file.name]?.first, let known = same.identity, let found = file.identity, known != found {
      return false
    }
    return !held.values.joined().contains { $0.next == file.name && $0.leads(to: file) == false }
  }

  /// What is said when the server's log is another one.
  static func renewed(_ context: StepContext) -> String {
    context.say(
      "le journal binaire du serveur a été recommencé depuis la dernière complète (réinstallation, RESET MASTER) : faites une complète",
      "the server's binary log was begun anew since the last full backup (installed anew, RESET MASTER): make a full backup"
    )
  }
}
