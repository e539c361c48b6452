import Glibc
import Host

/// A runner that touches a fuse before and after every command, and kills this process after one of its own.
struct FusedRunner: CommandRunner {
  let runner: any CommandRunner
  let fuse: Fuse
  /// What stands in the last command; `nil` for none.
  let last: String?

  func run(_ command: Command) async throws(CommandError) -> CommandResult {
    fuse.touch()
    let result = try await runner.run(command)
    end(after: [command])
    return result
  }

  func run(pipeline commands: [Command]) async throws(CommandError) -> [CommandResult] {
    fuse.touch()
    let results = try await runner.run(pipeline: commands)
    end(after: commands)
    return results
  }

  private func end(after commands: [Command]) {
    if let last, commands.contains(where: { $0.display.contains(last) }) { kill(getpid(), SIGKILL) }
    fuse.touch()
  }
}
