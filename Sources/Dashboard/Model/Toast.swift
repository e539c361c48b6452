import Drawing
import Maintenance

/// A line that tells what has just happened, for a few seconds.
struct Toast: Sendable, Equatable {
  var text: String
  var mark: Mark
  var until: Timestamp
}
