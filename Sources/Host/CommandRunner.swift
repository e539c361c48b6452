/// Runs programs. The real one is ``SubprocessRunner``; tests script one that fails on any command it does not expect.
public protocol CommandRunner: Sendable {
  /// Runs a program to its end. A status other than 0 is a result, not an error. Cancelling the task ends the whole
  /// process group.
  func run(_ command: Command) async throws(CommandError) -> CommandResult

  /// Runs programs side by side, each one's output being the next one's input, and waits for all of them. The last
  /// one's output goes where its command says. One result for each, in order.
  func run(pipeline commands: [Command]) async throws(CommandError) -> [CommandResult]
}
