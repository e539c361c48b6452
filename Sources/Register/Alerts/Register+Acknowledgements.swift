import GRDB
import Maintenance

extension Register {
  /// Records that someone has taken a problem, with its row of the audit (`acknowledge`).
  @discardableResult
  public func acknowledge(_ problem: String, with taken: Acknowledgement) throws(RegisterError) -> AuditEntry {
    try setAcknowledgement(problem, taken, action: "acknowledge", reason: taken.note, cleared: false)
  }

  /// Takes an acknowledgement back, or ends it with its problem, with its row of the audit (`acknowledge.cleared`);
  /// `nil` when there is none to clear.
  @discardableResult
  public func clearAcknowledgement(
    _ problem: String, by person: Operator, reason: String? = nil, at moment: Timestamp
  ) throws(RegisterError) -> AuditEntry? {
    guard try acknowledgements()[problem] != nil else { return nil }
    let taken = Acknowledgement(by: person, at: moment, note: reason)
    return try setAcknowledgement(problem, taken, action: "acknowledge.cleared", reason: reason, cleared: true)
  }

  private func setAcknowledgement(
    _ problem: String, _ taken: Acknowledgement, action: String, reason: String?, cleared: Bool
  ) throws(RegisterError) -> AuditEntry {
    let problem = storable(problem)
    return try commit { db, position in
      try db.execute(
        sql: """
          INSERT INTO acknowledgements (problem, by_name, by_uid, acting_as, at, note, cleared, last_audit)
          VALUES (?,?,?,?,?,?,?,?)
          ON CONFLICT (problem) DO UPDATE SET by_name = excluded.by_name, by_uid = excluded.by_uid,
            acting_as = excluded.acting_as, at = excluded.at, note = excluded.note, cleared = excluded.cleared,
            last_audit = excluded.last_audit
          """,
        arguments: [
          problem, storable(taken.by.name), taken.by.uid, taken.by.actingAs, taken.at.milliseconds,
          taken.note.map(storable), cleared, position.sequence,
        ])
      let seal = Seal(
        record: SealedRecord.acknowledgement.name(problem),
        sha256: try SealedRecord.acknowledgement.digest(problem, db))
      let draft = AuditDraft(
        at: taken.at, by: taken.by, action: action, target: problem, reason: reason, detail: json(["sealed": seal]))
      let entry = try AuditChain.append(draft, at: position, db)
      return (entry, entry)
    }
  }
}

extension RegisterReading {
  /// The problems that someone has taken, by their id.
  public func acknowledgements() throws(RegisterError) -> [String: Acknowledgement] {
    try read { db in
      var taken: [String: Acknowledgement] = [:]
      let rows = try Row.fetchAll(
        db,
        sql: "SELECT problem, by_name, by_uid, acting_as, at, note FROM acknowledgements WHERE NOT cleared")
      for row in rows {
        taken[try field(row, 0)] = Acknowledgement(
          by: Operator(name: try field(row, 1), uid: try field(row, 2), actingAs: try optionalField(row, 3)),
          at: Timestamp(milliseconds: try field(row, 4)), note: try optionalField(row, 5))
      }
      return taken
    }
  }
}
