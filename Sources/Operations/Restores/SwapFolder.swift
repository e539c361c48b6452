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
    for swap in swaps { try swap.perform() }
    let kept = swaps.flatMap(\.names.allKept)
    if context.step.arguments["reverts"] != nil { return SwapDatabase.putBack(kept.joined(separator: ", "), context) }
    guard !kept.isEmpty else { return StepOutcome(message: swaps.map(\.names.target).joined(separator: ", ")) }
    return StepOutcome(message: context.say("l’ancien : ", "the old one: ") + kept.joined(separator: ", "))
  }

  private func swaps(_ context: StepContext) throws(StepFailure) -> [FolderSwap] {
    var swaps: [FolderSwap] = []
    if let earlier = context.step.arguments["reverts"] {
      for item in ArchiveItem.of(try FolderRestore.scope(context), plan: context.plan) {
        swaps.append(try FolderSwap(item, reverting: earlier, context))
      }
      return swaps
    }
    for restore in try FolderRestore.all(try VerifyBackup.folder(context).manifest(), context) {
      swaps.append(try FolderSwap(restore, built: try context.fact(restore.fact), context))
    }
    return swaps
  }
}
