/// Ends a check at the first thing that is wrong.
struct AuditBroken: Error {
  var sequence: Int64?
  var kind: Breach
  var detail = ""

  /// What the check says of it.
  var verification: Verification { .broken(at: sequence, kind: kind, message: kind.message(sequence, detail)) }
}
