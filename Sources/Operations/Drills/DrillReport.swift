import Maintenance

/// What a drill of one scope has shown.
struct DrillReport: Sendable, Hashable {
  var scope: RestoreScope
  var backup: String
  var takenAt: Timestamp
  var at: Timestamp
  /// How long it took from the packed backup to the proof: what a recovery would take, without the swap.
  var seconds: Int
  var found: String

  /// One line, for the journal and the report.
  func line(_ context: StepContext) -> String {
    let takenAt = context.plan.exact(takenAt)
    return context.say(
      "\(scope.rawValue) : \(backup) du \(takenAt.text(in: .french)), restaurée à l’écart en \(max(1, seconds)) s : \(found)",
      "\(scope.rawValue): \(backup) of \(takenAt.text(in: .english)), restored aside in \(max(1, seconds)) s: \(found)")
  }
}
