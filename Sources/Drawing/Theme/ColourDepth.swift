/// How many colours a terminal has.
public enum ColourDepth: Int, Sendable, Hashable, CaseIterable {
  /// None: NO_COLOR, a monochrome terminal, or `--color never`.
  case mono = 0
  case eight = 8
  case sixteen = 16
  /// 256 and more.
  case full = 256

  /// The depth of a terminal that says it has `count` colours.
  public init(count: Int) {
    switch count {
    case 256...: self = .full
    case 16...: self = .sixteen
    case 8...: self = .eight
    default: self = .mono
    }
  }
}
