import Host
import Maintenance

/// `backup.prune`: deletes the backups whose time is over and that nothing needs, and says of each why it stays or goes.
struct PruneBackups: Verb {
  static let name = "backup.prune"
  /// What is added to the name of a backup that is being deleted: it is none any more.
  static let ending = ".gone"

  func preview(_ context: StepContext) -> [String] {
    PruneBackups.decisions(context).filter { !$0.reason.isKept }.compactMap { decision in
      BackupFolder(id: decision.id, backups: context.backups).map { Command("rm", ["-r", $0.path]).display }
    }
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    PruneBackups.surges(context).map { Preflight(severity: .warning, text: $0.text) }
      + PruneBackups.decisions(context).map { decision in
        .fine(
          "\(decision.id) : \(decision.reason.text.text(in: .french))",
          "\(decision.id): \(decision.reason.text.text(in: .english))")
      }
  }

  func confirmation(_ context: StepContext) -> Confirmation? {
    PruneBackups.surges(context).isEmpty ? nil : .typeName("backups")
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    try PruneBackups.finish(context)
    let decisions = PruneBackups.decisions(context)
    // Many at once were confirmed by name before.
    try PrunedBackups.add(decisions.filter { !$0.reason.isKept }.map(\.id), context.state)
    var gone = 0
    for decision in decisions {
      context.output.write("\(decision.id): \(context.say(decision.reason.text))\n")
      guard !decision.reason.isKept, let folder = BackupFolder(id: decision.id, backups: context.backups) else {
        continue
      }
      if Task.isCancelled { throw StepFailure("cancelled", exitStatus: Worker.cancelledStatus) }
      do throws(FileFault) {
        // Without its manifest it is no backup any more, whatever is left of it.
        try FileSystem.rename(folder.path, to: folder.path + PruneBackups.ending)
        try FileSystem.syncFolder(FileSystem.parent(of: folder.path))
        try FileSystem.removeTree(folder.path + PruneBackups.ending)
      } catch {
        throw StepFailure(error)
      }
      gone += 1
    }
    return StepOutcome(
      exitStatus: 0,
      message: context.say(
        "\(gone) supprimées, \(decisions.count - gone) gardées", "\(gone) deleted, \(decisions.count - gone) kept"))
  }

  /// Throws away what an earlier run had begun to delete when it was ended.
  private static func finish(_ context: StepContext) throws(StepFailure) {
    for leg in BackupLeg.allCases {
      let place = context.backups + "/" + leg.rawValue
      do throws(FileFault) {
        guard FileSystem.exists(place) else { continue }
        for name in try FileSystem.names(in: place) where name.hasSuffix(PruneBackups.ending) {
          try FileSystem.removeTree(place + "/" + name)
        }
      } catch {
        throw StepFailure(error)
      }
    }
  }

  /// The decisions for all backups of the folder, oldest first.
  static func decisions(_ context: StepContext) -> [RetentionDecision] {
    Retention.decide(items(context), plans: context.plan.backups, now: context.now)
  }

  /// The legs of which so many would go that a person is asked.
  private static func surges(_ context: StepContext) -> [RetentionSurge] {
    Retention.surges(decisions(context), of: items(context))
  }

  private static func items(_ context: StepContext) -> [RetentionItem] {
    let items = BackupLeg.allCases.flatMap { leg -> [RetentionItem] in
      ((try? FileSystem.names(in: context.backups + "/" + leg.rawValue)) ?? []).compactMap { name in
        BackupFolder(id: name, backups: context.backups)?.facts().map { RetentionItem($0) }
      }
    }
    return items.sorted { ($0.takenAt, $0.id) < ($1.takenAt, $1.id) }
  }
}
