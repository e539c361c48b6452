import Drawing
import Maintenance

/// The guided round: one task at a time.
struct GuidedRound: Sendable, Equatable {
  let period: Period
  /// The task in hand; as many as there are tasks means that the end has been reached.
  var index: Int
  /// The screen from which it was begun: it ends there.
  var origin: ScreenName
  /// The verdict that waits for its reason.
  var pending: TickVerdict?
  var reason = TextField()
  /// Whether an answer is on its way to the register.
  var isRecording = false
  /// Whether the reason was asked for and not given.
  var isReasonMissing = false
}
