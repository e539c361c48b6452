import Host
import Maintenance

/// `configuration.test`: asks the programs of the plan whether they can read the configuration: `nginx -t`. With the
/// argument `staged` they are shown the extracted one in the place of the live one, which nobody else sees; that is
/// root's, and where it cannot be done they are asked once the configuration is in place.
struct TestConfiguration: Verb {
  static let name = "configuration.test"
  static let stagedArgument = "staged"

  func preview(_ context: StepContext) -> [String] {
    context.plan.folders.configurationTests.map { TestConfiguration.command($0).display }
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    let programs = Set(context.plan.folders.configurationTests.compactMap(\.first)).sorted()
    guard context.step.arguments[TestConfiguration.stagedArgument] != nil else { return [] }
    let tools = BackupPreflight.tools(programs)
    if await StagedProgram.isPossible() { return tools }
    return tools + [
      .warning(
        "La configuration ne peut être essayée qu’en place : l’essayer à l’écart demande root",
        "The configuration can only be tried in place: trying it aside takes root")
    ]
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let tests = context.plan.folders.configurationTests
    guard context.step.arguments[TestConfiguration.stagedArgument] != nil else {
      for words in tests { try await context.run(TestConfiguration.command(words)) }
      return TestConfiguration.passed(tests, context)
    }
    guard await StagedProgram.isPossible() else {
      return .skipped(context.say("essayée une fois en place", "tried once it is in place"))
    }
    var overlays: [StagedProgram.Overlay] = []
    for restore in try FolderRestore.all(try VerifyBackup.folder(context).manifest(), context) {
      let live = restore.item.path
      guard FileSystem.exists(live) else {
        return .skipped(
          context.say("\(live) n’est plus là : essayée une fois en place", "\(live) is gone: tried once it is in place")
        )
      }
      overlays.append(.init(restore.payload(in: try context.fact(restore.fact)), over: live))
    }
    for words in tests { try await run(words, overlays, context) }
    return TestConfiguration.passed(tests, context)
  }

  private func run(_ words: [String], _ overlays: [StagedProgram.Overlay], _ context: StepContext)
    async throws(StepFailure)
  {
    let log = context.state.operation(context.operation) + "/test.log"
    try? FileSystem.removeFile(log)
    defer { try? FileSystem.removeFile(log) }
    context.output.write("$ \(TestConfiguration.command(words).display)\n")
    let status: Int32
    do throws(CommandError) {
      status = try await StagedProgram(words, overlays: overlays, logFile: log).run()
    } catch {
      throw StepFailure(error)
    }
    let said = String(decoding: (try? FileSystem.read(log)) ?? [], as: UTF8.self)
    context.output.write(said)
    guard status != 0 else { return }
    let last = said.split(separator: "\n").last.map { ": " + $0 } ?? ""
    throw StepFailure("\(words.first ?? ""): exit status \(status)\(last)", exitStatus: status)
  }

  private static func passed(_ tests: [[String]], _ context: StepContext) -> StepOutcome {
    StepOutcome(
      exitStatus: 0,
      message: context.say("acceptée : ", "accepted: ")
        + tests.map { $0.joined(separator: " ") }.joined(separator: ", "))
  }

  private static func command(_ words: [String]) -> Command {
    Command(words.first ?? "", Array(words.dropFirst()), limitSeconds: 60)
  }
}
