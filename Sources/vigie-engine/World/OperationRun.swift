import ArgumentParser
import Clients
import Dashboard
import Glibc
import Maintenance
import Wire

/// One operation from a command line: preview, confirmation, start, live output, exit status.
struct OperationRun {
  let session: Session
  let request: OperationRequest
  let answers: ConfirmationOptions

  func run() async throws {
    let conversation = try await session.converse()
    guard case .preview(let preview) = try conversation.ask(.preview(request)) else { return }
    if session.surroundings.options.dryRun { return try show(preview) }
    try session.mayChange()
    let confirmation = try confirm(preview)
    if case .backup(let leg) = request, case .situation(let situation) = try conversation.ask(.situation),
      !situation.backups.contains(where: { $0.leg == leg })
    {
      session.console.remark(preview.impact)
    }
    guard
      case .started(let id) = try conversation.ask(
        .start(request, confirmation: confirmation, reason: answers.reason))
    else { return }
    try await OperationFollowing(session: session, conversation: conversation).follow(id)
  }

  /// The whole preview: what, on what, the exact commands, what was looked at.
  private func show(_ preview: OperationPreview) throws {
    let console = session.console
    if console.isJSON { return try console.json("vigie.preview/1", preview) }
    console.say("\(preview.procedure.title.text(in: console.language)) · \(preview.procedure.target)")
    console.say(preview.impact)
    for line in preview.preflight {
      console.say(
        "  \(Self.mark(line.isAdvice == true ? .warning : line.severity)) \(line.text.text(in: console.language))")
    }
    for command in preview.commands { console.say("  $ \(command)") }
    if !preview.isAllowed { throw ExitCode(1) }
    console.say(LocalizedText(french: "  La même chose\u{A0}:", english: "  The same:"))
    console.say("    " + session.commandLine(preview.commandLine))
  }

  private func confirm(_ preview: OperationPreview) throws -> String? {
    switch preview.procedure.confirmation {
    case .none: return nil
    case .yes where answers.yes: return "yes"
    case .typeName(_) where answers.confirm != nil: return answers.confirm
    case .yes, .typeName: break
    }
    guard !session.surroundings.options.noInput, isatty(STDIN_FILENO) == 1 else { return answers.confirm }
    try show(preview)
    let isFrench = session.console.language == .french
    switch preview.procedure.confirmation {
    case .none: return nil
    case .yes:
      session.console.remark("Continuer ? [o/N]", "Go on? [y/N]")
      let answer = readLine()?.lowercased() ?? ""
      guard (isFrench ? ["o", "oui", "y", "yes"] : ["y", "yes"]).contains(answer) else { throw Complaint.notConfirmed }
      return "yes"
    case .typeName(let name):
      session.console.remark("Tapez « \(name) » pour continuer :", "Type \"\(name)\" to go on:")
      guard let answer = readLine(), answer == name else { throw Complaint.notConfirmed }
      return answer
    }
  }

  private static func mark(_ severity: Severity) -> String {
    switch severity {
    case .fine: "ok"
    case .unknown: "? "
    case .warning: "! "
    case .critical: "X "
    }
  }
}

extension Complaint {
  static let notConfirmed = Complaint(french: "rien n’a été fait", english: "nothing was done")
}
