import Maintenance

/// A row of the audit before it has its number and its hash.
struct AuditDraft {
  var at: Timestamp
  var by: Operator
  var action: String
  var target: String
  var reason: String?
  var exitStatus: Int32?
  /// JSON.
  var detail: String
}
