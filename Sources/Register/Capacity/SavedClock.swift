import Maintenance

/// A threshold clock as it was when it was saved.
public struct SavedClock<State: Sendable>: Sendable {
  public var state: State
  /// The wall clock at that moment.
  public var savedAt: Timestamp

  /// A clock and its moment.
  public init(state: State, savedAt: Timestamp) {
    self.state = state
    self.savedAt = savedAt
  }
}

extension SavedClock: Equatable where State: Equatable {}
