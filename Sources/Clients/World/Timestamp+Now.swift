import Host
import Maintenance

extension Timestamp {
  /// The present moment.
  package static var now: Timestamp { Timestamp(milliseconds: SystemClock().wallMilliseconds()) }
}
