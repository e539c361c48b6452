import GRDB
import Maintenance

/// The chain of the audit: each row's hash covers the row and the hash of the row before; the first covers the
/// register's identity.
enum AuditChain {
  /// The columns that a row's hash covers, in their order; the hash of the row before comes first of all.
  static let columns = [
    "sequence", "at", "by_name", "by_uid", "acting_as", "action", "target", "reason", "exit_status", "detail",
  ]

  /// Where the next row goes.
  struct Position {
    let sequence: Int64
    let previous: String
  }

  /// The last row's number and hash; 0 and the hash of the register's identity before the first.
  static func head(_ db: Database) throws -> (sequence: Int64, hash: String) {
    let row = try Row.fetchOne(db, sql: "SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1")
    if let row, let sequence = Int64.fromDatabaseValue(row[0]), let hash = String.fromDatabaseValue(row[1]) {
      return (sequence, hash)
    }
    return (0, genesis(try identity(db)))
  }

  /// The register's own name, random, given at its making.
  static func identity(_ db: Database) throws -> String { try Meta.get("register", db) ?? "" }

  static func genesis(_ identity: String) -> String {
    var hasher = RecordHasher("vigie register 1")
    hasher.add(identity)
    return hasher.finish()
  }

  /// The place after the last row, and never one that has been anchored before: a row that someone deleted leaves a
  /// hole.
  static func next(_ db: Database, after anchored: Int64) throws -> Position {
    let head = try head(db)
    return Position(sequence: max(head.sequence, anchored) + 1, previous: head.hash)
  }

  /// Writes a row at `position`.
  static func append(_ draft: AuditDraft, at position: Position, _ db: Database) throws -> AuditEntry {
    var entry = AuditEntry(
      sequence: position.sequence, at: draft.at, by: draft.by, action: storable(draft.action),
      target: storable(draft.target), reason: draft.reason.map(storable), exitStatus: draft.exitStatus,
      detail: storable(draft.detail), hash: "")
    entry.by.name = storable(entry.by.name)
    entry.hash = hash(of: entry, after: position.previous)
    try db.execute(
      sql: "INSERT INTO audit (\(columns.joined(separator: ", ")), hash) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
      arguments: [
        entry.sequence, entry.at.milliseconds, entry.by.name, entry.by.uid, entry.by.actingAs, entry.action,
        entry.target, entry.reason, entry.exitStatus, entry.detail, entry.hash,
      ])
    return entry
  }

  /// The hash that `entry` must have after a row of hash `previous`.
  static func hash(of entry: AuditEntry, after previous: String) -> String {
    var hasher = RecordHasher("vigie audit 1")
    hasher.add(previous)
    hasher.add(entry.sequence)
    hasher.add(entry.at.milliseconds)
    hasher.add(entry.by.name)
    hasher.add(entry.by.uid)
    hasher.add(entry.by.actingAs)
    hasher.add(entry.action)
    hasher.add(entry.target)
    hasher.add(entry.reason)
    hasher.add(entry.exitStatus)
    hasher.add(entry.detail)
    return hasher.finish()
  }
}

/// Text as SQLite gives it back: a NUL would end it there.
func storable(_ text: String) -> String {
  text.utf8.contains(0) ? String(text.map { $0 == "\0" ? "\u{FFFD}" : $0 }) : text
}
