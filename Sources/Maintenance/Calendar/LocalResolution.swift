/// Which moments a local time stands for: on the nights when the clocks are set, none or two.
public enum LocalResolution: Sendable, Equatable {
  case unique(Timestamp)
  /// The clocks jump over it; they go on at this moment.
  case gap(resumes: Timestamp)
  /// The clocks show it twice.
  case twice(first: Timestamp, second: Timestamp)

  /// The moment at which something planned for that local time is done: once, the first time; when the time is jumped
  /// over, as soon as the clocks go on.
  public var planned: Timestamp {
    switch self {
    case .unique(let moment), .gap(let moment), .twice(let moment, _): moment
    }
  }
}
