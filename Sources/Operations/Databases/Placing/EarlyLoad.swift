import Host
import Maintenance

/// Loads the tables of what was proven aside into the schema of the rehearsal, on the live server, while they are written out
/// for it: `dump | head | tee rebuilt.sql | client`. It saves the time of the writing, and nothing relies on it: what goes wrong with
/// it leaves no trace, and the rehearsal does all of it in its turn; what goes well, the rehearsal holds against what was proven.
struct EarlyLoad {
  private let staged: ServerDatabase
  private let rebuilt: RebuiltSchema
  private let context: StepContext

  /// `nil` where it is not to be tried: the operation has no rehearsal of whole tables, or has put them in place already, or the
  /// server has no room for two, or cannot be asked. What an earlier run has left of it is gone then too.
  ///
  /// - Parameter incoming: how long what is loaded will be, about, in bytes.
  init?(_ rebuilt: RebuiltSchema, incoming: UInt64, _ context: StepContext) async {
    guard let staging = EarlyLoad.staging(context), staging.step.arguments[SchemaRoom.narrowArgument] == nil else {
      return nil
    }
    do throws(StepFailure) {
      // What was loaded may be live since.
      guard try SwapRecord.recall(context.operation, context.state) == nil else { return nil }
      let live = try ServerDatabase.usable(staging, restoring: true)
      staged = live.named(SchemaNames(live: live.plan.schema, operation: context.operation).new)
      try await StageSchema.drop(staged, staging)
      guard case .forTwo = try await SchemaRoom.read(live, incoming: incoming) else { return nil }
      try await staging.run(staged.statement(SchemaForm(rebuilt.createStatement).create(staged.plan.schema)))
    } catch {
      // The rehearsal says it, and what to do about it.
      return nil
    }
    self.rebuilt = rebuilt
    self.context = staging
  }

  /// Writes the tables out and loads them. Answers whether they are written out; else nothing is done yet.
  ///
  /// - Parameter dump: writes them to its standard output.
  func write(_ dump: Command) async throws(StepFailure) -> Bool {
    let passing = PassingDigest()
    // It goes on writing the file when the client is gone.
    var keeping = Command("tee", ["--output-error=warn-nopipe", rebuilt.dump], limitSeconds: 4 * 3600)
    keeping.outputSink = passing.sink
    var loading = staged.source(nil, schema: staged.plan.schema)
    loading.isDispensable = true
    do throws(StepFailure) {
      // Nobody else may read it.
      do throws(FileFault) { try FileSystem.writeAtomically(rebuilt.dump, []) } catch { throw StepFailure(error) }
      let results = try await context.run(pipeline: [dump, DumpHead.wideningFilter, keeping, loading])
      if let faulty = results.dropLast().first(where: { !$0.errorOutput.isEmpty }) {
        throw StepFailure(SafeText.clean(faulty.errorText))
      }
      // Its head is as it shall be, unless it is one that the filter does not know.
      try DumpHead.widen(rebuilt.dump)
      guard results.last?.isSuccess == true else {
        await drop()
        return true
      }
      let bytes = FileSystem.facts(rebuilt.dump)?.bytes ?? 0
      try LoadedTables(schema: staged.plan.schema, bytes: bytes, sha256: passing.hexadecimal).keep(context)
      return true
    } catch {
      await drop()
      if Task.isCancelled { throw error }
      context.output.write(
        context.say("-- écrit de nouveau, sans charger\u{A0}: ", "-- written anew, without loading: ") + error.message
          + "\n")
      return false
    }
  }

  /// A task of its own: what is cancelled is cleared up all the same.
  private func drop() async {
    await Task { [staged, context] in try? await StageSchema.drop(staged, context) }.value
  }

  /// Drops what was loaded whole, when the operation ends. What is there in part is dropped at once, or by the rehearsal's step.
  static func undo(_ context: StepContext) async -> String? {
    guard let staging = staging(context), FileSystem.exists(LoadedTables.path(context.operation, context.state)) else {
      return nil
    }
    return await StageSchema().undo(staging)
  }

  /// The context of the operation's rehearsal; `nil` where it has none.
  private static func staging(_ context: StepContext) -> StepContext? {
    guard let folder = OperationFolder(id: context.operation, state: context.state),
      let step = try? folder.ticket().procedure.steps.first(where: { $0.verb == StageSchema.name })
    else { return nil }
    var staging = context
    staging.step = step
    return staging
  }
}
