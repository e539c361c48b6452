import Dashboard
import Wire

extension Question {
  /// What the dashboard asks, in the socket's language.
  init(_ ask: Ask) {
    self =
      switch ask {
      case .preview(let request): .preview(request)
      case .start(let request, let confirmation, let reason):
        .start(request, confirmation: confirmation, reason: reason)
      case .cancel(let id): .cancel(operation: id)
      case .resume(let id): .resume(operation: id)
      case .operation(let id, let outputFrom): .operation(id: id, outputFrom: outputFrom)
      case .operations(let limit): .operations(limit: limit)
      case .tick(let period, let task, let verdict, let note):
        .tick(period: period, task: task, verdict: verdict, note: note)
      case .acknowledge(let problem, let note): .acknowledge(problem: problem, note: note)
      case .unacknowledge(let problem): .unacknowledge(problem: problem)
      case .audit(let limit, let before): .audit(limit: limit, before: before)
      case .verifyRegister: .verifyRegister
      case .handbook: .handbook
      case .log(let request): .log(request)
      case .losses: .losses
      }
  }
}
