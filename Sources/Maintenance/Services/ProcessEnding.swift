/// How a process ended (`wait(2)`).
public enum ProcessEnding: Codable, Sendable, Hashable {
  /// With an exit status, 0 … 255.
  case exited(Int32)
  /// Killed by a signal.
  case signalled(Int32)

  /// The status as a shell reports it: 128 + the signal's number when it was killed.
  public var shellStatus: Int32 {
    switch self {
    case .exited(let status): status
    case .signalled(let signal): 128 + signal
    }
  }

  /// Whether it ended by itself with status 0.
  public var isSuccess: Bool { self == .exited(0) }
}
