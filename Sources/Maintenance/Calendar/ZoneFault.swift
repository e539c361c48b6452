/// Why bytes are no zone that vigie can read.
public enum ZoneFault: Error, Sendable, Equatable {
  /// They do not begin with `TZif`.
  case notTZif
  /// They end before what the header announces.
  case truncated
  /// A count or an index contradicts another; says which.
  case inconsistent(String)
  /// The zone counts leap seconds (`right/…`), which POSIX time does not.
  case leapSeconds
  /// The rule for the future, after the last transition, is not a POSIX TZ text.
  case rule(String)
}
