import GRDB
import Maintenance

extension Register {
  /// Records something that was done or refused. `detail` is JSON; anything else is kept as a JSON string.
  ///
  /// Ticks, operations and acknowledgements write their own row: see ``record(_:)`` and ``acknowledge(_:with:)``.
  @discardableResult
  public func audit(
    by person: Operator, action: String, target: String, reason: String? = nil, exitStatus: Int32? = nil,
    detail: String = "{}", at moment: Timestamp
  ) throws(RegisterError) -> AuditEntry {
    let draft = AuditDraft(
      at: moment, by: person, action: action, target: target, reason: reason, exitStatus: exitStatus,
      detail: Seal.outside(detail))
    return try commit { db, position in
      let entry = try AuditChain.append(draft, at: position, db)
      return (entry, entry)
    }
  }
}
