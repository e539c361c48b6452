import Host

/// A runner that touches a fuse before and after every command.
struct FusedRunner: CommandRunner {
  let runner: any CommandRunner
  let fuse: Fuse

  func run(_ command: Command) async throws(CommandError) -> CommandResult {
    fuse.touch()
    let result = try await runner.run(command)
    fuse.touch()
    return result
  }

  func run(pipeline commands: [Command]) async throws(CommandError) -> [CommandResult] {
    fuse.touch()
    let results = try await runner.run(pipeline: commands)
    fuse.touch()
    return results
  }
}
