import Host
import Maintenance

/// Loads a schema that was proven aside into an empty one on the live server, and compares what came.
struct SchemaLoad {
  let rebuilt: RebuiltSchema
  let target: ServerDatabase
  let context: StepContext

  init(_ rebuilt: RebuiltSchema, into target: ServerDatabase, _ context: StepContext) {
    self.rebuilt = rebuilt
    self.target = target
    self.context = context
  }

  /// Makes the schema, loads the tables, then what reads them. Scheduled events are only tried, in the rehearsal, and none of
  /// them may run there.
  func perform() async throws(StepFailure) {
    let form = SchemaForm(rebuilt.createStatement)
    try await context.run(target.statement(form.create(target.plan.schema)))
    try await fill(form)
  }

  /// The same into a schema that is there, and empty.
  func fill(_ form: SchemaForm) async throws(StepFailure) {
    let expected = FileSystem.facts(rebuilt.dump)?.bytes ?? 0
    context.progress(0.1, context.say(ByteWords.text(expected)))
    try await context.run(target.source(rebuilt.dump, schema: target.plan.schema))
    context.progress(0.7, nil)
    let live = context.plan.databases.first?.schema ?? ""
    var objects: [CodeObject] = []
    for object in rebuilt.code.objects where object.kind != .event || SchemaNames.isNew(target.plan.schema) {
      guard let aside = object.moved(from: live, to: target.plan.schema) else {
        throw StepFailure(
          context.say(
            "le déclencheur \(object.name) nomme sa base : recréez-le sans elle (CREATE TRIGGER \(object.name) …)",
            "the trigger \(object.name) names its schema: make it anew without (CREATE TRIGGER \(object.name) …)"))
      }
      objects.append(aside)
    }
    let script = SchemaCode.script(for: objects, in: target.plan.schema, form: form, events: false)
    try await target.perform(script, name: "code")
  }

  /// Holds it against what was proven: every table's checksum, every object.
  ///
  /// - Parameter counting: whether what is not a table is counted; where it was put in place it is held text by text.
  func compare(counting: Bool = true) async throws(StepFailure) {
    let sums = try await target.checksums()
    let wrong = Set(sums.keys).union(rebuilt.checksums.keys).filter { sums[$0] != rebuilt.checksums[$0] }.sorted()
    guard wrong.isEmpty else {
      throw StepFailure(
        context.say("tables différentes de ce qui a été prouvé : ", "tables unlike what was proven: ")
          + wrong.joined(separator: ", "))
    }
    try await compareObjects(counting: counting)
  }

  /// Holds what there is, rows apart, against what was proven.
  func compareObjects(counting: Bool = true) async throws(StepFailure) {
    let movable = Set(try await target.movableTables(in: target.plan.schema))
    let missing = Set(rebuilt.tables).symmetricDifference(movable).sorted()
    guard missing.isEmpty else { throw StepFailure("\(target.plan.schema): \(missing.joined(separator: ", "))") }
    guard counting else { return }
    let objects = try await target.objects()
    let broken = rebuilt.code.objects.filter(\.isBroken)
    var expected = rebuilt.contents.filter { $0.key.hasPrefix("(") }
    if let views = expected["(view)"] { expected["(view)"] = views - broken.count }
    // Events whose time has passed cannot be made: the schedule is looked at when they are put back.
    expected["(event)"] = nil
    var found = objects.contents
    found["(event)"] = nil
    if let difference = SQLiteDatabase.difference(found, expected: expected) {
      throw StepFailure("\(target.plan.schema): \(difference)")
    }
  }
}

extension SchemaNames {
  /// Whether a name is that of a schema which is loaded beside a live one.
  static func isNew(_ name: String) -> Bool { name.contains("__new_") }
}

extension ServerDatabase {
  /// The same server and account with another schema.
  func named(_ schema: String) -> ServerDatabase {
    var plan = plan
    plan.schema = schema
    return ServerDatabase(plan: plan, credentials: credentials, context: context)
  }
}
