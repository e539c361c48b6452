/// A runbook as it is read: which of its rows the next key acts on.
struct RunbookView: Sendable, Equatable {
  /// The name of the runbook.
  let name: String
  /// 0: what to know before starting; from 1 on the steps in their order.
  var selected = 0
  /// How far the text of the row is scrolled.
  var scroll = 0
}
