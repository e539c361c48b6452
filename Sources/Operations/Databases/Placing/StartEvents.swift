import Host
import Maintenance

/// `restore.schema.events`: makes the scheduled events of what is in place anew, as they were: on, off, with their schedule.
/// They write, so they come after the check, with everything else that writes.
struct StartEvents: Verb {
  static let name = "restore.schema.events"

  func preview(_ context: StepContext) -> [String] { [] }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let record: SwapRecord
    if let own = try SwapRecord.recall(context.operation, context.state) {
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
    do throws(StepFailure) {
      let script = SchemaCode.script(for: missing, in: record.schema, form: SchemaForm(record.newForm))
      try await live.perform(script, name: "events")
    } catch {
      throw ServerRemedy.explained(error, live)
    }
    let enabled = events.filter(\.isEnabled).count
    return StepOutcome(
      exitStatus: 0,
      message: context.say(
        "\(events.count) événements, dont \(enabled) actifs", "\(events.count) events, \(enabled) of them on"))
  }
}
