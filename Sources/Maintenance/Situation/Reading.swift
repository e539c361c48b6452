/// What is known of one thing that is read. Unknown is a case of its own, and never looks like zero or fine.
public enum Reading<Value: Codable & Sendable & Equatable>: Sendable, Equatable {
  /// Read at that moment.
  case known(Value, at: Timestamp)
  /// Not read yet: the first reading (or the second, for a rate) is still to come.
  case pending
  /// Was read at `since`, and has not been readable since then.
  case stale(Value, since: Timestamp)
  /// Cannot be read, and why.
  case unavailable(Unavailability)

  /// The value, fresh or stale.
  public var value: Value? {
    switch self {
    case .known(let value, _), .stale(let value, _): value
    case .pending, .unavailable: nil
    }
  }

  /// The value only when it is fresh.
  public var fresh: Value? { if case .known(let value, _) = self { value } else { nil } }

  /// The reading with its value put through `transform`.
  public func map<Other>(_ transform: (Value) -> Other) -> Reading<Other> {
    switch self {
    case .known(let value, let at): .known(transform(value), at: at)
    case .pending: .pending
    case .stale(let value, let since): .stale(transform(value), since: since)
    case .unavailable(let why): .unavailable(why)
    }
  }
}
