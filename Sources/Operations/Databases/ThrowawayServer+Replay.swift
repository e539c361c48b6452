import Host
import Maintenance
import Synchronization

/// What a replay did not carry out.
struct PassedOver: Sendable {
  /// The groups of the log that were passed over, because they were proven to be about other schemas.
  var groups: [String] = []
  /// How many statements on other schemas were passed by for their form, and where the first stands.
  var leftOut: (count: Int, first: String)?
  /// The tables that were dropped in what was replayed.
  var dropped = DroppedTables()
}

extension ThrowawayServer {
  /// The groups of the log that were passed over, because they were proven to be about other schemas.
  var passedOver: [String] { passed.withLock { $0.groups } }
  /// How many statements on other schemas were passed by for their form, and where the first stands.
  var leftOut: (count: Int, first: String)? { passed.withLock { $0.leftOut } }

  /// The tables that were dropped in what was replayed.
  var dropped: DroppedTables { passed.withLock { $0.dropped } }

  /// Takes note of what the log drops.
  func noteDropped(_ dropped: DroppedTables) { passed.withLock { $0.dropped = dropped } }

  /// Takes note of statements on other schemas, whose effect on ours nobody can see.
  func leaveOut(_ count: Int, first: String) { passed.withLock { $0.leftOut = (count, first) } }

  /// Applies files of a binary log to what was loaded: the first from `start` on, the last up to `stop`.
  ///
  /// - Parameters:
  ///   - files: their paths, in order; they are moved away.
  ///   - stop: the position in the last file before which it ends; `nil` to its end.
  func replay(_ files: [String], from start: UInt64, stop: UInt64?) async throws(StepFailure) {
    guard let last = files.last else { return }
    await self.stop()
    var index = ""
    do throws(FileFault) {
      for (number, file) in files.enumerated() {
        let name = ThrowawayServer.relayName(number)
        try FileSystem.rename(file, to: data + "/" + name)
        index += "./" + name + "\n"
      }
      try FileSystem.writeAtomically(data + "/relay.index", Array(index.utf8))
    } catch {
      throw StepFailure(error)
    }
    let lastName = ThrowawayServer.relayName(files.count - 1)
    guard let length = FileSystem.facts(data + "/" + lastName)?.bytes else { throw StepFailure("\(last): missing") }
    try await self.start()
    var names: [String: String] = [:]
    for (number, file) in files.enumerated() {
      names[ThrowawayServer.relayName(number)] = String(file.split(separator: "/").last ?? "")
    }
    let goal = BinlogPosition(file: lastName, position: stop ?? length)
    var place = BinlogPosition(file: ThrowawayServer.relayName(0), position: start)
    while let stopped = try await apply(from: place, to: goal) {
      place = try await pass(stopped, names)
    }
  }

  /// Where the thread that applies has stopped before its goal, and why.
  private struct Stopped {
    var file: String
    var position: UInt64
    var error: String
  }

  /// Applies from a place on; `nil` when the goal is reached.
  private func apply(from place: BinlogPosition, to goal: BinlogPosition) async throws(StepFailure) -> Stopped? {
    if place.file == goal.file, place.position >= goal.position { return nil }
    // Nobody is connected to: only the thread that applies is started.
    let relay = "RELAY_LOG_FILE='\(place.file)', RELAY_LOG_POS=\(place.position)"
    let isMySQL = programs.engine == .mysql
    let begin =
      isMySQL
      ? "CHANGE REPLICATION SOURCE TO SOURCE_HOST='none', SOURCE_USER='none', " + relay
      : "CHANGE MASTER TO MASTER_HOST='none', MASTER_USER='none', MASTER_USE_GTID=no, " + relay
    let thread = isMySQL ? "START REPLICA SQL_THREAD" : "START SLAVE SQL_THREAD"
    try await context.run(
      database.statement(
        "\(begin); \(thread) UNTIL RELAY_LOG_FILE='\(goal.file)', RELAY_LOG_POS=\(goal.position)"))
    return try await follow(to: goal)
  }

  /// Waits until the goal is reached, or the server cannot apply something.
  private func follow(to goal: BinlogPosition) async throws(StepFailure) -> Stopped? {
    let question = programs.engine == .mysql ? "SHOW REPLICA STATUS" : "SHOW SLAVE STATUS"
    while !Task.isCancelled {
      let fields = try await database.row(question)
      let isRunning = (fields["Slave_SQL_Running"] ?? fields["Replica_SQL_Running"]) == "Yes"
      let name = fields["Relay_Log_File"] ?? ""
      let place = fields["Relay_Log_Pos"].flatMap { UInt64($0) } ?? 0
      if let code = fields["Last_SQL_Errno"], code != "0" {
        // While it ends, its place may be one before.
        if isRunning { continue }
        return Stopped(file: name, position: place, error: fields["Last_SQL_Error"] ?? code)
      }
      if (name == goal.file && place >= goal.position) || name > goal.file { return nil }
      guard isRunning else {
        throw StepFailure("replay: stopped at \(name):\(place), before \(goal.file):\(goal.position); " + lastWords())
      }
      context.progress(nil, name)
      try? await Task.sleep(for: .milliseconds(50))
    }
    throw StepFailure("replay: cancelled", exitStatus: Worker.cancelledStatus)
  }

  /// Looks at the group of the log that could not be applied: one that is proven to leave our schema as it is, is passed
  /// over. Answers where the next begins.
  private func pass(_ stopped: Stopped, _ names: [String: String]) async throws(StepFailure) -> BinlogPosition {
    let group = try BinlogGroup.read(data + "/" + stopped.file, at: stopped.position)
    let own = try await ownSchemas()
    let place = "\(names[stopped.file] ?? stopped.file):\(group.place)"
    guard ForeignGroup(own: own, objects: try await objects(of: own)).isProven(group) else {
      let before = Timestamp(milliseconds: Int64(group.seconds) * 1000)
      throw StepFailure(
        context.say(
          "\(place) ne peut être rejoué à l’écart : « \(group.shown) » (\(SafeText.clean(stopped.error).prefix(200))) ; "
            + "choisissez l’instant d’avant : --to \(context.plan.option(before))",
          "\(place) cannot be replayed aside: \"\(group.shown)\" (\(SafeText.clean(stopped.error).prefix(200))); "
            + "choose the moment before it: --to \(context.plan.option(before))"))
    }
    context.output.write("# \(place): \(group.shown)\n")
    passed.withLock { $0.groups.append("\(place): \(group.shown)") }
    return BinlogPosition(file: stopped.file, position: group.end)
  }

  /// Our schema, and those that hold what a restore has put in its place or taken from there.
  func ownSchemas() async throws(StepFailure) -> Set<String> {
    let rows = try await database.ask("SELECT schema_name FROM information_schema.schemata")
    let system: Set<String> = ["information_schema", "performance_schema", "mysql", "sys"]
    return Set(rows.compactMap(\.first)).subtracting(system).union([schema])
  }

  /// The names of all that they hold.
  private func objects(of schemas: Set<String>) async throws(StepFailure) -> Set<String> {
    let list = schemas.sorted().map(ServerDatabase.literal).joined(separator: ",")
    let rows = try await database.ask(
      """
      SELECT table_name FROM information_schema.tables WHERE table_schema IN (\(list)) \
      UNION SELECT routine_name FROM information_schema.routines WHERE routine_schema IN (\(list)) \
      UNION SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema IN (\(list)) \
      UNION SELECT event_name FROM information_schema.events WHERE event_schema IN (\(list))
      """)
    return Set(rows.compactMap(\.first))
  }

  private static func relayName(_ number: Int) -> String { "relay." + String(String(1_000_001 + number).dropFirst()) }
}
