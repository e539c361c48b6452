/// A state as one sign. A word always stands near it.
public enum Mark: Sendable, Hashable, CaseIterable {
  case fine
  case done
  case open
  case warning
  case critical
  case unknown
  case running
  /// Refused by the evidence.
  case refused
  /// There is no value.
  case absent

  /// The style that goes with it: colour for the two states that ask for something, none for the others.
  public var style: Style {
    switch self {
    case .warning: .warning
    case .critical, .refused: .critical
    case .absent, .unknown: .dim
    case .fine, .done, .open, .running: .plain
    }
  }
}
