import Host
import Maintenance

/// Exchanges the tables of a live schema for those of another on the same server by one `RENAME TABLE`, and makes anew what
/// does not move with them. Nothing is dropped that holds a row: what was live stands under another name afterwards, and the
/// same exchange the other way round is the way back.
///
/// The state is told by looking (``SchemaPlacement``), never from memory: run again after any crash, it goes on.
struct SchemaExchange: Sendable {
  /// The live schema, with the account that restores.
  let live: ServerDatabase
  /// The same with the account that may read definitions.
  let reader: ServerDatabase
  let record: SwapRecord
  let context: StepContext

  /// How long all tries together may wait for the locks of the tables.
  var patienceSeconds = Self.patienceSeconds

  /// How long one try may wait for the locks, and how long all of them together.
  private static let lockSeconds = 5
  private static let patienceSeconds = 60.0

  init(_ record: SwapRecord, _ context: StepContext) throws(StepFailure) {
    live = try ServerDatabase.usable(context, restoring: true)
    reader = try ServerDatabase.usable(context)
    self.record = record
    self.context = context
  }

  // MARK: The whole

  /// Puts the new tables in place. A failure that leaves everything as it was says so (``StepFailure/isUntouched``).
  func perform() async throws(StepFailure) {
    try await waitForOurselves()
    if try await placement() == .old { try await waitForLocks() }
    do throws(StepFailure) {
      try await move()
      try await settle(record.newCode, withEvents: false)
      try await makeKeys()
      // While going back is still a matter of names: what is not as it was proven does not stay.
      try await checkCode()
    } catch {
      throw await goBack(from: error)
    }
  }

  /// Undoes what has been done of it. Answers the failure with what became of everything.
  private func goBack(from failure: StepFailure) async -> StepFailure {
    do throws(StepFailure) {
      try await waitForServer()
      try await waitForOurselves()
      if try await placement() != .old {
        try await SchemaExchange(record.reversed(aside: record.incoming), context).move()
      }
      if record.oldForm != nil {
        try await settle(record.oldCode, withEvents: true)
      } else if try await live.movableTables(in: record.schema).isEmpty {
        try await context.run(live.statement("DROP DATABASE IF EXISTS \(ServerDatabase.identifier(record.schema))"))
      }
      try await makeKeys()
      var failure = failure
      failure.message += context.say(
        " ; \(record.schema) est comme avant, déclencheurs et événements compris",
        "; \(record.schema) is as before, its triggers and events too")
      failure.isUntouched = true
      return failure
    } catch {
      let place = (try? await placement()).map(words) ?? words(nil)
      return StepFailure(failure.message + " — " + error.message + " — " + place, exitStatus: failure.exitStatus)
    }
  }

  /// Puts back what was taken off around the tables from before, which never moved.
  func restoreCode() async throws(StepFailure) {
    if record.oldForm != nil { try await settle(record.oldCode, withEvents: false) }
    try await makeKeys()
  }

  /// Says which of the two is live.
  func words(_ placement: SchemaPlacement?) -> String {
    switch placement {
    case .old:
      context.say("les tables d’avant sont en place", "the tables from before are in place")
    case .new:
      context.say(
        "les nouvelles tables sont en place, celles d’avant dans \(record.aside)",
        "the new tables are in place, those from before in \(record.aside)")
    case .between:
      context.say(
        "une partie des tables a changé de place : reprenez l’opération",
        "some of the tables have moved: go on with the operation")
    case nil:
      context.say(
        "le serveur ne répond pas : l’un ou l’autre est en place en entier, jamais un mélange ; reprenez ou revenez quand il répond",
        "the server does not answer: one or the other is in place as a whole, never a mixture; go on or go back once it does"
      )
    }
  }

  // MARK: Looking

  /// The name of the lock that every script of an exchange holds on the server while it runs.
  private var ownLock: String { ServerDatabase.literal("vigie.place." + record.schema.prefix(48)) }

  /// The head of a script: nobody else may exchange the same schema while it runs.
  private var head: String { "DO GET_LOCK(\(ownLock), \(Int(Self.patienceSeconds)));\n" }

  /// Waits until a client of a worker that was killed has ended: it goes on without its worker, and what it is about to
  /// change cannot be told before.
  func waitForOurselves() async throws(StepFailure) {
    let got = try await live.ask(
      "SELECT GET_LOCK(\(ownLock), \(Int(Self.patienceSeconds)))", limitSeconds: 2 * Self.patienceSeconds)
    guard got.first?.first == "1" else {
      throw StepFailure(
        context.say(
          "une mise en place antérieure tourne encore sur le serveur", "an earlier exchange still runs on the server"),
        isUntouched: true)
    }
  }

  /// Where the tables are.
  func placement() async throws(StepFailure) -> SchemaPlacement {
    SchemaPlacement(
      old: Set(record.oldTables), incoming: Set(record.newTables),
      inIncoming: Set(try await live.movableTables(in: record.incoming)),
      inAside: Set(try await live.movableTables(in: record.aside)))
  }

  /// Waits until a server that has just died is back, as its supervisor starts it again.
  private func waitForServer() async throws(StepFailure) {
    let limit = ContinuousClock.now + .seconds(30)
    while true {
      do throws(StepFailure) {
        _ = try await live.value("SELECT 1")
        return
      } catch {
        guard ContinuousClock.now < limit, !Task.isCancelled else { throw error }
        context.progress(nil, context.say("le serveur ne répond pas", "the server does not answer"))
        try? await Task.sleep(for: .milliseconds(300))
      }
    }
  }

  /// Waits until nobody holds a table, and says who does. Nothing is touched by it: the locks are given back at once.
  private func waitForLocks() async throws(StepFailure) {
    guard !record.oldTables.isEmpty else { return }
    let schema = ServerDatabase.identifier(record.schema)
    let tables = record.oldTables.map { "\(schema).\(ServerDatabase.identifier($0)) WRITE" }
    let script =
      "SET SESSION lock_wait_timeout=\(Self.lockSeconds);\nLOCK TABLES \(tables.joined(separator: ", "));\nUNLOCK TABLES;\n"
    let limit = ContinuousClock.now + .seconds(patienceSeconds)
    while true {
      do throws(StepFailure) {
        return try await live.perform(Array(script.utf8), name: "locks", inSchema: false)
      } catch {
        guard error.message.contains("ERROR 1205") else {
          throw ServerRemedy.explained(error, live).untouched
        }
        let holders = try await LockHolders.read(live).words(context)
        let said = context.say("verrous tenus : ", "locks are held: ") + holders
        guard ContinuousClock.now < limit else {
          throw StepFailure(
            said
              + context.say(
                " ; rien n’a été touché : laissez-les finir ou mettez-y fin, puis recommencez",
                "; nothing was touched: let them end, or end them, then start again"), isUntouched: true)
        }
        context.progress(nil, said)
      }
    }
  }

  // MARK: Doing

  /// Takes off what would be in the way, and renames.
  func move() async throws(StepFailure) {
    let placement = try await placement()
    guard placement != .new else { return }
    var script = head + "SET SESSION lock_wait_timeout=\(2 * Self.lockSeconds);\n"
    let old = ServerDatabase.identifier(record.schema)
    if record.oldForm != nil {
      for object in record.oldCode.of(.event, .trigger) { script += object.drop(in: record.schema) }
    }
    for object in record.newCode.of(.trigger) where record.incoming != record.schema {
      script += object.drop(in: record.incoming)
    }
    for key in record.outsideKeys { script += key.drop(live.programs.engine) }
    script += SchemaForm(record.newForm).create(record.schema)
    script += SchemaForm(record.oldForm ?? record.newForm).create(record.aside)
    // A server that moves them one by one may have been stopped between two of them.
    let incoming = Set(try await live.movableTables(in: record.incoming))
    let aside = Set(try await live.movableTables(in: record.aside))
    var renames = record.oldTables.filter { !aside.contains($0) }.map { table in
      let name = ServerDatabase.identifier(table)
      return "\(old).\(name) TO \(ServerDatabase.identifier(record.aside)).\(name)"
    }
    renames += record.newTables.filter { incoming.contains($0) }.map { table in
      let name = ServerDatabase.identifier(table)
      return "\(ServerDatabase.identifier(record.incoming)).\(name) TO \(old).\(name)"
    }
    if !renames.isEmpty { script += "RENAME TABLE " + renames.joined(separator: ", ") + ";\n" }
    do throws(StepFailure) {
      try await live.perform(Array(script.utf8), name: "rename", inSchema: false)
    } catch {
      throw ServerRemedy.explained(error, live)
    }
  }

  /// Makes the schema's code what it shall be; what is so already stays, with the grants that name it.
  func settle(_ target: SchemaCode, withEvents: Bool) async throws(StepFailure) {
    let current = try await SchemaCode.read(reader)
    let wanted = withEvents ? target : SchemaCode(objects: target.objects.filter { $0.kind != .event })
    // A view that was broken cannot be made; one of its name that is there is left. Nor is one taken away that is broken now:
    // it reads nothing, and the way back could not make it.
    var gone = current.surplus(over: wanted).filter { !$0.isBroken }
    var made = wanted.difference(from: current, in: record.schema).filter { !$0.isBroken }
    // Triggers of one moment run in the order in which they were made.
    let triggers = wanted.of(.trigger)
    if current.of(.trigger).map(\.key) != triggers.map(\.key) || made.contains(where: { $0.kind == .trigger }) {
      made = made.filter { $0.kind != .trigger } + triggers
    }
    let known = Set(current.objects.map(\.key))
    gone += made.filter { known.contains($0.key) && $0.kind != .view }
    let form = SchemaForm(target == record.newCode ? record.newForm : record.oldForm ?? record.newForm)
    var script = head + form.alter(record.schema)
    for object in gone { script += object.drop(in: record.schema) }
    let whole = Array(script.utf8) + SchemaCode.script(for: made, in: record.schema, form: form)
    do throws(StepFailure) {
      try await live.perform(whole, name: "code")
    } catch {
      throw ServerRemedy.explained(error, live)
    }
  }

  /// Leads the foreign keys of other schemas to the tables that are live now. Rows of theirs that lead nowhere in the state
  /// that is restored are told afterwards, not refused.
  private func makeKeys() async throws(StepFailure) {
    guard !record.outsideKeys.isEmpty else { return }
    let there = try await OutsideKey.read(live).keys
    let missing = record.outsideKeys.filter { !there.contains($0) }
    guard !missing.isEmpty else { return }
    let script = head + "SET SESSION foreign_key_checks=0;\n" + missing.map { $0.make(in: record.schema) }.joined()
    try await live.perform(Array(script.utf8), name: "keys", inSchema: false)
  }

  /// Whether triggers, routines and views are what they shall be; events come back later.
  func checkCode() async throws(StepFailure) {
    let current = try await SchemaCode.read(reader)
    let wanted = SchemaCode(objects: record.newCode.objects.filter { $0.kind != .event && !$0.isBroken })
    let known = SchemaCode(objects: record.newCode.objects.filter { $0.kind != .event })
    let surplus = current.surplus(over: known).filter { !$0.isBroken && $0.kind != .event }
    let different = wanted.difference(from: current, in: record.schema) + surplus
    guard let first = different.first else { return }
    for object in different {
      let found = current.objects.first { $0.key == object.key }
      context.output.write("\(object.kind.rawValue) \(object.name): \(object.facts) | \(found?.facts ?? "–")\n")
    }
    throw StepFailure(
      "\(first.kind.rawValue) \(first.name): " + context.say("autre que ce qui a été prouvé", "not what was proven"))
  }

  /// The views that were broken in the state that is put in place and are not there: nobody can make them. Their text goes into
  /// the output.
  func missingViews() async throws(StepFailure) -> [String] {
    let broken = record.newCode.objects.filter(\.isBroken)
    guard !broken.isEmpty else { return [] }
    let there = Set(try await SchemaCode.read(reader).objects.map(\.key))
    let missing = broken.filter { !there.contains($0.key) }
    for view in missing { context.output.write("view \(view.name): \(view.facts)\n") }
    return missing.map(\.name)
  }

  /// How many rows of other schemas lead nowhere now, key by key.
  func orphans() async throws(StepFailure) -> [String] {
    var lines: [String] = []
    for key in record.outsideKeys {
      let count = try await live.value(key.orphans(in: record.schema))
      guard count != "0" else { continue }
      lines.append("\(key.schema).\(key.table) (\(key.name)): \(count)")
    }
    return lines
  }
}

extension ServerDatabase {
  /// The tables and sequences of a schema that a rename moves: everything but views.
  func movableTables(in schema: String) async throws(StepFailure) -> [String] {
    try await ask(
      "SELECT table_name FROM information_schema.tables WHERE table_schema=\(ServerDatabase.literal(schema)) "
        + "AND table_type IN ('BASE TABLE','SYSTEM VERSIONED','SEQUENCE') ORDER BY table_name"
    ).compactMap(\.first)
  }
}
