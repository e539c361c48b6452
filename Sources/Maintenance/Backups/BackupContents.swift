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
    func say(_ count: Int, _ french: (String, String), _ english: (String, String)) -> LocalizedText {
      // French counts nought and one in the singular.
      LocalizedText(
        french: "\(Self.grouped(count, "\u{A0}")) \(count < 2 ? french.0 : french.1)",
        english: "\(Self.grouped(count, ",")) \(count == 1 ? english.0 : english.1)"
      )
    }
    switch self {
    case .rows(let count): return say(count, ("ligne", "lignes"), ("row", "rows"))
    case .logFiles(let count): return say(count, ("journal", "journaux"), ("log file", "log files"))
    case .files(let count): return say(count, ("fichier", "fichiers"), ("file", "files"))
    }
  }
  /// In groups of three from the right.
  private static func grouped(_ count: Int, _ separator: String) -> String {
    var digits = String(count)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: separator)
  }
}
