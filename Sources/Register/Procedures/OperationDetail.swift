import Maintenance

/// What the audit says of an operation beyond its columns.
struct OperationDetail: Encodable {
  var sealed: Seal
  var operation: String
  var procedure: String?
  var request: OperationRequest?
  var state: OperationState
  var startedAt, endedAt: Timestamp?
  var message: String?
}
