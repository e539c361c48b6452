import Maintenance

/// The operation whose life is followed on the screen.
struct Watch: Sendable, Equatable {
  let id: String
  /// As last told; `nil` until the first answer.
  var status: OperationStatus?
  var output = OutputTail()
  /// The byte from which the next part is asked for.
  var next = 0
  /// Whether an answer is on its way.
  var isAsking = true
  /// When to ask again; `nil` when nothing more will come.
  var askAt: Timestamp?
}
