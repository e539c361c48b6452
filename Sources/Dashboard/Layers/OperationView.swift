/// How far an operation's output is scrolled.
struct OperationView: Sendable, Equatable {
  let id: String
  /// Lines between the end of the output and the last one shown; 0 follows the output.
  var back = 0
}
