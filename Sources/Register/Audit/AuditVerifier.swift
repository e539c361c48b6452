import GRDB

/// Checks the whole audit in one pass over one state of the database, in constant memory: the chain, each row against
/// its anchor, and each record that the audit seals against what is stored of it.
struct AuditVerifier: ~Copyable {
  private var anchors: AnchorReader
  private var healed = 0
  private var previous: String
  private var last: Int64 = 0
  /// How many records of each kind were found to be what the row of the audit that speaks of them last says.
  private var matched: [SealedRecord: Int] = [:]
  /// The last row, when it has no anchor yet: its writer may be about to write it.
  private(set) var unanchored: Anchor?

  /// `anchors` must have been opened before the state of the database that is checked was taken: whatever they held
  /// then must be in it.
  init(anchors: consuming AnchorReader, identity: String, path: String) throws {
    guard let header = anchors.next(), header + "\n" == Anchor.header(identity) else {
      throw AuditBroken(sequence: nil, kind: .anchorsForeign, detail: path)
    }
    self.anchors = anchors
    previous = AuditChain.genesis(identity)
  }

  /// The whole check; throws ``AuditBroken`` at the first thing that is wrong.
  mutating func run(_ db: Database) throws -> Verification {
    let blobs = AuditChain.columns.map { "CAST(\($0) AS BLOB)" }.joined(separator: ", ")
    let rows = try Row.fetchCursor(
      db,
      sql:
        "SELECT \(blobs), sequence, hash, iif(instr(detail, '\"sealed\"'), detail, NULL) FROM audit ORDER BY sequence")
    while let row = try rows.next() { try check(row, db) }
    if anchors.consumed < anchors.sizeAtOpening, let line = anchors.next() {
      throw AuditBroken(sequence: Anchor(line: line)?.sequence, kind: .rowMissing)
    }
    for kind in SealedRecord.allCases {
      let stored = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(kind.table)") ?? 0
      guard stored == matched[kind, default: 0] else {
        throw AuditBroken(sequence: nil, kind: .recordForged, detail: kind.table)
      }
    }
    try checkStructure(db)
    return .ok(rows: last, head: previous, healed: healed)
  }

  /// Whether the anchor of the last row has been written since.
  mutating func anchorHasCome() throws -> Bool {
    guard let awaited = unanchored else { return true }
    guard let line = anchors.next() else { return false }
    unanchored = nil
    try compare(line, with: awaited)
    return true
  }

  private mutating func check(_ row: Row, _ db: Database) throws {
    let columns = AuditChain.columns.count
    let sequence: Int64 = try field(row, columns)
    guard sequence == last + 1 else { throw AuditBroken(sequence: last + 1, kind: .rowMissing) }
    if let unanchored { throw AuditBroken(sequence: unanchored.sequence, kind: .anchorMissing) }
    var hasher = RecordHasher("vigie audit 1")
    hasher.add(previous)
    for column in 0..<columns { try hasher.add(row, column) }
    let hash = hasher.finish()
    guard String.fromDatabaseValue(row[columns + 1]) == hash else {
      throw AuditBroken(sequence: sequence, kind: .rowEdited)
    }
    let anchor = Anchor(sequence: sequence, hash: hash)
    if let line = anchors.next() { try compare(line, with: anchor) } else { unanchored = anchor }
    if let detail: String = try optionalField(row, columns + 2), let seal = Seal.carried(by: detail) {
      try check(seal, sequence, db)
    }
    previous = hash
    last = sequence
  }

  private mutating func compare(_ line: String, with row: Anchor) throws {
    guard let anchor = Anchor(line: line) else {
      throw AuditBroken(sequence: row.sequence, kind: .anchorsForeign, detail: "line \(row.sequence + 1)")
    }
    guard anchor.sequence == row.sequence else {
      // Anchors never run ahead of their rows: a line in between is gone, or it was written twice.
      let kind: Breach = anchor.sequence > row.sequence ? .anchorMissing : .anchorsForeign
      throw AuditBroken(sequence: row.sequence, kind: kind, detail: "line \(row.sequence + 1)")
    }
    guard anchor.hash == row.hash else { throw AuditBroken(sequence: row.sequence, kind: .chainRewritten) }
    if anchor.isHealed { healed += 1 }
  }

  private mutating func check(_ seal: Seal, _ sequence: Int64, _ db: Database) throws {
    guard let (kind, key) = SealedRecord.parse(seal.record) else {
      throw AuditBroken(sequence: sequence, kind: .recordMissing, detail: seal.record)
    }
    guard let lastAudit = try kind.lastAudit(key, db) else {
      throw AuditBroken(sequence: sequence, kind: .recordMissing, detail: seal.record)
    }
    // A later row speaks of it; if that is not so, the record is never matched, and the count tells.
    if lastAudit > sequence { return }
    // A record that was put back to what it was names an earlier row.
    guard lastAudit == sequence else {
      throw AuditBroken(sequence: sequence, kind: .recordEdited, detail: seal.record)
    }
    let isAsSealed =
      if let sha256 = seal.sha256 { try kind.digest(key, db) == sha256 } else { try kind.isOpen(key, db) }
    guard isAsSealed else { throw AuditBroken(sequence: sequence, kind: .recordEdited, detail: seal.record) }
    matched[kind, default: 0] += 1
  }

  private func checkStructure(_ db: Database) throws {
    for (name, sql) in Schema.auditGuards {
      let stored = try String.fetchOne(
        db, sql: "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?", arguments: [name])
      guard stored == sql else { throw AuditBroken(sequence: nil, kind: .guardsRemoved, detail: name) }
    }
    for table in ["audit"] + SealedRecord.allCases.map(\.table) + ["operation_output"] {
      let found = try String.fetchOne(db, sql: "PRAGMA integrity_check('\(table)')") ?? "nothing"
      guard found == "ok" else { throw AuditBroken(sequence: nil, kind: .damaged, detail: found) }
    }
  }
}
