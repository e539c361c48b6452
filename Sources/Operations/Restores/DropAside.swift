import Host
import Maintenance

/// `aside.drop`: drops what a restore has set aside. The argument `operation` says which restore's; without it, all whose time
/// is over by the plan and whose successor was saved and read through since.
struct DropAside: Verb {
  static let name = "aside.drop"
  static let operationArgument = "operation"

  func preview(_ context: StepContext) -> [String] {
    DropAside.chosen(context).flatMap { aside -> [String] in
      guard aside.scope == .database, let database = try? ServerDatabase(context, restoring: true) else {
        return aside.names.map { Command("rm", ["-r", $0]).display }
      }
      return aside.names.map {
        database.statement("DROP DATABASE \(ServerDatabase.identifier($0))").display
      }
    }
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    guard context.step.arguments[DropAside.operationArgument] != nil else { return [] }
    return DropAside.chosen(context).flatMap { aside -> [Preflight] in
      let (at, names) = (context.plan.exact(aside.at), aside.names.joined(separator: ", "))
      let size = aside.bytes.map { ByteWords.text($0) }
      var lines: [Preflight] = [
        .fine(
          "\(names) : état d’avant le \(at.text(in: .french))\(size.map { ", " + $0.text(in: .french) } ?? "")",
          "\(names): the state before \(at.text(in: .english))\(size.map { ", " + $0.text(in: .english) } ?? "")")
      ]
      if let verified = DropAside.verified(aside.scope, context), verified > aside.at {
        lines.append(
          .fine("Une sauvegarde relue a été faite depuis", "A backup that was read through was made since"))
      } else {
        lines.append(
          .critical(
            "Aucune sauvegarde complète relue depuis : c’est la seule autre copie ; faites-en une d’abord",
            "No full backup was made and read through since: this is the only other copy; make one first"))
      }
      return lines
    }
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    var dropped: [String] = []
    for aside in DropAside.chosen(context) {
      // What holds when it is done, not only when it was asked for.
      guard let verified = DropAside.verified(aside.scope, context), verified > aside.at else {
        throw StepFailure(
          context.say(
            "\(aside.names.joined(separator: ", ")) : aucune sauvegarde relue depuis",
            "\(aside.names.joined(separator: ", ")): no backup read through since"))
      }
      if aside.scope == .database, Order.isServer(context.plan) {
        let database = try ServerDatabase.usable(context, restoring: true)
        for name in aside.names where SchemaNames.isAside(name, of: database.plan.schema) {
          try await context.run(
            database.statement("DROP DATABASE IF EXISTS \(ServerDatabase.identifier(name))", limitSeconds: 3600))
        }
        // Without its record nothing is taken for set aside.
        do throws(FileFault) {
          try FileSystem.removeFile(SwapRecord.path(aside.operation, context.state))
          try FileSystem.removeFile(RowsRecord.path(aside.operation, context.state))
        } catch {
          throw StepFailure(error)
        }
      } else {
        for name in aside.names {
          do throws(FileFault) { try FileSystem.removeTree(name) } catch { throw StepFailure(error) }
        }
      }
      dropped += aside.names
    }
    guard !dropped.isEmpty else {
      return .skipped(context.say("rien de mis de côté à ôter", "nothing set aside to drop"))
    }
    return StepOutcome(
      exitStatus: 0,
      message: context.say("ôté : ", "dropped: ") + dropped.joined(separator: ", "))
  }

  /// What the step means.
  private static func chosen(_ context: StepContext) -> [SetAside] {
    let all = SetAsides.list(plan: context.plan, state: context.state)
    if let operation = context.step.arguments[operationArgument] { return all.filter { $0.operation == operation } }
    return all.filter {
      $0.isOver(
        keepSeconds: context.plan.folders.keepAsideSeconds, verified: verified($0.scope, context), now: context.now)
    }
  }

  /// When the newest full backup of a scope that was read through was taken; a safety copy holds what was replaced.
  private static func verified(_ scope: RestoreScope, _ context: StepContext) -> Timestamp? {
    let leg: BackupLeg =
      switch scope {
      case .database: .databaseFull
      case .files: .filesFull
      case .configuration: .configurationFull
      }
    return Catalogue.soundManifests(backups: context.backups, leg: leg).filter { manifest in
      !manifest.remarks.contains(BackupManifest.safetyRemark) && manifest.takenAt <= context.now
        && BackupFolder(id: manifest.id, backups: context.backups)?.evidence().verifiedAt != nil
    }.map(\.takenAt).max()
  }
}
