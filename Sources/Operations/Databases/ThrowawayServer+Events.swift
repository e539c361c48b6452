import Host
import Maintenance

extension ThrowawayServer {
  /// The scheduled events that are there: schema, name, state.
  func events() async throws(StepFailure) -> [[String]] {
    try await database.ask("SELECT event_schema, event_name, status FROM information_schema.events")
  }

  /// Sets the events that were replayed as they were.
  func settle(_ wanted: EventStates) async throws(StepFailure) {
    var statements: [String] = []
    for row in try await events() where row.count == 3 {
      let (schema, name, state) = (row[0], row[1], row[2])
      guard let wanted = wanted.states[EventStates.Name(schema, name)] else {
        throw StepFailure("EVENT \(schema).\(name): \(state): the log does not say whether it was on")
      }
      if wanted.rawValue == state { continue }
      statements.append(
        "UPDATE mysql.event SET status='\(wanted.rawValue)' "
          + "WHERE db=\(ServerDatabase.literal(schema)) AND name=\(ServerDatabase.literal(name))")
    }
    guard !statements.isEmpty else { return }
    // Not by ALTER EVENT: it would take over who changes it, and the charset of his session.
    try await context.run(database.statement(statements.joined(separator: ";\n")))
  }
}
