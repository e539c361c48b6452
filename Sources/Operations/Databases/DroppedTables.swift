import Host
import Maintenance

/// When the tables of a schema were dropped, or it all was, as files of a binary log tell it: whoever wants one back has to
/// choose a moment before.
struct DroppedTables: Sendable, Hashable {
  /// What is told of each file, oldest first.
  private(set) var files: [TableLoss.File] = []

  /// The last drop of a table, or of the schema that it went with.
  func drop(of table: String) -> (at: Timestamp, place: String)? {
    for file in files.reversed() {
      let event = file.events.last { $0.kind == .dropped && ($0.table == nil || $0.table == table.lowercased()) }
      if let event { return (event.at, "\(file.name):\(event.position)") }
    }
    return nil
  }

  /// Adds a later file.
  mutating func add(_ file: TableLoss.File) { files.append(file) }

  /// Reads files in their order.
  ///
  /// - Parameters:
  ///   - start: the position in the first from which on it counts.
  ///   - stop: the position in the last before which it ends; `nil` is its end.
  static func read(_ files: [String], from start: UInt64, to stop: UInt64?, of schema: String) throws(StepFailure)
    -> DroppedTables
  {
    var dropped = DroppedTables()
    for (index, file) in files.enumerated() {
      let reader = try BinlogReader(file)
      let name = file.split(separator: "/").last.map(String.init) ?? file
      let (low, high) = (index == 0 ? start : 4, index == files.count - 1 ? stop ?? .max : .max)
      var events = TableEvents()
      while let event = try reader.next(), event.place < high {
        if event.place >= low { try events.note(event, reader, of: schema) }
      }
      dropped.add(TableLoss.File(name: name, events: events.list))
    }
    return dropped
  }

  /// ` (dropped on 30 Nov 2026 14:19:40, mysql-bin.000002:1234)`; nothing where it is not known.
  func words(of table: String, _ context: StepContext) -> String {
    guard let drop = drop(of: table) else { return "" }
    let at = context.plan.exact(drop.at)
    return context.say(
      " (supprimée le \(at.text(in: .french)), \(drop.place))", " (dropped on \(at.text(in: .english)), \(drop.place))")
  }
}
