import Host
import Maintenance

/// `restore.folder.swap`: puts what was extracted in the live place; what was there stays beside it. With the argument
/// `reverts`, what that operation has kept comes back.
struct SwapFolder: Verb {
  static let name = "restore.folder.swap"

  func preview(_ context: StepContext) -> [String] {
    guard let scope = try? FolderRestore.scope(context) else { return [] }
    return ArchiveItem.of(scope, plan: context.plan).flatMap { item in
      let names = SwapNames(target: item.path, operation: context.operation)
      let earlier = context.step.arguments["reverts"].map { SwapNames(target: item.path, operation: $0).kept }
      return SwapDatabase.commands(names, incoming: earlier ?? names.buildPrefix)
    }
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let swaps = try swaps(context)
    do throws(FileFault) {
      for swap in swaps { try swap.perform() }
    } catch {
      throw StepFailure(error)
    }
    let kept = swaps.map(\.kept).filter(FileSystem.exists)
    if context.step.arguments["reverts"] != nil { return SwapDatabase.putBack(kept.joined(separator: ", "), context) }
    guard !kept.isEmpty else { return StepOutcome(message: swaps.map(\.live).joined(separator: ", ")) }
    return StepOutcome(message: context.say("l’ancien : ", "the old one: ") + kept.joined(separator: ", "))
  }

  private func swaps(_ context: StepContext) throws(StepFailure) -> [Swap] {
    if let earlier = context.step.arguments["reverts"] {
      let items = ArchiveItem.of(try FolderRestore.scope(context), plan: context.plan)
      return items.map { item in
        SwapNames(target: item.path, operation: context.operation)
          .swap(incoming: SwapNames(target: item.path, operation: earlier).kept)
      }
    }
    var swaps: [Swap] = []
    for restore in try FolderRestore.all(try VerifyBackup.folder(context).manifest(), context) {
      swaps.append(restore.names.swap(incoming: restore.payload(in: try context.fact(restore.fact))))
    }
    return swaps
  }
}
