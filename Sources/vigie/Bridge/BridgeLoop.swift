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
    /// The agent is not the one that was asked for.
    case refused(Complaint)
    /// The terminal has no screen: the situation was printed.
    case shownPlainly
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
  private let own: OwnFolder
  private let theme: ChosenTheme
  private let keeper: ThemeKeeper
  /// Reads the person's own keys and themes, while it does.
  private var reading: AppearanceReading?

  /// The line has been called.
  init(session: Session, line: AgentLine, terminal: any Terminal, own: OwnFolder, theme: ChosenTheme) {
    self.session = session
    self.terminal = terminal
    self.own = own
    self.theme = theme
    keeper = ThemeKeeper(own)
    let options = session.surroundings.options
    model = Model(
      size: terminal.size, charset: terminal.charset, language: session.console.language, now: .now,
      isReadOnly: options.readOnly, followsPlanLanguage: options.lang == nil, theme: theme.builtIn)
    self.line = line
  }

  func run() -> Ending {
    // With an agent there, its first word comes within milliseconds: the first picture is already the whole one.
    take(line.firstWords(withinSeconds: 0.05))
    if let ending { return ending }
    paint()
    readOwn()
    while ending == nil {
      let descriptors = [line.descriptor, keeper.descriptor, reading?.descriptor].compactMap { $0 }
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
    keeper.finish(withinSeconds: 2)
    return ending ?? .quit
  }

  /// Lets the person's own files be read: the first picture is on the screen.
  private func readOwn() {
    guard own.hasFiles else {
      if !theme.isBuiltIn { send(.themes([], use: theme.name)) }
      return paint()
    }
    do { reading = try AppearanceReading(own) } catch {
      send(.appearanceFaults([LocalizedText(french: "\(error)", english: "\(error)")]))
    }
  }

  private func take(_ own: OwnAppearance) {
    reading = nil
    send(.keymap(own.keymap))
    send(.themes(own.themes, use: theme.name))
    send(.appearanceFaults(own.faults))
  }

  /// Something can be read.
  private func read(_ descriptor: Int32) {
    switch descriptor {
    case line.descriptor: take(line.received())
    case reading?.descriptor: if let own = reading?.taken() { take(own) }
    case keeper.descriptor: for fault in keeper.faults() { send(.themeNotKept(reason: fault.description)) }
    default: break
    }
  }

  private func handle(_ event: TerminalEvent) {
    switch event {
    case .key(let key): send(.key(key))
    case .resize(let size): send(.resized(size))
    case .readable(let descriptor): read(descriptor)
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
        send(.lost(reason: reason.text(in: model.language)))
      case .missing(let reason):
        send(.agentMissing(reason: reason.text(in: model.language)))
      case .planChanged: send(.planChanged(PlanAgreement.changedRemark.text(in: model.language)))
      case .otherPlan(let complaint): ending = .refused(complaint)
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
      case .remember(let name): keeper.keep(name)
      case .copy(let text): send(.copied(text, terminal.copy(text)))
      case .showPlainly(let lines): terminal.showPlainly(lines)
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
