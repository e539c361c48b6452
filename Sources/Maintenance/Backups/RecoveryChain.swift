/// How one moment of a database is reached: a full backup, and the closed files of the binary log that lead from it to the
/// moment, each from a backup that holds it. Pure: found from manifests alone.
public struct RecoveryChain: Codable, Sendable, Hashable {
  /// One file of the binary log and the backup that holds it.
  public struct Link: Codable, Sendable, Hashable {
    public var backup: String
    public var file: BinlogFile
    /// The latest moment at which a backup of it was made, by the host's clock: all of it was written by then. An earlier one
    /// may have been told by a clock that was set back.
    public var savedAt: Timestamp
    /// The moment of the backup for which it was closed; `nil` when it was closed of itself.
    public var closedForAt: Timestamp?
    /// Whether it is shown to go on where the one before it ends; else it is joined by its name alone.
    public var isProven = true

    /// A file of the log.
    public init(backup: String, file: BinlogFile, savedAt: Timestamp, isLast: Bool = false) {
      self.backup = backup
      self.file = file
      self.savedAt = savedAt
      closedForAt = isLast ? savedAt : nil
    }

    /// When it was begun, as far as that can be believed.
    public var begunAt: Timestamp? { file.identity.flatMap { isPlausible($0.createdAt) ? $0.createdAt : nil } }

    /// Until when it was written, as far as that can be believed: a stamp from the future is none.
    public var endsAt: Timestamp? {
      if let closed = file.closedAt ?? file.lastEventAt, isPlausible(closed) { return closed }
      return closedForAt
    }

    /// By when all of it was written, by the server's own clock: known where a backup had it closed, for no application's
    /// session did.
    public var writtenBy: Timestamp? { closedForAt.map { file.closedAt ?? $0 } }

    private func isPlausible(_ moment: Timestamp) -> Bool {
      moment.seconds(since: savedAt) <= RecoveryWalk.clockTolerance
    }

    /// Takes what another backup that holds the same file knows of it.
    mutating func merge(_ other: Link) {
      if file.identity == nil, other.file.identity != nil {
        backup = other.backup
        file = other.file
      }
      savedAt = max(savedAt, other.savedAt)
      if let theirs = other.closedForAt { closedForAt = min(closedForAt ?? theirs, theirs) }
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
  /// Whether the clock went by the moment twice, because it was set back: the later time is meant.
  public var isRepeated = false

  /// The files that are joined by their names alone.
  public var unproven: [String] { links.filter { !$0.isProven }.map(\.file.name) }

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
    guard let walk = RecoveryWalk(full: full, archives: archives) else { throw .noPosition(full: full.id) }
    // The files that were written while the clock went by the moment: several, where it was set back.
    var holding: [Int] = []
    var until = full.takenAt
    for (index, link) in walk.links.enumerated() {
      let begun = index == 0 ? full.takenAt : link.begunAt ?? until
      until = link.endsAt ?? until
      if begun < moment, let end = link.endsAt, end >= moment { holding.append(index) }
    }
    let beyond = walk.links.firstIndex { $0.endsAt.map { $0 >= moment } ?? false }
    guard let last = holding.last ?? beyond else {
      throw RecoveryGap(walk.end, reached: walk.reach(takenAt: full.takenAt))
    }
    var chain = RecoveryChain(
      full: full.id, start: full.server?.position, links: Array(walk.links[...last]), moment: moment)
    chain.isRepeated = holding.count > 1
    return chain
  }

  /// All that leads on from a full backup.
  public static func whole(full: BackupManifest, archives: [BackupManifest]) -> RecoveryChain {
    guard let walk = RecoveryWalk(full: full, archives: archives) else { return RecoveryChain(full: full.id) }
    return RecoveryChain(full: full.id, start: full.server?.position, links: walk.links)
  }

  /// The spans of time within which every second can be reached, oldest first: from each full as far as its files lead.
  public static func spans(fulls: [BackupManifest], archives: [BackupManifest]) -> [RecoverySpan] {
    fulls.sorted { $0.takenAt < $1.takenAt }.map { full in
      let walk = RecoveryWalk(full: full, archives: archives)
      return RecoverySpan(
        full: full.id, from: full.takenAt, until: walk?.reach(takenAt: full.takenAt) ?? full.takenAt, hole: walk?.hole)
    }
  }
}

extension RecoveryWalk {
  /// The file that is missing in the middle.
  var hole: String? { if case .hole(let name) = end { name } else { nil } }

  /// The last moment to which the files lead.
  public func reach(takenAt: Timestamp) -> Timestamp { max(takenAt, links.compactMap(\.endsAt).max() ?? takenAt) }
}
