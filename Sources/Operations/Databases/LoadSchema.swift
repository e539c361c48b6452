import Host
import Maintenance

/// `restore.schema.load`: loads the proven schema into a new one of another name on the live server. One that is there
/// already is never touched, unless an earlier run of the same operation has made it.
struct LoadSchema: Verb {
  static let name = "restore.schema.load"

  func preview(_ context: StepContext) -> [String] {
    guard let database = try? ServerDatabase(context, restoring: true) else { return [] }
    return [
      database.statement("CREATE DATABASE \(ServerDatabase.identifier(database.plan.schema)) …").display,
      database.source(RebuiltSchema.dumpPath(context), schema: database.plan.schema).display,
    ]
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    await ServerDatabase.preflight(context) { database throws(StepFailure) in
      let schema = database.plan.schema
      guard try await database.exists() else {
        return [.fine("\(schema) n’existe pas encore", "\(schema) does not exist yet")] + (try await grants(database))
      }
      return [
        .critical(
          "\(schema) existe déjà : choisissez un autre nom, ou supprimez-la vous-même",
          "\(schema) exists already: choose another name, or drop it yourself")
      ]
    }
  }

  /// What the account must be granted, as far as its grants name schemas one by one.
  private func grants(_ database: ServerDatabase) async throws(StepFailure) -> [Preflight] {
    let schema = ServerDatabase.identifier(database.plan.schema)
    let held = SchemaPrivileges(try await database.ask("SHOW GRANTS").compactMap(\.first))
    if held.missing(SchemaPreflight.privileges, in: database.plan.schema).isEmpty { return [] }
    return [
      .critical(
        "Le compte ne peut pas créer \(database.plan.schema) : GRANT ALL ON \(schema).* TO CURRENT_USER, par un administrateur",
        "The account may not make \(database.plan.schema): GRANT ALL ON \(schema).* to it, as an administrator of the server"
      )
    ]
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let database = try ServerDatabase.usable(context, restoring: true)
    let rebuilt = try RebuiltSchema.kept(context.operation, context.state)
    let schema = database.plan.schema
    let identifier = ServerDatabase.identifier(schema)
    if FileSystem.exists(LoadSchema.mark(context)) {
      try await context.run(database.statement("DROP DATABASE IF EXISTS \(identifier)", limitSeconds: 3600))
    } else if try await database.exists() {
      throw StepFailure(context.say("\(schema) existe déjà", "\(schema) exists already"))
    }
    do throws(FileFault) { try FileSystem.writeAtomically(LoadSchema.mark(context), []) } catch {
      throw StepFailure(error)
    }
    do throws(StepFailure) {
      try await SchemaLoad(rebuilt, into: database, context).perform()
    } catch {
      throw ServerRemedy.explained(error, database)
    }
    guard let live = context.plan.databases.first?.schema else { return StepOutcome(message: schema) }
    let pattern = ServerDatabase.literal("%\(ServerDatabase.identifier(live)).%")
    let views = try await database.ask(
      "SELECT table_name FROM information_schema.views WHERE table_schema=\(ServerDatabase.literal(schema)) "
        + "AND view_definition LIKE \(pattern)"
    ).compactMap(\.first)
    guard views.isEmpty else {
      throw StepFailure(
        context.say("des vues liraient \(live) : ", "views would read \(live): ") + views.joined(separator: ", "))
    }
    let moment = context.plan.exact(rebuilt.moment)
    return StepOutcome(
      exitStatus: 0,
      message: context.say(
        "\(schema) : état du \(moment.text(in: .french))", "\(schema): state of \(moment.text(in: .english))"))
  }

  func undo(_ context: StepContext) async -> String? {
    guard FileSystem.exists(LoadSchema.mark(context)), let database = try? ServerDatabase(context, restoring: true)
    else {
      return nil
    }
    let drop = database.statement(
      "DROP DATABASE IF EXISTS \(ServerDatabase.identifier(database.plan.schema))", limitSeconds: 3600)
    do throws(StepFailure) {
      try await context.run(drop)
      return context.say("\(database.plan.schema) est ôtée", "\(database.plan.schema) is taken away")
    } catch {
      return context.say("\(database.plan.schema) reste, incomplète : ", "\(database.plan.schema) stays, incomplete: ")
        + error.message
    }
  }

  /// Says that the schema is this operation's.
  private static func mark(_ context: StepContext) -> String {
    context.state.operation(context.operation) + "/into"
  }
}
