/// Where the tables of a restore stand: told by looking, so that it holds after any crash.
///
/// One `RENAME TABLE` moves them all. Servers that do it as one (MariaDB since 10.6, MySQL since 8.0) leave all or none of it
/// behind; one that does not may be found in the middle, and is told what is left to move.
enum SchemaPlacement: Sendable, Hashable {
  /// What was live is live.
  case old
  /// The new tables are live, the old ones are set aside.
  case new
  /// Some have moved: what is left to rename, each as `(schema, table)` to `(schema, table)`.
  case between

  /// Tells it from the names in each of the three schemas.
  ///
  /// - Parameters:
  ///   - old: the tables that were live when it began.
  ///   - incoming: the tables that shall be live.
  ///   - inIncoming, inAside: the tables that are now where the new ones came from, and where the old ones go.
  init(old: Set<String>, incoming: Set<String>, inIncoming: Set<String>, inAside: Set<String>) {
    let arrived = incoming.subtracting(inIncoming)
    let left = old.intersection(inAside)
    if left.isEmpty, arrived.isEmpty {
      self = old.isEmpty && incoming.isEmpty ? .new : .old
    } else if left == old, arrived == incoming {
      self = .new
    } else {
      self = .between
    }
  }
}
