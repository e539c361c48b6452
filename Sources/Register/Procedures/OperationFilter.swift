import Maintenance

/// Which operations are asked for; what is `nil` does not matter.
public struct OperationFilter: Sendable, Equatable {
  /// In one of these states.
  public var states: Set<OperationState>?
  /// On this target, as the lock names it: `service:site`.
  public var target: String?
  /// Started before this moment: the next page begins at the oldest of this one.
  public var startedBefore: Timestamp?

  /// A filter; without arguments, all operations.
  public init(states: Set<OperationState>? = nil, target: String? = nil, startedBefore: Timestamp? = nil) {
    self.states = states
    self.target = target
    self.startedBefore = startedBefore
  }

  /// Those that run, or were interrupted and may go on.
  public static let unfinished = OperationFilter(states: [.running, .interrupted])
}
