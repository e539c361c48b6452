import Maintenance

/// What the agent answered.
public enum Reply: Sendable, Equatable {
  case preview(OperationPreview)
  /// The operation was started and has this id.
  case started(operation: String)
  /// An operation, a part of its output, and the byte at which the next part begins.
  case operation(OperationStatus, output: String, next: Int)
  case operations([OperationStatus])
  case ticked(Tick)
  case audit([AuditEntry])
  /// The chain holds (`fault` is nil), or does not, and where.
  case verified(rows: Int64, fault: LocalizedText?)
  /// The handbook of the plan, and the names of the channels that are turned on.
  case handbook(Handbook, enabledChannels: [String])
  case log(LogPage)
  case losses(LossReport)
  /// Done, with nothing to say.
  case done
  /// The agent will not do it, and why.
  case refused(LocalizedText)
}
