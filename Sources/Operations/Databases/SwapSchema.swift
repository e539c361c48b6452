import Host
import Maintenance

/// `restore.schema.swap`: puts the proven schema in the place of the live one, on the live server, which stays up. What
/// wrote into it is stopped, and its verified safety copy is kept. Run again after an interruption it begins anew: the
/// schema is dropped, made and loaded.
struct SwapSchema: Verb {
  static let name = "restore.schema.swap"

  func preview(_ context: StepContext) -> [String] {
    guard let database = try? ServerDatabase(context, restoring: true) else { return [] }
    let schema = ServerDatabase.identifier(database.plan.schema)
    return [
      database.statement("DROP DATABASE IF EXISTS \(schema); CREATE DATABASE \(schema) …").display,
      database.source(RebuiltSchema.dumpPath(context), schema: database.plan.schema).display,
    ]
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    await ServerDatabase.preflight(context) { database throws(StepFailure) in
      let schema = database.plan.schema
      let open = try await database.value(
        "SELECT COUNT(*) FROM information_schema.processlist WHERE db=\(ServerDatabase.literal(schema))")
      if open == "0" { return [.fine("Aucune connexion ouverte sur \(schema)", "No connection is open on \(schema)")] }
      return [
        .warning(
          "\(open) connexions ouvertes sur \(schema) : ce qui écrit sera arrêté, les autres échoueront",
          "\(open) connections are open on \(schema): what writes will be stopped, the others will fail")
      ]
    }
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let database = try ServerDatabase.usable(context, restoring: true)
    let rebuilt = try RebuiltSchema.recall(context)
    let schema = ServerDatabase.identifier(database.plan.schema)
    guard FileSystem.exists(rebuilt.dump) else { throw StepFailure("\(rebuilt.dump): missing") }
    try await context.run(
      database.statement("DROP DATABASE IF EXISTS \(schema); \(rebuilt.createStatement)", limitSeconds: 3600))
    try await context.run(database.source(rebuilt.dump, schema: database.plan.schema))
    let moment = context.plan.exact(rebuilt.moment)
    return StepOutcome(
      exitStatus: 0,
      message: context.say(
        "\(database.plan.schema) est en place, état du \(moment.text(in: .french))",
        "\(database.plan.schema) is in place, state of \(moment.text(in: .english))"))
  }
}
