import Drawing
import Maintenance

extension Model {
  /// The guided round on top.
  var guidedRound: GuidedRound? {
    if case .round(let round) = layers.last { round } else { nil }
  }

  /// The round that the guided round goes through, as it stands now.
  var roundInHand: RoundStatus? {
    guidedRound.flatMap { guided in situation?.rounds.first { $0.period == guided.period } }
  }

  /// The task that the guided round asks about; `nil` at its end.
  var taskInHand: TaskStatus? {
    guard let guidedRound, let round = roundInHand, round.tasks.indices.contains(guidedRound.index) else { return nil }
    return round.tasks[guidedRound.index]
  }

  /// The runbook of the task in hand, in the guided round or on the rounds screen.
  var taskRunbook: String? {
    if guidedRound != nil { return taskInHand?.runbook }
    guard layers.isEmpty, screen == .rounds, let row = selected(.tasks) else { return nil }
    let (round, index) = allTasks[row]
    return round.tasks[index].runbook
  }

  /// Starts the round that is selected, at its first open task or at the selected one.
  mutating func startRound(atSelection: Bool) -> [Effect] {
    guard let rounds = situation?.rounds, var round = rounds.first(where: { $0.period == .daily }) ?? rounds.first
    else { return [] }
    var chosenTask: Int?
    if let row = selected(.tasks), screen == .rounds {
      round = allTasks[row].round
      chosenTask = atSelection ? allTasks[row].index : nil
    }
    let index = chosenTask ?? round.tasks.firstIndex { !$0.isSettled } ?? round.tasks.count
    open(.round(GuidedRound(period: round.period, index: index, origin: screen)))
    return [.flushInput]
  }

  /// To another task of the round; one after the last is its end.
  mutating func moveInRound(_ step: Int) -> [Effect] {
    guard case .round(var round) = layers.last else { return [] }
    round.index = min(max(0, round.index + step), roundInHand?.tasks.count ?? 0)
    layers[layers.count - 1] = .round(round)
    return []
  }

  /// Answers the task in hand. A verdict that goes against the evidence, and one that says that something is wrong or
  /// does not apply, needs a reason first.
  mutating func answerTask(_ verdict: TickVerdict) -> [Effect] {
    guard case .round(var round) = layers.last, !round.isRecording, let task = taskInHand else { return [] }
    // What has its answer keeps it: nothing is left for later, and the same is not said twice, unless it was said against
    // the evidence and can be said anew with it.
    let isSame = verdict == task.tick?.verdict && task.tick.map { !RoundRules.needsReason($0.evidence) } == true
    if task.isSettled, verdict == .later || isSame {
      tell(wording.pick("déjà répondu · la réponse reste", "answered already · the answer stays"), .open)
      return moveInRound(1)
    }
    defer { layers[layers.count - 1] = .round(round) }
    let needsReason: Bool =
      switch verdict {
      case .done: RoundRules.needsReason(task.evidence)
      case .problem, .notApplicable: true
      case .later: false
      }
    guard needsReason else {
      round.isRecording = true
      return [.ask(.tick(period: round.period, task: task.name, verdict: verdict, note: nil))]
    }
    round.pending = verdict
    round.reason = TextField()
    return []
  }

  /// The reason is given.
  mutating func submitReason() -> [Effect] {
    guard case .round(var round) = layers.last, let verdict = round.pending, let task = taskInHand else { return [] }
    defer { layers[layers.count - 1] = .round(round) }
    guard let note = round.reason.trimmed else {
      round.isReasonMissing = true
      return []
    }
    round.pending = nil
    round.reason = TextField()
    round.isRecording = true
    return [.ask(.tick(period: round.period, task: task.name, verdict: verdict, note: note))]
  }

  /// The answer about a tick has come, or never will.
  mutating func endRecording() {
    for index in layers.indices {
      guard case .round(var round) = layers[index] else { continue }
      round.isRecording = false
      layers[index] = .round(round)
    }
  }

  /// A tick was recorded: it is shown at once, and the next open task comes up.
  mutating func take(_ tick: Tick) -> [Effect] {
    if let at = situation?.rounds.firstIndex(where: { $0.period == tick.period && $0.round == tick.round }),
      let task = situation?.rounds[at].tasks.firstIndex(where: { $0.name == tick.task })
    {
      situation?.rounds[at].tasks[task].tick = tick
    }
    endRecording()
    guard case .round(var round) = layers.last, round.period == tick.period, taskInHand?.name == tick.task,
      let tasks = roundInHand?.tasks
    else { return [] }
    round.index = tasks.indices.first { $0 > round.index && !tasks[$0].isSettled } ?? tasks.count
    layers[layers.count - 1] = .round(round)
    return []
  }
}
