import Host
import Synchronization

/// A real runner whose commands can be exchanged: the faults of the world, on order. Counts what it runs.
public final class TamperingRunner: CommandRunner {
  /// What is run in place of a command, the number of which is counted from 0; `nil` leaves it.
  public typealias Tamper = @Sendable (Int, Command) throws(CommandError) -> Command?

  private let runner = SubprocessRunner(graceSeconds: 0.5, companionGraceSeconds: 0.2)
  private let count = Mutex(0)
  private let tamper: Tamper

  public init(_ tamper: @escaping Tamper) { self.tamper = tamper }

  /// How many commands were run.
  public var commandCount: Int { count.withLock { $0 } }

  public func run(_ command: Command) async throws(CommandError) -> CommandResult {
    try await runner.run(exchanged(command))
  }

  public func run(pipeline commands: [Command]) async throws(CommandError) -> [CommandResult] {
    var exchanged: [Command] = []
    for command in commands { exchanged.append(try self.exchanged(command)) }
    return try await runner.run(pipeline: exchanged)
  }

  private func exchanged(_ command: Command) throws(CommandError) -> Command {
    let number = count.withLock { count in
      defer { count += 1 }
      return count
    }
    return try tamper(number, command) ?? command
  }
}

extension Command {
  /// The same command run by a shell script that finds it in `"$@"`: `"$@" | head -c 100; kill -9 $$`.
  public func wrapped(_ script: String) -> Command {
    var wrapped = self
    wrapped.executable = "sh"
    wrapped.arguments = ["-c", script, "sh", executable] + arguments
    return wrapped
  }
}
