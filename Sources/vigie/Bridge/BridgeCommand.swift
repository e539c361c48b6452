import ArgumentParser
import Clients
import CursesTerminal
import Dashboard
import Drawing
import Glibc
import Host
import Maintenance
import Wire

/// `vigie`: the dashboard.
struct BridgeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vigie", abstract: "The dashboard.")

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await Session.run(common) { session in
      guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw Complaint.notATerminal }
      switch try await show(session) {
      case .quit: return
      case .terminated(let signal): throw ExitCode(128 + signal)
      case .hungUp: throw ExitCode(128 + SIGHUP)
      }
    }
  }

  /// The dashboard from its first picture to its end, on the main thread: it sleeps in poll(2), and the threads of the
  /// pool stay free for whatever runs on the side.
  @MainActor private func show(_ session: Session) async throws(Complaint) -> BridgeLoop.Ending {
    let terminal = try openTerminal()
    let ending = await BridgeLoop(session: session, terminal: terminal, isReadOnly: common.readOnly).run()
    terminal.close()
    for note in terminal.notes { session.console.remark(note.text) }
    return ending
  }

  @MainActor private func openTerminal() throws(Complaint) -> CursesTerminal {
    let colour = common.plain ? ColourChoice.never : ColourChoice(common.color)
    do { return try CursesTerminal(TerminalOptions(colour: colour)) } catch {
      throw Complaint(
        french: "ce terminal ne peut pas être ouvert : \(error) ; essayez TERM=xterm-256color",
        english: "this terminal cannot be opened: \(error); try TERM=xterm-256color", status: 69)
    }
  }
}

extension Complaint {
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
