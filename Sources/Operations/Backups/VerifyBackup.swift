import Host
import Maintenance

/// `backup.verify`: reads a whole backup through. The argument `backup` is its id; without it, the backup that an earlier
/// step has made; with `made` = `safety`, the safety copy that one has made, if it made one.
struct VerifyBackup: Verb {
  static let name = "backup.verify"
  /// The argument that says that a later step rebuilds a server's dump and so reads it through: only its sums are checked.
  static let rebuiltArgument = "rebuilt"

  func preview(_ context: StepContext) -> [String] {
    guard let folder = try? VerifyBackup.folder(context) else { return [] }
    return ["cd \(Command("cd", [folder.path]).display.dropFirst(3)) && sha256sum -c \(ChecksumList.name)"]
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    guard let id = context.step.arguments["backup"] else { return [] }
    guard let folder = BackupFolder(id: id, backups: context.backups), let facts = folder.facts() else {
      return [.critical("La sauvegarde \(id) n’existe pas", "There is no backup \(id)")]
    }
    let tools = BackupPreflight.tools(
      facts.manifest.server.map { _ in
        Set(facts.manifest.artefacts.map { Compression.of(file: $0.name).unpacking().executable }).sorted()
      } ?? ["gzip", folder.leg.scope == .database ? "sqlite3" : "tar"])
    if let fault = facts.fault {
      return tools + [.critical("\(id) : défaut : \(fault)", "\(id): fault: \(fault)")]
    }
    let taken = context.plan.exact(facts.manifest.takenAt)
    let holds = BackupContents(facts.manifest).words
    return tools + [
      .fine(
        "Sauvegarde \(id) du \(taken.text(in: .french)), \(holds.text(in: .french))",
        "Backup \(id) of \(taken.text(in: .english)), \(holds.text(in: .english))")
    ]
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    if let fact = VerifyBackup.safetyFact(context), context.facts[fact] == nil {
      return .skipped(context.say("aucune copie de sûreté à relire", "no safety copy to read"))
    }
    let folder = try VerifyBackup.folder(context)
    do throws(StepFailure) {
      let isRebuilt = context.step.arguments[VerifyBackup.rebuiltArgument] != nil
      let manifest = try await BackupCheck.all(folder, readsDumps: !isRebuilt, context)
      let now = context.now
      if !isRebuilt {
        try folder.record {
          $0.verifiedAt = now
          $0.fault = nil
        }
      }
      let found = BackupContents(manifest).words
      return StepOutcome(
        exitStatus: 0,
        // What was found comes first: where room is short, the id is what can be done without.
        message: context.say(
          "intègre, \(found.text(in: .french)) : \(folder.id)", "whole, \(found.text(in: .english)): \(folder.id)"),
        facts: VerifyBackup.safetyFact(context) != nil ? [:] : [BackupReport.fact: folder.id])
    } catch {
      throw VerifyBackup.noted(error, folder)
    }
  }

  /// Keeps what was found wrong with a backup. A check that was cancelled or could not run says nothing of it.
  static func noted(_ error: StepFailure, _ folder: BackupFolder) -> StepFailure {
    if !Task.isCancelled, FileSystem.exists(folder.file(BackupFolder.manifestName)), error.exitStatus != 127 {
      try? folder.record { $0.fault = error.message }
    }
    return error
  }

  /// The fact that names the safety copy, where the step means that.
  private static func safetyFact(_ context: StepContext) -> String? {
    guard context.step.verb == name, context.step.arguments["made"] == "safety" else { return nil }
    let scope = context.step.arguments["scope"].flatMap(RestoreScope.init) ?? .database
    return BackupReport.safetyFact(scope)
  }

  static func folder(_ context: StepContext) throws(StepFailure) -> BackupFolder {
    let id: String
    if let fact = safetyFact(context) {
      id = try context.fact(fact)
    } else if let named = context.step.arguments["backup"] {
      id = named
    } else {
      id = try context.fact(BackupReport.fact)
    }
    guard let folder = BackupFolder(id: id, backups: context.backups) else {
      throw StepFailure("\(id): not a backup id")
    }
    return folder
  }
}
