/// How much a backup holds, by what its leg saves: so that a person who looks for the last one that held the data sees
/// it, instead of guessing from its size.
public enum BackupContents: Codable, Sendable, Hashable {
  /// Rows of all tables together.
  case rows(Int)
  /// Files of the binary log.
  case logFiles(Int)
  /// Files; an incremental backup holds those that have changed.
  case files(Int)

  /// What a manifest says.
  public init(_ manifest: BackupManifest) {
    if manifest.leg.isDependant, let logs = manifest.server?.binlogs {
      self = .logFiles(logs.count)
      return
    }
    // Names in parentheses count objects of a schema or a whole tree; an archive among several is named before its kind.
    let counts = manifest.contents.filter { !$0.key.hasPrefix("(") }
    self =
      manifest.leg.scope == .database
      ? .rows(counts.values.reduce(0, +))
      : .files(counts.filter { $0.key == "file" || $0.key.hasSuffix("/file") }.values.reduce(0, +))
  }

  /// `2 481 907 lignes`, `2,481,907 rows`.
  public var words: LocalizedText {
    switch self {
    case .rows(let count): CountedThing.row.words(count)
    case .logFiles(let count): CountedThing.logFile.words(count)
    case .files(let count): CountedThing.file.words(count)
    }
  }
}
