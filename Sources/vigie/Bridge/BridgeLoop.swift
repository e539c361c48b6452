import Clients
import Dashboard
import Drawing
import Glibc
import Host
import Maintenance
import Wire

/// The dashboard's one loop: it waits for the keyboard, the agent and the clock at once, lets the model answer, and
/// paints. Nothing in it waits for anything else.
final class BridgeLoop {
  /// How the dashboard ended.
  enum Ending {
    case quit
    case terminated(signal: Int32)
    case hungUp
  }

  private let session: Session
  private let terminal: any Terminal
  private var model: Model
  private let line: AgentLine
  private var asked: [Int: Ask] = [:]
  private var ending: Ending?
  private let clock = SystemClock()
  /// When the last picture was painted, on the boot clock.
  private var paintedAt = 0.0

  /// The line has been called.
  init(session: Session, line: AgentLine, terminal: any Terminal, isReadOnly: Bool) {
    self.session = session
    self.terminal = terminal
    model = Model(
      size: terminal.size, charset: terminal.charset, language: session.console.language, now: .now,
      isReadOnly: isReadOnly)
    self.line = line
  }

  func run() -> Ending {
    // With an agent there, its first word comes within milliseconds: the first picture is already the whole one.
    take(line.firstWords(withinSeconds: 0.05))
    paint()
    while ending == nil {
      let descriptors = line.descriptor.map { [$0] } ?? []
      let events = terminal.wait(for: descriptors, upTo: line.pause ?? max(0, model.nextWake.seconds(since: .now)))
      send(.tick(.now))
      for event in events where ending == nil { handle(event) }
      if line.isDue {
        line.call()
        take(line.news)
      }
      // Keys that came together are answered together; of a long burst the person sees something all the same.
      if ending == nil && !(terminal.hasKeysWaiting && clock.bootSeconds() - paintedAt < 0.03) { paint() }
    }
    return ending ?? .quit
  }

  private func handle(_ event: TerminalEvent) {
    switch event {
    case .key(let key): send(.key(key))
    case .resize(let size): send(.resized(size))
    case .readable: take(line.received())
    case .resumed: break
    case .terminate(let signal): ending = .terminated(signal: signal)
    case .hangup: ending = .hungUp
    }
  }

  private func take(_ news: [AgentLine.News]) {
    for piece in news {
      switch piece {
      case .connecting: send(.connecting)
      case .welcome(let person, let role): send(.welcome(person: person, role: role))
      case .situation(let situation): send(.situation(situation))
      case .answer(let number, let answer):
        guard let ask = asked.removeValue(forKey: number), let reply = Reply(answer) else { continue }
        send(.answer(ask, reply))
      case .lost(let reason):
        asked = [:]
        send(.lost(reason: reason.text(in: session.console.language)))
      case .missing(let reason):
        send(.agentMissing(reason: reason.text(in: session.console.language)))
      }
    }
  }

  private func send(_ message: Message) {
    for effect in update(&model, message) {
      switch effect {
      case .ask(let ask):
        if let number = line.ask(Question(ask)) {
          asked[number] = ask
        } else {
          take(line.news)
        }
      case .flushInput: terminal.flushInput()
      case .redraw: terminal.invalidate()
      case .suspend: kill(getpid(), SIGTSTP)
      case .theme(let theme): terminal.use(theme)
      case .remember: break
      case .copy: break
      case .quit: ending = .quit
      }
    }
  }

  private func paint() {
    var canvas = Canvas(size: model.size, charset: model.charset)
    render(model, into: &canvas)
    terminal.paint(canvas)
    paintedAt = clock.bootSeconds()
  }
}
