import Host
import Synchronization
import Testing

/// A runner that starts nothing: it answers the commands it was told of, in any order and as often as they come, and makes
/// the test fail on any other.
public final class ScriptedRunner: CommandRunner {
  /// What a command answers.
  public typealias Answer = @Sendable (Command) async throws(CommandError) -> CommandResult

  private struct Script: Sendable {
    var matches: @Sendable (Command) -> Bool
    var answer: Answer
  }

  private struct State: Sendable {
    var scripts: [Script] = []
    var ran: [Command] = []
  }

  private let state = Mutex(State())

  /// A runner that expects nothing yet.
  public init() {}

  /// Every command that was run, in order; the commands of a pipeline one by one.
  public var commands: [Command] { state.withLock { $0.ran } }

  /// Answers every command of this executable whose first arguments are these. What was told later is asked first.
  public func on(_ executable: String, _ arguments: [String] = [], answer: @escaping Answer) {
    let script = Script(
      matches: { $0.executable == executable && $0.arguments.starts(with: arguments) }, answer: answer)
    state.withLock { $0.scripts.append(script) }
  }

  /// Answers with an output and an exit status.
  public func on(
    _ executable: String, _ arguments: [String] = [], output: String = "", errorOutput: String = "", status: Int32 = 0
  ) {
    let result = CommandResult(
      ending: .exited(status), output: Array(output.utf8), errorOutput: Array(errorOutput.utf8))
    on(executable, arguments) { (_) throws(CommandError) in result }
  }

  /// Answers with a failure to run.
  public func on(_ executable: String, _ arguments: [String] = [], failure: CommandError) {
    on(executable, arguments) { (_) throws(CommandError) in throw failure }
  }

  public func run(_ command: Command) async throws(CommandError) -> CommandResult {
    let script = state.withLock { state in
      state.ran.append(command)
      return state.scripts.last { $0.matches(command) }
    }
    guard let script else {
      Issue.record("nobody expected this command: \(command.display)")
      throw .notFound(command.executable)
    }
    return try await script.answer(command)
  }

  public func run(pipeline commands: [Command]) async throws(CommandError) -> [CommandResult] {
    var results: [CommandResult] = []
    for command in commands { results.append(try await run(command)) }
    return results
  }
}
