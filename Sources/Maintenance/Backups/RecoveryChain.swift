/// How one moment of a database is reached: a full backup, and the closed files of the binary log that lead from it to the
/// moment, each from a backup that holds it. Pure: found from manifests alone.
public struct RecoveryChain: Codable, Sendable, Hashable {
  /// One file of the binary log and the backup that holds it.
  public struct Link: Codable, Sendable, Hashable {
    public var backup: String
    public var file: BinlogFile

    /// A file of the log.
    public init(backup: String, file: BinlogFile) {
      self.backup = backup
      self.file = file
    }
  }

  /// The full backup's id.
  public var full: String
  /// Where in the first file the replay begins; `nil` for a full alone.
  public var start: BinlogPosition?
  /// The files in the order in which they are replayed.
  public var links: [Link]
  /// The moment to stop before; `nil` is the full's own.
  public var moment: Timestamp?

  /// The last moment that the chain reaches.
  public func reach(takenAt: Timestamp) -> Timestamp { links.compactMap(\.file.lastEventAt).max() ?? takenAt }

  /// A chain.
  public init(full: String, start: BinlogPosition? = nil, links: [Link] = [], moment: Timestamp? = nil) {
    self.full = full
    self.start = start
    self.links = links
    self.moment = moment
  }

  /// The chain from a full backup to a moment.
  ///
  /// - Parameters:
  ///   - full: the manifest of the full backup.
  ///   - archives: the manifests of log and differential backups, in any order; both hold closed files.
  ///   - moment: the state before this moment is wanted.
  /// - Throws: ``RecoveryGap`` that names what is missing.
  public static func find(full: BackupManifest, archives: [BackupManifest], moment: Timestamp) throws(RecoveryGap)
    -> RecoveryChain
  {
    guard moment >= full.takenAt else { throw .beforeFull(full: full.id, takenAt: full.takenAt) }
    // A full backup is of the second in which it began; nothing that was committed after it is wanted.
    if moment == full.takenAt { return RecoveryChain(full: full.id) }
    guard let start = full.server?.position else { throw .noPosition(full: full.id) }
    let held = files(archives, of: full)
    var links: [Link] = []
    var name = start.file
    var reached = full.takenAt
    // A file that was written until the moment holds all that came before it.
    while links.isEmpty || reached < moment {
      guard let link = held[name] else {
        throw held.keys.contains(where: { $0 > name })
          ? .missing(file: name, reached: reached) : .notReached(reached: reached, missing: name)
      }
      links.append(link)
      reached = max(reached, link.file.lastEventAt ?? reached)
      name = link.file.next
    }
    return RecoveryChain(full: full.id, start: start, links: links, moment: moment)
  }

  /// The spans of time within which every second can be reached, oldest first: from each full as far as its files lead.
  public static func spans(fulls: [BackupManifest], archives: [BackupManifest]) -> [RecoverySpan] {
    let found = fulls.sorted { $0.takenAt < $1.takenAt }.map { full -> RecoverySpan in
      var until = full.takenAt
      let held = files(archives, of: full)
      var name = full.server?.position?.file
      while let file = name, let link = held[file] {
        until = max(until, link.file.lastEventAt ?? until)
        name = link.file.next == file ? nil : link.file.next
      }
      return RecoverySpan(full: full.id, from: full.takenAt, until: until)
    }
    return found
  }

  /// The files by name. One that two backups hold is taken from the smaller, a log: it is read faster.
  private static func files(_ archives: [BackupManifest], of full: BackupManifest) -> [String: Link] {
    var held: [String: Link] = [:]
    for manifest in archives.sorted(by: { ($0.totalBytes, $0.id) < ($1.totalBytes, $1.id) }) {
      // Another server's files, or those from before the server was made anew, have the same names.
      guard let server = manifest.server, server.schema == full.server?.schema, server.history == full.server?.history
      else { continue }
      for file in server.binlogs where held[file.name] == nil {
        held[file.name] = Link(backup: manifest.id, file: file)
      }
    }
    return held
  }
}
