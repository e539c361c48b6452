import Drawing
import Maintenance

extension Model {
  /// What a screen asks for that shows the handbook: nothing once it is there.
  static let loadHandbook: @Sendable (Model) -> [Ask] = { $0.needsHandbook ? [.handbook] : [] }

  /// The handbook has come.
  mutating func take(_ handbook: Handbook, _ enabled: [String]) {
    self.handbook = handbook
    enabledChannels = Set(enabled)
    needsHandbook = false
  }

  /// The title of a contact of the plan, or the name by which the plan calls it.
  func contactTitle(_ name: String?) -> String? {
    name.map { name in handbook?.contact(name).map { wording($0.role) } ?? name }
  }

  /// Opens a runbook; the handbook is asked for first when no screen has needed it yet.
  mutating func open(runbook name: String) -> [Effect] {
    open(.runbook(RunbookView(name: name)))
    return needsHandbook && connection.role != nil ? [.ask(.handbook)] : []
  }

  /// The runbook on top.
  var runbookInHand: Runbook? {
    guard case .runbook(let view) = layers.last else { return nil }
    return handbook?.runbook(view.name)
  }

  /// The step of the runbook on top that the next key acts on; `nil` on the row above all steps.
  var stepInHand: RunbookStep? {
    guard case .runbook(let view) = layers.last, let steps = runbookInHand?.steps, view.selected > 0,
      steps.indices.contains(view.selected - 1)
    else { return nil }
    return steps[view.selected - 1]
  }

  /// The operation that does a step, or why there is none that vigie could start.
  func operation(of step: RunbookStep) -> Result<OperationRequest, StepObstacle> {
    switch step.action {
    case .manual: return .failure(StepObstacle(.manualStep))
    case .command: return .failure(StepObstacle(.shellStep))
    case .notice: return .failure(StepObstacle(.noticeStep))
    case .service(let verb, let name):
      guard let service = situation?.services.first(where: { $0.name == name }) else {
        return .failure(StepObstacle(.notInPlan))
      }
      return service.isControllable
        ? .success(.service(verb: verb, name: name)) : .failure(StepObstacle(.notControllable))
    case .backup(let leg):
      return situation?.backups.contains { $0.leg == leg } == true
        ? .success(.backup(leg: leg)) : .failure(StepObstacle(.notInPlan))
    case .restore(let scope):
      guard let backup = newestRestorable(scope) else { return .failure(StepObstacle(.noBackup)) }
      return .success(.restore(scope: scope, backup: backup.id))
    }
  }

  /// The newest sound backup of a part of the application, safety copies apart.
  private func newestRestorable(_ scope: RestoreScope) -> BackupSummary? {
    let backups = (situation?.backups ?? []).filter { $0.leg.scope == scope }.flatMap { $0.backups.value ?? [] }
    return backups.filter { $0.fault == nil && $0.isOfRhythm }.max { $0.takenAt < $1.takenAt }
  }

  /// Why the step in hand cannot be run from here now; `nil` when it can.
  var stepObstacle: Obstacle? {
    guard let step = stepInHand else { return .nothingToActOn }
    switch operation(of: step) {
    case .failure(let why): return why.obstacle
    case .success(let request):
      if case .restore = request { return Commands.guarded(.administrator, self) }
      return Commands.guarded(.operator, self)
    }
  }

  /// Moves through the rows of the runbook on top; by pages through a text that does not fit.
  func moved(_ view: RunbookView, _ movement: Movement) -> RunbookView {
    var view = view
    let last = handbook?.runbook(view.name)?.steps.count ?? 0
    if case .pages = movement {
      let bottom = RunbookLayer.lastScroll(of: view, in: self)
      let scroll = movement.target(from: view.scroll, last: bottom, page: 4)
      if bottom > 0, scroll != view.scroll {
        view.scroll = scroll
        return view
      }
    }
    let target = movement.target(from: view.selected, last: last, page: max(1, size.rows / 2))
    if target != view.selected { view.scroll = 0 }
    view.selected = target
    return view
  }
}

extension RunbookAction {
  /// Whether an operation does it. A message is written and sent by a person.
  var isRunFromHere: Bool {
    if case .notice = self { return false }
    return isAutomatic
  }
}

/// Why no operation does a step.
struct StepObstacle: Error {
  let obstacle: Obstacle

  init(_ obstacle: Obstacle) { self.obstacle = obstacle }
}
