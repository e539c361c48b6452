/// Where an operation is in its life.
public enum OperationState: String, Codable, Sendable, CaseIterable {
  case running
  case done
  case failed
  case cancelled
  /// Its worker died, or the host rebooted: it can be resumed, or the way back taken.
  case interrupted
  /// It was refused: not allowed, not confirmed, a red preflight line, or the target was busy.
  case refused

  /// Whether it has ended for good. An interrupted operation may go on.
  public var isOver: Bool { self != .running && self != .interrupted }
}
