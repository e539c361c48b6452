import ArgumentParser
import Clients
import CursesTerminal
import Drawing
import Glibc
import Host
import Maintenance

/// The dashboard in a real terminal, from its first picture to its exit status.
enum Bridge {
  /// Shows the dashboard until the person leaves it, or the terminal does.
  ///
  /// - Parameter theme: the name of the theme to use this time, in place of the one that was kept.
  static func show(_ options: ClientOptions, theme: String? = nil) throws {
    try Session.run(options) { session in
      guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw Complaint.notATerminal }
      switch try run(session, theme: theme) {
      case .shownPlainly: return
      case .quit: return
      case .terminated(let signal): throw ExitCode(128 + signal)
      case .hungUp: throw ExitCode(128 + SIGHUP)
      case .refused(let complaint): throw complaint
      }
    }
  }

  /// On the main thread, which sleeps in poll(2): nothing here needs Swift's thread pool, whose start costs as much as a
  /// picture.
  private static func run(_ session: Session, theme: String?) throws(Complaint) -> BridgeLoop.Ending {
    let options = session.surroundings.options
    // The agent prepares its first words while the terminal is opened; one that must be started starts meanwhile.
    let line = AgentLine(session.surroundings)
    line.call()
    let own = OwnFolder()
    let look = ChosenTheme(name: theme ?? own.rememberedTheme)
    let terminal: CursesTerminal
    do throws(TerminalError) {
      let colour = options.plain ? ColourChoice.never : ColourChoice(options.color)
      terminal = try CursesTerminal(TerminalOptions(colour: colour, theme: look.builtIn))
    } catch {
      guard case .noFullScreen(let name) = error else { throw Complaint(error) }
      try PlainStatus(session: session, line: line, terminal: name).show()
      return .shownPlainly
    }
    let ending = BridgeLoop(session: session, line: line, terminal: terminal, own: own, theme: look).run()
    terminal.close()
    for note in terminal.notes {
      let line = PlainOutput.bytes(of: note.text.text(in: session.console.language))
      _ = write(STDERR_FILENO, line, line.count)
    }
    return ending
  }
}

extension Complaint {
  fileprivate init(_ error: TerminalError) {
    self.init(
      french: "ce terminal ne peut pas être ouvert : \(error) ; essayez TERM=xterm-256color",
      english: "this terminal cannot be opened: \(error); try TERM=xterm-256color", status: 69)
  }

  static let notATerminal = Complaint(
    french: "le tableau de bord demande un terminal ; « vigie check » et « vigie --json » n’en demandent pas",
    english: "the dashboard needs a terminal; \"vigie check\" and \"vigie --json\" do not", status: 69)
}

extension ColourChoice {
  init(_ use: ColourUse) {
    self =
      switch use {
      case .auto: .auto
      case .always: .always
      case .never: .never
      }
  }
}
