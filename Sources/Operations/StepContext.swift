import Host
import Maintenance

/// All that a step may know and use. A preview gets one too, whose output goes nowhere.
public struct StepContext: Sendable {
  /// The id of an operation that is only previewed.
  public static let previewed = "ID"

  public var step: Step
  /// The operation's id; ``previewed`` in a preview.
  public var operation: String
  public var plan: Plan
  public var state: StateFolder
  public var host: Host
  /// What the steps before have found out.
  public var facts: [String: String]
  /// When the operation was ordered: the same in every run of it.
  public var orderedAt: Timestamp
  public var health: HealthProbe
  /// Where the commands and what they say go.
  public var output: OutputLog
  /// Tells how far the step is, 0 … 1, and what it says.
  public var progress: @Sendable (Double?, String?) -> Void

  /// A context.
  public init(
    step: Step, operation: String, plan: Plan, state: StateFolder, host: Host, facts: [String: String] = [:],
    orderedAt: Timestamp, health: @escaping HealthProbe = PlainHealth.check, output: OutputLog = OutputLog(path: nil),
    progress: @escaping @Sendable (Double?, String?) -> Void = { _, _ in }
  ) {
    self.step = step
    self.operation = operation
    self.plan = plan
    self.state = state
    self.host = host
    self.facts = facts
    self.orderedAt = orderedAt
    self.health = health
    self.output = output
    self.progress = progress
  }

  /// Now, by the host's clock.
  public var now: Timestamp { Timestamp(milliseconds: host.clock.wallMilliseconds()) }

  /// The argument that makes a step work with backups of the operation's own, which go with it: a drill from a store.
  static let asideArgument = "aside"

  /// Where backups are published.
  public var backups: String {
    step.arguments[StepContext.asideArgument] == nil ? plan.folders.backups ?? state.backups : asideBackups
  }

  /// The backups of the operation's own.
  var asideBackups: String { state.operation(operation) + "/backups" }

  /// A number of things in the language of the plan: `1 table`, `3 tables`.
  func count(_ number: Int, _ thing: CountedThing) -> String {
    let words = thing.words(number)
    return say(words.text(in: .french), words.text(in: .english))
  }

  /// A text in the language of the plan: journals and messages are written once, for the whole team.
  public func say(_ french: String, _ english: String) -> String {
    plan.language == .french ? french : english
  }

  /// The same for a text in both languages.
  public func say(_ text: LocalizedText) -> String { text.text(in: plan.language ?? .english) }

  /// An argument of the step that must be there.
  func argument(_ name: String) throws(StepFailure) -> String {
    guard let value = step.arguments[name] else { throw StepFailure("\(step.verb): argument \(name) is missing") }
    return value
  }

  /// A fact that a step before must have found out.
  func fact(_ name: String) throws(StepFailure) -> String {
    guard let value = facts[name] else { throw StepFailure("\(step.verb): fact \(name) is missing") }
    return value
  }

  /// Runs a program, written into the output. A status other than 0 is a failure unless it is among `accepted`.
  @discardableResult
  func run(_ command: Command, accepting accepted: Set<Int32> = [0]) async throws(StepFailure) -> CommandResult {
    guard let result = try await run(pipeline: [command], accepting: accepted).first else {
      throw StepFailure("\(command.executable): no result")
    }
    return result
  }

  /// Runs programs side by side, written into the output. Any status not among `accepted` is a failure that names
  /// the first program that failed of itself, not one that was ended because its companion was.
  @discardableResult
  func run(pipeline commands: [Command], accepting accepted: Set<Int32> = [0]) async throws(StepFailure)
    -> [CommandResult]
  {
    output.write("$ " + commands.map(\.display).joined(separator: " | ") + "\n")
    let results: [CommandResult]
    do throws(CommandError) {
      results = try await host.commands.run(pipeline: commands)
    } catch {
      output.write(StepFailure(error).message + "\n")
      throw StepFailure(error)
    }
    for result in results { output.write(result.errorText) }
    let failed = results.indices.filter { !accepted.contains(results[$0].shellStatus) }
    let culprit = failed.first { results[$0].ending != .signalled(13) } ?? failed.first
    if let culprit {
      let result = results[culprit]
      let said = result.errorText.split(separator: "\n").last.map { ": " + $0 } ?? ""
      throw StepFailure(
        "\(commands[culprit].executable): \(result.endingText)\(said)", exitStatus: result.shellStatus)
    }
    return results
  }
}

extension CommandResult {
  /// `exit status 2`, `killed by signal 9`.
  var endingText: String {
    switch ending {
    case .exited(let status): "exit status \(status)"
    case .signalled(let number): "killed by signal \(number)"
    }
  }
}
