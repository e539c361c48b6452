import Drawing
import Maintenance

/// Takes one message into the model and says what is to be done outside. Pure: no clock, no I/O.
public func update(_ model: inout Model, _ message: Message) -> [Effect] {
  let effects = model.handle(message)
  return effects + model.readLog()
}

extension Model {
  fileprivate mutating func handle(_ message: Message) -> [Effect] {
    switch message {
    case .key(let key): return press(key)
    case .resized(let size):
      self.size = size
      return []
    case .tick(let now): return tick(now)
    case .connecting:
      connection = .connecting
      return []
    case .welcome(let person, let role): return welcome(person, role)
    case .agentMissing(let reason):
      connection = .agentMissing(reason: reason)
      abandonQuestions()
      return []
    case .lost(let reason):
      // However often it is tried again, the loss began with the first.
      let since = lostSince ?? now
      lostSince = since
      connection = .lost(since: since, reason: reason)
      abandonQuestions()
      return []
    case .keymap(let keymap):
      self.keymap = keymap
      return []
    case .themes(let own, let name): return take(own, use: name)
    case .copied(let text, let copying): return copied(text, copying)
    case .appearanceFaults(let faults):
      tell(faults)
      return []
    case .themeNotKept(let reason):
      tell("\(wording(.themeNotKept)) · \(reason)", .critical)
      return []
    case .planChanged(let sentence):
      tell(sentence, .warning)
      return []
    case .situation(let situation):
      defer { refilterAll() }
      return take(situation)
    case .answer(let ask, let reply):
      defer { refilterAll() }
      return take(reply, to: ask)
    }
  }
}

extension Model {
  /// Time has come on.
  mutating func tick(_ moment: Timestamp) -> [Effect] {
    if moment < now {
      // A clock that was set back must not keep a note on the screen for ever.
      for index in toasts.indices { toasts[index].until = min(toasts[index].until, moment.adding(seconds: 12)) }
    }
    now = moment
    lockInTime()
    toasts.removeAll { $0.until <= moment }
    if let askAt = watch?.askAt, watch?.isAsking == false, askAt <= moment || askAt > moment.adding(seconds: 5) {
      return askForOutput()
    }
    return []
  }

  /// The agent has accepted the connection.
  mutating func welcome(_ person: Operator, _ role: Role) -> [Effect] {
    connection = .connected(person: person, role: role)
    lostSince = nil
    isAuditAsked = false
    // Another agent may have another plan.
    needsHandbook = true
    logTail.isAsking = false
    return loadScreen() + (watch == nil ? [] : askForOutput())
  }

  /// What the screen needs of the register.
  mutating func loadScreen() -> [Effect] {
    connection.role == nil ? [] : current.load(self).map { .ask($0) }
  }

  /// A new situation: the end of what this person has started is told, and what has changed is asked for.
  mutating func take(_ new: Situation) -> [Effect] {
    let known = situation?.operations.map { [$0.id, $0.state.rawValue] }
    let problem = selected(.problems).flatMap { situation?.problems[$0].id }
    let backup = selected(.catalogue).flatMap { row in
      selected(.legs).flatMap { situation?.backups[$0].backups.value?[row].id }
    }
    situation = new
    // The sandbox has no language of its own: each person's locale says it.
    if followsPlanLanguage, !new.isSandbox, let language = new.language { self.language = language }
    pruneMarks()
    // A key must not meet another problem than the one that was selected, because a worse one came above it, nor
    // another backup because there is a newer one. The top row stays on top.
    if let problem, (selection[.problems] ?? 0) > 0, let row = new.problems.firstIndex(where: { $0.id == problem }) {
      selection[.problems] = row
    }
    if let backup, (selection[.catalogue] ?? 0) > 0, let leg = selected(.legs),
      let row = new.backups[leg].backups.value?.firstIndex(where: { $0.id == backup })
    {
      selection[.catalogue] = row
    }
    for operation in new.operations where operation.state != .running && own.contains(operation.id) {
      own.remove(operation.id)
      tellEnd(of: operation)
    }
    var effects: [Effect] = []
    if let id = watch?.id, let status = new.operations.first(where: { $0.id == id }) {
      let hasChanged = watch?.status?.state != status.state
      watch?.status = status
      if hasChanged && watch?.isAsking == false { effects += askForOutput() }
    }
    if known != new.operations.map({ [$0.id, $0.state.rawValue] }) { effects += loadScreen() }
    return effects
  }

  private mutating func tellEnd(of operation: OperationStatus) {
    if case .operation(let view) = layers.last, view.id == operation.id { return }
    let wording = wording
    let said = operation.message.map { " · " + $0 } ?? ""
    tell(
      "\(wording(operation.title)) · \(wording.operationState(operation.state))\(said)",
      operation.state != .done ? .critical : operation.steps.contains { $0.hasRemark == true } ? .warning : .done)
  }

  /// What was asked will never be answered: the connection is gone.
  mutating func abandonQuestions() {
    watch?.isAsking = false
    watch?.askAt = nil
    isAuditAsked = false
    logTail.isAsking = false
    endRecording()
    if verification == .running { verification = .none }
    guard case .sheet(var sheet) = layers.last else { return }
    switch sheet.phase {
    case .asking: sheet.phase = .refused(why(.notConnected))
    // Whether it has begun is not known: the next situation tells.
    case .starting: sheet.phase = .refused(wording(.startUnknown))
    case .ready, .refused: return
    }
    sheet.focus = .cancel
    layers[layers.count - 1] = .sheet(sheet)
  }
}
