import Maintenance
import Wire

/// A client as the agent knows it.
struct Follower {
  let connection: WireConnection
  let person: Operator
  let role: Role
  /// Whether it wants each new Situation.
  var follows = false
  /// The last Situation that was sent to it. A client whose line hangs is skipped, and gets the difference to this one
  /// when it takes lines again.
  var sent: Situation?
  /// The number of that Situation; 0 before the first.
  var sentRevision = 0
}
