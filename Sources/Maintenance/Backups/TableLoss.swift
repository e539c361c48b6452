/// A table of the schema that backups hold and that was lost by a statement of the log, and when: whoever wants it back chooses
/// the moment before.
public struct TableLoss: Codable, Sendable, Hashable {
  public var kind: TableEvent.Kind
  /// By the name that backups give it; `nil`: the whole schema.
  public var table: String?
  /// When the statement had ended. The state just before this moment holds the table.
  public var at: Timestamp
  /// File and position in the server's log, `mysql-bin.000002:1234`.
  public var place: String
  /// When a table of the name was there again; `nil` while none is.
  public var madeAgainAt: Timestamp?

  /// A loss.
  public init(
    _ kind: TableEvent.Kind, table: String?, at: Timestamp, place: String, madeAgainAt: Timestamp? = nil
  ) {
    self.kind = kind
    self.table = table
    self.at = at
    self.place = place
    self.madeAgainAt = madeAgainAt
  }

  /// Those after the newest full backup of the rhythm that took a table away which is not there again; of each table the last.
  /// Emptied ones are not among them: nothing tells when they are filled again.
  public static func open(_ losses: [TableLoss], since full: Timestamp) -> [TableLoss] {
    var seen: Set<String?> = []
    return losses.filter { loss in
      loss.madeAgainAt == nil && [.dropped, .renamed].contains(loss.kind) && loss.at > full
        && seen.insert(loss.table).inserted
    }
  }

  /// What was done to tables in one file of the log.
  public struct File: Sendable, Hashable {
    public var name: String
    public var events: [TableEvent]

    public init(name: String, events: [TableEvent]) {
      self.name = name
      self.events = events
    }
  }

  /// The losses of tables that a backup holds, newest first. Pure.
  ///
  /// A table that the same statement took away and put there again (the exchange that puts a restore in place, or a change of
  /// its form by a copy) is not lost. One that was made again later is: what it held is not in the new one.
  ///
  /// - Parameters:
  ///   - files: files of one log, oldest first.
  ///   - fulls: the full backups; what none of them holds cannot be had back.
  public static func find(in files: [File], fulls: [BackupManifest]) -> [TableLoss] {
    var names: [String: String] = [:]
    for full in fulls.sorted(by: { $0.takenAt < $1.takenAt }) {
      for name in full.contents.keys where !name.hasPrefix("(") { names[name.lowercased()] = name }
    }
    var losses: [TableLoss] = []
    // Those of each table that is not there again, by their places in the list.
    var open: [String?: [Int]] = [:]
    func add(_ event: TableEvent, _ table: String?, _ file: File) {
      open[table, default: []].append(losses.count)
      losses.append(TableLoss(event.kind, table: table, at: event.at, place: "\(file.name):\(event.position)"))
    }
    for file in files {
      for event in file.events {
        let name = event.table.flatMap { names[$0] }
        if event.kind == .made {
          // Of a whole schema, the first table that is there again is its beginning.
          for table in name == nil ? [nil] : [name, nil] {
            for index in open.removeValue(forKey: table) ?? [] { losses[index].madeAgainAt = event.at }
          }
        } else if event.table == nil || name != nil {
          add(event, name, file)
        }
      }
    }
    return losses.filter { $0.kind != .renamed || $0.madeAgainAt != $0.at }.reversed()
  }
}
