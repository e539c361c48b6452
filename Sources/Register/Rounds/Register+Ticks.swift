import GRDB
import Maintenance

extension Register {
  /// Records a task answered: the tick and its row of the audit (`tick`, `daily/2026-11-22/error-logs`) are written
  /// together or not at all.
  @discardableResult
  public func record(_ tick: Tick) throws(RegisterError) -> AuditEntry {
    try commit { db, position in
      try db.execute(
        sql: """
          INSERT INTO ticks
            (sequence, period, round, task, verdict, note, evidence, by_name, by_uid, acting_as, at)
          VALUES (?,?,?,?,?,?,?,?,?,?,?)
          """,
        arguments: [
          position.sequence, tick.period.rawValue, storable(tick.round), storable(tick.task), tick.verdict.rawValue,
          tick.note.map(storable), json(tick.evidence), storable(tick.by.name), tick.by.uid, tick.by.actingAs,
          tick.at.milliseconds,
        ])
      let seal = Seal(
        record: SealedRecord.tick.name(position.sequence),
        sha256: try SealedRecord.tick.digest("\(position.sequence)", db))
      let draft = AuditDraft(
        at: tick.at, by: tick.by, action: "tick", target: "\(tick.period.rawValue)/\(tick.round)/\(tick.task)",
        reason: tick.note, detail: json(TickDetail(sealed: seal, verdict: tick.verdict, evidence: tick.evidence)))
      let entry = try AuditChain.append(draft, at: position, db)
      return (entry, entry)
    }
  }
}

private struct TickDetail: Encodable {
  var sealed: Seal
  var verdict: TickVerdict
  var evidence: Evidence
}

extension RegisterReading {
  /// Every answer given in a round, oldest first: a task answered again has several.
  public func ticks(period: Period, round: String) throws(RegisterError) -> [Tick] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT period, round, task, verdict, note, evidence, by_name, by_uid, acting_as, at FROM ticks
          WHERE period = ? AND round = ? ORDER BY sequence
          """, arguments: [period.rawValue, round]
      ).map(Tick.init(row:))
    }
  }

  /// The last answer given to each task of a round, by the task's name.
  public func latestTicks(period: Period, round: String) throws(RegisterError) -> [String: Tick] {
    Dictionary(try ticks(period: period, round: round).map { ($0.task, $0) }) { _, later in later }
  }
}

extension Tick {
  fileprivate init(row: Row) throws {
    let period: String = try field(row, 0)
    let verdict: String = try field(row, 3)
    guard let period = Period(rawValue: period) else { throw UnreadableColumn(index: 0) }
    guard let verdict = TickVerdict(rawValue: verdict) else { throw UnreadableColumn(index: 3) }
    let at = Timestamp(milliseconds: try field(row, 9))
    self.init(
      period: period, round: try field(row, 1), task: try field(row, 2), verdict: verdict,
      note: try optionalField(row, 4), evidence: try value(Evidence.self, fromJSON: field(row, 5)),
      by: Operator(name: try field(row, 6), uid: try field(row, 7), actingAs: try optionalField(row, 8)), at: at)
  }
}
