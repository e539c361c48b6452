/// What a person may do; given by unix group, attested by the socket's peer credentials.
public enum Role: String, Codable, Sendable, CaseIterable, Comparable {
  /// Sees everything, changes nothing.
  case observer
  /// Ticks tasks, backs up, starts and stops services.
  case `operator`
  /// Also restores, and whatever else destroys.
  case administrator

  public static func < (a: Role, b: Role) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .observer: 0
    case .operator: 1
    case .administrator: 2
    }
  }
}
