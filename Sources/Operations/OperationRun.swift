import Glibc
import Host
import Maintenance

/// One run of an operation by one worker: the steps that are not done yet, in order, each journalled before and after.
struct OperationRun {
  let ticket: OperationTicket
  let journalled: [JournalEntry]
  let state: StateFolder
  let host: Host
  let health: HealthProbe
  let journal: Journal
  let output: OutputLog
  private let ahead = WorkAhead()

  init(
    ticket: OperationTicket, journalled: [JournalEntry], state: StateFolder, host: Host,
    health: @escaping HealthProbe, journal: Journal, output: OutputLog
  ) {
    self.ticket = ticket
    self.journalled = journalled
    self.state = state
    self.host = host
    self.health = health
    self.journal = journal
    self.output = output
  }

  /// What earlier runs have finished.
  private struct Progress {
    var finished: Set<Int> = []
    var facts: [String: String] = [:]
    /// The steps that have changed what is live, or may have.
    var changed: Set<Int> = []
    var hasChangedTarget: Bool { !changed.isEmpty }
  }

  /// Runs to an end and answers the exit status.
  func run() async throws(StepFailure) -> Int32 {
    var progress = recall()
    try journal.add(.started(pid: getpid(), bootID: bootID()))
    var locks: [FileLock] = []
    for target in targets() {
      let lock: FileLock?
      do throws(FileFault) {
        try FileSystem.makeFolder(state.locks)
        lock = try FileLock.take(state.lock(target))
      } catch {
        return try end(.failed, 1, error.description)
      }
      guard let lock else {
        let holder = FileLock.holder(state.lock(target)).map { " (pid \($0))" } ?? ""
        return try refuse(
          say(
            "\(target) est occupé par une autre opération\(holder)", "\(target) is busy with another operation\(holder)"
          ))
      }
      locks.append(lock)
    }
    defer { withExtendedLifetime(locks) {} }
    var lastMessage: String?
    // What is in place, and what is to be looked at all the same: the result says the one before the other.
    var achieved: String?
    var remark: String?
    var results: [String] = []
    var additions: [String] = []
    for (index, step) in ticket.procedure.steps.enumerated() where !progress.finished.contains(index) {
      if Task.isCancelled { return try await cancel(at: index, progress) }
      guard let verb = Verbs.named(step.verb) else {
        try journal.add(.stepFailed(index, exitStatus: nil, message: "\(step.verb): no such verb"))
        return try await fail(at: index, StepFailure("\(step.verb): no such verb"), progress)
      }
      output.write("== \(index + 1)/\(ticket.procedure.steps.count) \(say(step.title))\n")
      try journal.add(.stepStarted(index))
      if step.changesTarget { progress.changed.insert(index) }
      let context = context(step, index, progress)
      beginBeside(step, progress)
      let (result, hasPassed): (Result<StepOutcome, StepFailure>, Bool) =
        if let outcome = await ahead.outcome(of: index) {
          (.success(outcome), false)
        } else {
          await TimeLimit.run(seconds: step.limitSeconds) { await verb.result(context) }
        }
      switch result {
      case .success(let outcome):
        if let message = outcome.message { output.write(message + "\n") }
        if outcome.facts[StepStatus.remarkFact] != nil {
          remark = outcome.message
        } else {
          if !outcome.isSkipped || lastMessage == nil { lastMessage = outcome.message ?? lastMessage }
          if step.changesTarget { achieved = outcome.message }
          if let result = outcome.facts[StepStatus.resultFact] {
            // A step that says nothing of its own adds to what was said before it.
            if outcome.message == nil { additions.append(result) } else { results.append(result) }
          }
        }
        progress.finished.insert(index)
        progress.facts.merge(outcome.facts) { $1 }
        try journalEnd(of: index, outcome)
      case .failure(var failure):
        if hasPassed {
          failure.message = say(
            "arrêté après sa limite de \(step.limitSeconds) s : \(failure.message)",
            "ended after its limit of \(step.limitSeconds) s: \(failure.message)")
        }
        failure.message = SafeText.clean(failure.message)
        output.write(failure.message + "\n")
        try journal.add(.stepFailed(index, exitStatus: failure.exitStatus, message: failure.message))
        if let offer = failure.offer { try journal.add(.offered(index, offer)) }
        if step.changesTarget, failure.isUntouched {
          try journal.add(.targetUntouched(index))
          progress.changed.remove(index)
        }
        if Task.isCancelled { return try await cancel(at: index, progress) }
        return try await fail(at: index, failure, progress)
      }
    }
    let proven = results.isEmpty ? nil : results.joined(separator: ", ")
    guard let remark else {
      // What was achieved is read first; what came of the last step, such as the id of a new backup, stands behind it.
      let said = [proven, lastMessage == proven ? nil : lastMessage].compactMap { $0 } + additions
      return try end(.done, 0, said.isEmpty ? nil : said.joined(separator: " · "))
    }
    let found = results + additions
    let whole = found.isEmpty ? achieved ?? lastMessage : found.joined(separator: ", ")
    return try end(.done, 0, [whole, remark].compactMap { $0 }.joined(separator: " — "))
  }

  // MARK: Ends

  private func fail(at index: Int, _ failure: StepFailure, _ progress: Progress) async throws(StepFailure) -> Int32 {
    let survived = await settle(progress)
    return try end(.failed, 1, failure.message + " — " + survived)
  }

  private func cancel(at index: Int, _ progress: Progress) async throws(StepFailure) -> Int32 {
    let survived = await settle(progress)
    let place = say("annulé à l’étape \(index + 1)", "cancelled at step \(index + 1)")
    return try end(.cancelled, Worker.cancelledStatus, place + " — " + survived)
  }

  private func refuse(_ message: String) throws(StepFailure) -> Int32 { try end(.refused, Worker.busyStatus, message) }

  private func end(_ state: OperationState, _ status: Int32, _ message: String?) throws(StepFailure) -> Int32 {
    try journal.add(.ended(state, exitStatus: status, message: message.map(SafeText.clean)))
    return status
  }

  /// Says what survives an operation that does not reach its end. When nothing live was changed, what the steps did
  /// beside it is put back first, the last step first.
  private func settle(_ progress: Progress) async -> String {
    let steps = ticket.procedure.steps
    await ahead.end()
    // What had no turn goes; a run that was killed may have left some too.
    for (index, step) in steps.enumerated()
    where step.arguments[Step.besideArgument] != nil && !progress.finished.contains(index) {
      Verbs.named(step.verb)?.takeBack(context(step, index, progress))
    }
    guard !progress.hasChangedTarget else {
      return ticket.procedure.wayBack == nil
        ? say("la cible a été changée", "the target was changed")
        : say(
          "la cible a été changée ; le retour en arrière est possible", "the target was changed; the way back is open")
    }
    var done: [String] = []
    for (index, step) in ticket.procedure.steps.enumerated().reversed() {
      guard let verb = Verbs.named(step.verb) else { continue }
      let context = context(step, index, progress)
      // A task of its own: the operation may be cancelled, the clearing up is not.
      if let said = await Task(operation: { await verb.undo(context) }).value {
        output.write(said + "\n")
        done.append(said)
      }
    }
    return ([say("la cible n’a pas été touchée", "the target was not touched")] + done).joined(separator: "; ")
  }

  // MARK: Parts

  /// Begins the later steps that are worked on beside this one.
  private func beginBeside(_ step: Step, _ progress: Progress) {
    for (index, later) in ticket.procedure.steps.enumerated()
    where later.arguments[Step.besideArgument] == step.verb && !progress.finished.contains(index) {
      var context = context(later, index, progress)
      // Its progress is told when its turn comes.
      context.progress = { _, _ in }
      guard let verb = Verbs.named(later.verb), verb.mayBeginBeside(context) else { continue }
      output.write(say("-- en même temps\u{A0}: ", "-- meanwhile: ") + say(later.title) + "\n")
      ahead.begin(index, verb, context)
    }
  }

  private func recall() -> Progress {
    var progress = Progress()
    for entry in journalled {
      switch entry.event {
      case .stepDone(let index, _, _, let facts):
        progress.finished.insert(index)
        progress.facts.merge(facts) { $1 }
      case .stepSkipped(let index, _): progress.finished.insert(index)
      default: break
      }
    }
    progress.changed = OperationFold.changedSteps(ticket.procedure, journalled)
    return progress
  }

  private func journalEnd(of index: Int, _ outcome: StepOutcome) throws(StepFailure) {
    let message = outcome.message.map(SafeText.clean)
    // A skipped step with facts is done: the journal keeps facts with what is done only.
    if outcome.isSkipped, outcome.facts.isEmpty {
      try journal.add(.stepSkipped(index, message: message ?? ""))
    } else {
      try journal.add(.stepDone(index, exitStatus: outcome.exitStatus, message: message, facts: outcome.facts))
    }
  }

  /// The target and every service that the steps start or stop, in one order for all, each once.
  private func targets() -> [String] {
    let services = ticket.procedure.steps.compactMap { $0.arguments["service"] }.map { "service:" + $0 }
    let writers = ticket.procedure.steps.contains { $0.verb == PauseWriters.name }
    let paused = writers ? Writers.of(ticket.plan).map { "service:" + $0.name } : []
    let locks = ticket.procedure.steps.compactMap { $0.arguments[Step.lockArgument] }
    return Set([ticket.procedure.target] + services + paused + locks).sorted()
  }

  private func context(_ step: Step, _ index: Int, _ progress: Progress) -> StepContext {
    StepContext(
      step: step, operation: ticket.id, plan: ticket.plan, state: state, host: host, facts: progress.facts,
      orderedAt: ticket.createdAt, health: health, output: output
    ) { [journal] fraction, message in
      try? journal.add(.progress(index, fraction: fraction, message: message))
    }
  }

  private func bootID() -> String {
    let text = (try? FileSystem.read(host.roots.proc + "/sys/kernel/random/boot_id", limit: 128)) ?? []
    return String(decoding: text.prefix { $0 != 0x0A }, as: UTF8.self)
  }

  private func say(_ french: String, _ english: String) -> String {
    ticket.plan.language == .french ? french : english
  }

  private func say(_ text: LocalizedText) -> String { text.text(in: ticket.plan.language ?? .english) }
}

extension Verb {
  /// The outcome as a value, so that it can cross a task.
  func result(_ context: StepContext) async -> Result<StepOutcome, StepFailure> {
    do throws(StepFailure) { return .success(try await run(context)) } catch { return .failure(error) }
  }
}
