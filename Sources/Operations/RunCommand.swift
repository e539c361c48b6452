import Host
import Maintenance

/// `command.run`: a command of the team, at its place in a procedure of the plan.
struct RunCommand: Verb {
  static let name = "command.run"
  private static let folderArgument = "folder"

  /// The step of a command; its argv stands in the arguments `0`, `1`, ….
  static func step(_ command: TeamCommand) -> Step {
    var arguments = Dictionary(uniqueKeysWithValues: command.run.enumerated().map { (String($0), $1) })
    arguments[folderArgument] = command.folder
    let words = command.run.joined(separator: " ")
    return Step(verb: name, arguments: arguments, title: command.title ?? both(words, words))
  }

  func preview(_ context: StepContext) -> [String] { [command(context).display] }

  func preflight(_ context: StepContext) async -> [Preflight] { BackupPreflight.tools([command(context).executable]) }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    try await context.run(command(context))
    return StepOutcome(exitStatus: 0, message: command(context).display)
  }

  private func command(_ context: StepContext) -> Command {
    let arguments = context.step.arguments
    var words: [String] = []
    while let word = arguments[String(words.count)] { words.append(word) }
    return Command(
      words.first ?? "", Array(words.dropFirst()), workingDirectory: arguments[RunCommand.folderArgument],
      limitSeconds: 600)
  }
}
