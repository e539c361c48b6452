/// How far the files of the binary log that backups hold lead on from a full backup, and why no farther. Pure. Each file is
/// joined to the one before it by what both say of themselves (``BinlogFile/leads(to:)``); where one of them says nothing,
/// by its name and the server's history.
public struct RecoveryWalk: Sendable, Hashable {
  /// Where it ends.
  public enum End: Sendable, Hashable {
    /// Nothing that goes on is held: the file of that name is still the server's.
    case open(next: String)
    /// The file of that name is in no backup, and later ones are.
    case hole(String)
    /// The file of that name that is held belongs to another history.
    case otherHistory(String)
    /// Several files of that name go on, each in its own way: the backups that hold them.
    case ambiguous(String, backups: [String])

    /// The file that would come next.
    public var next: String {
      switch self {
      case .open(let name), .hole(let name), .otherHistory(let name), .ambiguous(let name, _): name
      }
    }
  }

  public var links: [RecoveryChain.Link] = []
  public var end: End

  /// How far the clocks of a server and of the host that saves it may be apart, in seconds: what a backup holds was written
  /// by the time it was taken, and a later stamp is not the time.
  public static let clockTolerance = 300.0

  /// Follows the log from a full backup; `nil` when the full does not say where the log stood.
  public init?(full: BackupManifest, archives: [BackupManifest]) {
    guard let position = full.server?.position else { return nil }
    let held = RecoveryWalk.files(archives, of: full)
    end = .open(next: position.file)
    var seen: Set<String> = []
    while seen.insert(end.next).inserted {
      let name = end.next
      let known = (held[name] ?? []).filter { joins($0, to: position) == true }
      let unknown = (held[name] ?? []).filter {
        joins($0, to: position) == nil && $0.history == full.server?.history
      }
      let found = known.isEmpty ? unknown : known
      if found.count > 1 {
        end = .ambiguous(name, backups: found.map(\.link.backup).sorted())
        return
      }
      guard let file = found.first else {
        let goesOn = held.values.joined().contains { isLater($0, than: name, full) }
        end = goesOn ? .hole(name) : held[name] != nil ? .otherHistory(name) : .open(next: name)
        return
      }
      var link = file.link
      link.isProven = !known.isEmpty
      links.append(link)
      end = .open(next: link.file.next)
    }
  }

  /// Whether a file may lie behind where the walk ends, in the same log.
  public func mayLead(to file: BinlogFile) -> Bool { links.last?.file.isBefore(file) ?? true }

  /// A file, and what is known of it beyond the link.
  private struct Held {
    var link: RecoveryChain.Link
    var history: String
  }

  /// Whether a file goes on where the walk stands.
  private func joins(_ held: Held, to position: BinlogPosition) -> Bool? {
    let file = held.link.file
    if let last = links.last { return last.file.leads(to: file) }
    guard position.position <= file.bytes else { return false }
    guard let wanted = position.identity, let identity = file.identity else { return nil }
    return wanted == identity
  }

  /// Whether a file lies behind the one that is missing, in the same history.
  private func isLater(_ held: Held, than missing: String, _ full: BackupManifest) -> Bool {
    let file = held.link.file
    guard BinlogFile.isBefore(missing, file.name) else { return false }
    if let last = links.last, let isBefore = last.file.isBefore(file) { return isBefore }
    if links.isEmpty, let begun = full.server?.position?.identity?.transactions,
      let theirs = file.identity?.transactions
    {
      return begun.allSatisfy { (theirs[$0.key] ?? 0) >= $0.value }
    }
    return held.history == full.server?.history
  }

  /// The files by name, each different one once. One that two backups hold is taken from the smaller, a log: it is read
  /// faster.
  private static func files(_ archives: [BackupManifest], of full: BackupManifest) -> [String: [Held]] {
    var held: [String: [Held]] = [:]
    for manifest in archives.sorted(by: { ($0.totalBytes, $0.id) < ($1.totalBytes, $1.id) }) {
      guard let server = manifest.server, server.schema == full.server?.schema else { continue }
      for (index, file) in server.binlogs.enumerated() {
        let isLast = index == server.binlogs.count - 1
        let link = RecoveryChain.Link(backup: manifest.id, file: file, savedAt: manifest.takenAt, isLast: isLast)
        let same = held[file.name]?.firstIndex {
          $0.link.file.isSame(file) && ($0.history == server.history || file.identity != nil)
        }
        guard let same else {
          held[file.name, default: []].append(Held(link: link, history: server.history))
          continue
        }
        held[file.name]?[same].link.merge(link)
      }
    }
    return held
  }
}
