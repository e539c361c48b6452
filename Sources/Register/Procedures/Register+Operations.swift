import GRDB
import Maintenance

extension Register {
  /// Stores an operation as it stands, in place of what was known of it. When its state changes, the row of the audit
  /// that says so is written in the same transaction and given back; progress alone leaves none.
  ///
  /// The rows are `operation.started`, `operation.resumed`, `operation.ended`, `operation.interrupted`,
  /// `operation.refused`, and `operation.amended` when one that has ended is changed all the same. What was stored
  /// already is not stored again. Once it no longer runs, the audit vouches for the operation and its output.
  @discardableResult
  public func record(_ operation: OperationStatus) throws(RegisterError) -> AuditEntry? {
    let status = storable(json(operation))
    return try commit { db, position in
      let known = try OperationRecord(storable(operation.id), db)
      if let known, known.status == status { return (nil, nil) }
      guard let action = Self.action(from: known?.state, to: operation.state) else {
        try OperationRecord.store(operation, status: status, audited: nil, db)
        return (nil, nil)
      }
      try OperationRecord.store(operation, status: status, audited: position.sequence, db)
      let detail = OperationDetail(
        sealed: try OperationRecord.seal(storable(operation.id), db), operation: operation.id,
        procedure: operation.procedure, request: operation.request, state: operation.state,
        startedAt: operation.startedAt, endedAt: operation.endedAt, message: operation.message)
      let isEnd = action == "operation.ended" || action == "operation.refused"
      let draft = AuditDraft(
        at: action == "operation.started" ? operation.startedAt : (isEnd ? operation.endedAt : nil) ?? now(),
        by: operation.by, action: action, target: operation.target, reason: operation.reason,
        exitStatus: operation.exitStatus, detail: json(detail))
      let entry = try AuditChain.append(draft, at: position, db)
      return (entry, entry)
    }
  }

  /// What a change of state is called in the audit; `nil` for progress.
  private static func action(from known: OperationState?, to state: OperationState) -> String? {
    if known == state { return state == .running ? nil : "operation.amended" }
    return switch state {
    case .running: known == nil ? "operation.started" : "operation.resumed"
    case .done, .failed, .cancelled: "operation.ended"
    case .interrupted: "operation.interrupted"
    case .refused: "operation.refused"
    }
  }

  /// Adds to the output of an operation, stripped of terminal escapes and secrets by the caller. Beyond
  /// ``OperationOutput/mostBytes`` the oldest of the end is left out. What comes after the operation has ended leaves
  /// a row in the audit (`operation.amended`). Throws `unknownRecord` for an operation that was never recorded.
  public func appendOutput(_ text: String, to id: String) throws(RegisterError) {
    guard !text.isEmpty else { return }
    try commit { db, position in
      guard let known = try OperationRecord(id, db) else {
        throw RegisterError(.unknownRecord, path: source.files.database, detail: "operation \(id)")
      }
      try OutputStore(operation: id, known).append(storable(text), db)
      guard known.state != .running else { return ((), nil) }
      try db.execute(sql: "UPDATE operations SET last_audit = ? WHERE id = ?", arguments: [position.sequence, id])
      let detail = OperationDetail(
        sealed: try OperationRecord.seal(id, db), operation: id, state: known.state,
        message: "output: \(text.utf8.count) bytes")
      let draft = AuditDraft(
        at: now(), by: .agent, action: "operation.amended", target: known.target, detail: json(detail))
      return ((), try AuditChain.append(draft, at: position, db))
    }
  }
}
