import Host
import Maintenance

extension Timestamp {
  /// The present moment.
  static var now: Timestamp { Timestamp(milliseconds: SystemClock().wallMilliseconds()) }
}
