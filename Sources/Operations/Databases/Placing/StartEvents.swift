import Host
import Maintenance

/// `restore.schema.events`: makes the scheduled events of what is in place anew, as they were: on, off, with their schedule.
/// They write, so they come after the check, with everything else that writes.
struct StartEvents: Verb {
  static let name = "restore.schema.events"

  func preview(_ context: StepContext) -> [String] { [] }

  func adapted(_ context: StepContext) async -> [String: String] { await SchemaRoom.adapted(context) }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let record: SwapRecord
    if context.step.arguments[SchemaRoom.narrowArgument] != nil {
      record = try NarrowExchange.record(context)
    } else if let own = try SwapRecord.recall(context.operation, context.state) {
      record = own
    } else if let operation = context.step.arguments["reverts"],
      let earlier = try SwapRecord.recall(operation, context.state)
    {
      record = earlier.reversed(aside: earlier.incoming)
    } else {
      return .skipped(context.say("aucun événement", "no event"))
    }
    let events = record.newCode.of(.event)
    guard !events.isEmpty else { return .skipped(context.say("aucun événement", "no event")) }
    let current = try await SchemaCode.read(try ServerDatabase.usable(context))
    let known = Set(current.of(.event).map(\.key))
    let missing = events.filter { !known.contains($0.key) }
    let live = try ServerDatabase.usable(context, restoring: true)
    let over = try await StartEvents.over(missing, live)
    do throws(StepFailure) {
      let script = SchemaCode.script(for: missing, in: record.schema, form: SchemaForm(record.newForm), over: over)
      try await live.perform(script, name: "events")
    } catch {
      throw ServerRemedy.explained(error, live)
    }
    let made = Set(try await SchemaCode.read(try ServerDatabase.usable(context)).of(.event).map(\.key))
    let absent = events.filter { !made.contains($0.key) }.map(\.name)
    guard absent.isEmpty else {
      throw StepFailure(
        context.say("le serveur n’a pas fait : ", "the server has not made: ") + absent.joined(separator: ", "))
    }
    let enabled = events.filter { $0.isEnabled && !over.contains($0.key) }.count
    var message =
      context.count(events.count, .event)
      + context.say(", dont \(enabled) en marche", ", \(enabled) of them on")
    let late = missing.filter { $0.isEnabled && over.contains($0.key) }
    if !late.isEmpty {
      let names = late.map(\.name).joined(separator: ", ")
      message += context.say(
        " ; leur heure est passée, ils sont là mais arrêtés : \(names)",
        "; their time is over, they are there but off: \(names)")
    }
    return StepOutcome(
      exitStatus: 0, message: message, facts: late.isEmpty ? [:] : [StepStatus.remarkFact: "yes"])
  }

  /// Those that were to happen once, and whose time is over by the server's clock.
  private static func over(_ events: [CodeObject], _ database: ServerDatabase) async throws(StepFailure)
    -> Set<CodeObject.Key>
  {
    let once = events.filter { $0.onceAt != nil }
    guard !once.isEmpty else { return [] }
    let questions = once.map { event in
      "SET time_zone=\(ServerDatabase.literal(event.timeZone ?? "SYSTEM")); "
        + "SELECT UNIX_TIMESTAMP(\(ServerDatabase.literal(event.onceAt ?? "")))<=UNIX_TIMESTAMP();"
    }
    let answers = try await database.ask(questions.joined(separator: "\n"))
    return Set(zip(once, answers).filter { $1.first == "1" }.map(\.0.key))
  }
}
