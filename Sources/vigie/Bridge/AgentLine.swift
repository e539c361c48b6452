import Clients
import Host
import Maintenance
import Wire

/// The dashboard's line to the agent: called, lost, called again. It never waits for longer than it is told.
final class AgentLine {
  /// What the line has to tell.
  enum News {
    case connecting
    case welcome(person: Operator, role: Role)
    case situation(Situation)
    case answer(number: Int, Answer)
    case lost(LocalizedText)
    case missing(LocalizedText)
    /// The agent goes by the plan that was asked for, as it was before somebody changed it.
    case planChanged
    /// The agent goes by another plan than the one that was asked for.
    case otherPlan(Complaint)
  }

  private enum State {
    case idle
    /// An agent was started; its socket is looked for.
    case starting(AgentLink, since: Double)
    case open(WireClient)
    /// Nothing to speak with; the next try is at a moment of the boot clock.
    case waiting(until: Double)
    /// The agent will not speak with this client: trying again would not help.
    case refused
  }

  private let surroundings: Surroundings
  private let clock = SystemClock()
  private var state = State.idle
  private var situation: Situation?
  /// What happened while the line was called.
  private(set) var news: [News] = []

  init(_ surroundings: Surroundings) { self.surroundings = surroundings }

  /// The descriptor to wait on, while the line is open.
  var descriptor: Int32? { if case .open(let client) = state { client.descriptor } else { nil } }

  /// How long the loop may sleep before the line has to be called; `nil` when nothing is due.
  var pause: Double? {
    switch state {
    case .idle: 0
    // The socket of an agent that has just been started appears within milliseconds.
    case .starting: 0.003
    case .waiting(let moment): max(0, moment - clock.bootSeconds())
    case .open, .refused: nil
    }
  }

  /// Whether the line has to be called now.
  var isDue: Bool { pause == 0 || { if case .starting = state { true } else { false } }() }

  /// Takes the next step towards an open line: connects, or starts an agent, or gives up for a while.
  func call() {
    news = []
    do {
      let client = try WireClient(path: surroundings.state.socket)
      try client.greet(program: Version.current, follows: true)
      state = .open(client)
    } catch {
      answer(error)
    }
  }

  private func answer(_ error: WireError) {
    guard case .noAgent = error else { return giveUp(Complaint(error)) }
    if case .starting(let link, let since) = state {
      if let complaint = link.ended { return giveUp(complaint) }
      if clock.bootSeconds() - since > 10 { return giveUp(Complaint(error)) }
      return
    }
    let link = AgentLink(surroundings)
    news.append(.connecting)
    do {
      try link.start()
      state = .starting(link, since: clock.bootSeconds())
    } catch {
      giveUp(error)
    }
  }

  private func giveUp(_ complaint: Complaint) {
    news.append(.missing(complaint.text))
    state = .waiting(until: clock.bootSeconds() + 5)
  }

  /// The welcome and the first Situation, waited for at most so long: nothing is on the screen yet.
  func firstWords(withinSeconds limit: Double) -> [News] {
    var first = news
    let deadline = clock.bootSeconds() + limit
    while case .open(let client) = state, situation == nil {
      let left = deadline - clock.bootSeconds()
      guard left > 0 else { break }
      _ = client.waitReadable(seconds: left)
      first += received()
    }
    return first
  }

  private func news(of message: AgentMessage) -> [News] {
    switch message {
    case .welcome(let welcome):
      let person = News.welcome(person: welcome.person, role: welcome.role)
      switch surroundings.agreement(with: welcome) {
      case .same: return [person]
      case .changed: return [person, .planChanged]
      case .other(let complaint):
        state = .refused
        return [.otherPlan(complaint)]
      }
    case .refused(let refusal):
      state = .refused
      return [.missing(refusal.message)]
    case .update(let update):
      guard let next = update.applied(to: situation) else { return [] }
      situation = next
      return [.situation(next)]
    case .answer(let number, let answer): return [.answer(number: number, answer)]
    }
  }

  /// Everything that has arrived.
  func received() -> [News] {
    guard case .open(let client) = state else { return [] }
    do {
      return try client.received().flatMap(news(of:))
    } catch {
      return [close(Complaint(error))]
    }
  }

  /// Asks; `nil` when the line is not open, which is told by ``news``.
  func ask(_ question: Question) -> Int? {
    news = []
    guard case .open(let client) = state else { return nil }
    do { return try client.ask(question) } catch {
      news = [close(Complaint(error))]
      return nil
    }
  }

  private func close(_ complaint: Complaint) -> News {
    if case .refused = state { return .lost(complaint.text) }
    situation = nil
    state = .waiting(until: clock.bootSeconds() + 1)
    return .lost(complaint.text)
  }
}
