/// Tables that an earlier full backup of a schema holds and the newest one does not: they went between two of the fulls. Whoever
/// wants them back chooses a moment before that. Pure: found from manifests alone.
public struct VanishedTables: Codable, Sendable, Hashable {
  /// By name, in order.
  public var tables: [String]
  /// When the last full that holds them was taken.
  public var lastHeld: Timestamp
  /// When the first full without them was taken.
  public var firstMissed: Timestamp

  /// What is gone.
  public init(tables: [String], lastHeld: Timestamp, firstMissed: Timestamp) {
    self.tables = tables
    self.lastHeld = lastHeld
    self.firstMissed = firstMissed
  }

  /// What the newest of these fulls lacks, what went last first. Safety copies count: each says what there was when it was taken.
  public static func find(in fulls: [BackupManifest]) -> [VanishedTables] {
    let sorted = fulls.sorted { ($0.takenAt, $0.id) < ($1.takenAt, $1.id) }
    guard let newest = sorted.last else { return [] }
    let ofSchema = sorted.filter { $0.server?.schema == newest.server?.schema }
    let live = Set(newest.contents.keys)
    var found: [Int: [String]] = [:]
    let gone = Set(ofSchema.flatMap(\.contents.keys)).filter { !$0.hasPrefix("(") && !live.contains($0) }
    for table in gone {
      guard let last = ofSchema.lastIndex(where: { $0.contents[table] != nil }) else { continue }
      found[last, default: []].append(table)
    }
    return found.sorted { $0.key > $1.key }.map { last, tables in
      VanishedTables(
        tables: tables.sorted(), lastHeld: ofSchema[last].takenAt, firstMissed: ofSchema[last + 1].takenAt)
    }
  }
}
