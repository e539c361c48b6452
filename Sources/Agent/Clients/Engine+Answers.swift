import Maintenance
import Operations
import Wire

extension Engine {
  /// The answer to a question, as far as the person's role goes.
  func answer(_ question: Question, from follower: Follower) async -> Answer {
    switch question {
    case .situation:
      if published == nil { publish() }
      return published.map(Answer.situation) ?? .refused(.unknown("la situation", "situation"))
    case .preview(let request):
      return .preview(await preview(request))
    case .start(let request, let confirmation, let reason):
      let answer = await start(
        request, confirmation: confirmation, reason: reason, person: follower.person, role: follower.role)
      await reportRegister()
      return answer
    case .cancel(let id):
      return await cancel(id, by: follower)
    case .resume(let id):
      return await resume(id, by: follower)
    case .operation(let id, let outputFrom):
      return await operation(id, outputFrom: outputFrom)
    case .operations(let limit):
      return .operations(await keeper.operations(limit: min(max(1, limit), 1000), running: fold.operations))
    case .tick(let period, let task, let verdict, let note):
      return await tick(period, task: task, verdict: verdict, note: note, by: follower)
    case .acknowledge(let problem, let note):
      return await acknowledge(problem, note: note, isTaken: true, by: follower)
    case .unacknowledge(let problem):
      return await acknowledge(problem, note: nil, isTaken: false, by: follower)
    case .audit(let limit, let before):
      return .audit(await keeper.entries(limit: min(max(1, limit), 1000), before: before))
    case .verifyRegister:
      return await keeper.verify()
    case .handbook:
      let handbook = configuration.plan.handbook
      return .handbook(handbook, enabledChannels: enabledChannels(of: handbook))
    case .log(let request):
      return await log(request)
    case .losses:
      return await losses(for: follower)
    case .stop:
      guard follower.role == .administrator else { return .refused(.role(.administrator, has: follower.role)) }
      Task { self.end(by: follower.person) }
      return .done
    }
  }

  private func tick(
    _ period: Period, task: String, verdict: TickVerdict, note: String?, by follower: Follower
  ) async -> Answer {
    guard follower.role >= .operator else { return .refused(.role(.operator, has: follower.role)) }
    publish()
    guard let round = published?.rounds.first(where: { $0.period == period }) else {
      return .refused(.unknown("la ronde \(period.rawValue)", "round \(period.rawValue)"))
    }
    do {
      let tick = try RoundRules.tick(verdict, task: task, in: round, note: note, by: follower.person, at: now)
      let fault = await keeper.record(tick)
      await reportRegister()
      if let fault { return .refused(.register(fault)) }
      fold.ticks.append(tick)
      publish()
      return .ticked(tick)
    } catch {
      switch error {
      case .unknownTask: return .refused(.unknown("la tâche \(task)", "task \(task)"))
      case .reasonAgainstEvidence:
        return .refused(
          Refusal(
            .notConfirmed, french: "la preuve ne dit pas que tout va bien : donnez un motif (--note)",
            english: "the evidence does not say that all is well: give a reason (--note)"))
      case .reasonMissing:
        return .refused(
          Refusal(.notConfirmed, french: "il faut une note (--note)", english: "a note is needed (--note)"))
      }
    }
  }

  private func acknowledge(_ problem: String, note: String?, isTaken: Bool, by follower: Follower) async -> Answer {
    guard follower.role >= .operator else { return .refused(.role(.operator, has: follower.role)) }
    let acknowledgement = isTaken ? Acknowledgement(by: follower.person, at: now, note: note) : nil
    guard fold.ledger.acknowledge(problem, acknowledgement) else {
      return .refused(.unknown("le problème \(problem)", "problem \(problem)"))
    }
    let action = isTaken ? "alert.acknowledged" : "alert.given-back"
    if let fault = await keeper.audit(by: follower.person, action: action, target: problem, reason: note, at: now) {
      return .refused(.register(fault))
    }
    publish()
    return .done
  }

  /// Alerts that have begun or ended are part of what happened.
  func record(begun: [Problem], ended: [String]) {
    let moment = now
    Task {
      for problem in begun {
        await keeper.audit(by: .agent, action: "alert.firing", target: problem.id, reason: nil, at: moment)
      }
      for id in ended {
        await keeper.audit(by: .agent, action: "alert.resolved", target: id, reason: nil, at: moment)
      }
    }
  }
}
