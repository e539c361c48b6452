/// How bad a thing is. The order is the order of attention.
public enum Severity: String, Codable, Sendable, CaseIterable, Comparable {
  case fine
  /// Cannot be told: never shown as fine.
  case unknown
  case warning
  case critical

  public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .fine: 0
    case .unknown: 1
    case .warning: 2
    case .critical: 3
    }
  }
}
