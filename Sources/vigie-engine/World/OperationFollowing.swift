import ArgumentParser
import Clients
import Dashboard
import Maintenance
import Wire

/// Shows an operation's output as it comes, until it is over, and ends with its exit status.
struct OperationFollowing {
  let session: Session
  let conversation: WireConversation

  func follow(_ id: String) async throws {
    var next = 0
    while true {
      guard
        case .operation(let status, let output, let following) = try conversation.ask(
          .operation(id: id, outputFrom: next))
      else { return }
      if !session.console.isJSON { show(output) }
      let isAtEnd = following == next
      next = following
      if status.state != .running && isAtEnd { return try finish(status) }
      if isAtEnd { try await Task.sleep(for: .milliseconds(100)) }
    }
  }

  private func show(_ output: String) {
    for line in output.split(separator: "\n", omittingEmptySubsequences: false).dropLast(output.hasSuffix("\n") ? 1 : 0)
    where !output.isEmpty { session.console.say("  " + line) }
  }

  private func finish(_ status: OperationStatus) throws {
    let console = session.console
    if console.isJSON {
      try console.json("vigie.operation/1", status)
    } else {
      let message = status.message.map { (console.language == .french ? "\u{A0}: " : ": ") + $0 } ?? ""
      console.say("\(status.id) \(Wording(console.language).operationState(status.state))\(message)")
      if let wayBack = status.wayBack {
        let line = commandLine(wayBack.request).map { " · " + session.commandLine($0) } ?? ""
        console.remark(
          "Retour possible\u{A0}: \(wayBack.title.text(in: .french))\(line)",
          "Way back: \(wayBack.title.text(in: .english))\(line)")
      }
      if status.state == .interrupted && status.canResume {
        console.remark("Reprendre : vigie operation resume \(status.id)", "Go on: vigie operation resume \(status.id)")
      }
    }
    if status.state != .done { throw ExitCode(status.exitStatus.flatMap { $0 == 0 ? nil : $0 } ?? 1) }
  }

  /// What a person types for a way back; `nil` where no command does it.
  private func commandLine(_ request: OperationRequest) -> String? {
    switch request {
    case .service(let verb, let name): "vigie service \(verb.rawValue) \(CommandText.quoted(name))"
    case .revert(let id): "vigie revert \(id)"
    default: nil
    }
  }
}
