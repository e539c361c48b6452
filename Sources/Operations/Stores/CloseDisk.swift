import Host
import Maintenance

/// `disk.close`: unmounts and closes the disk of a store, if the operation has opened it: what lies on it can then be
/// unplugged.
struct CloseDisk: Verb {
  static let name = "disk.close"

  func preview(_ context: StepContext) -> [String] {
    guard let disk = try? OpenDisk.disk(context), disk.mountPoint() == nil else { return [] }
    return [disk.unmount.display] + (disk.store.luks == nil ? [] : [disk.close.display])
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    guard let said = try await CloseDisk.close(context) else {
      return .skipped(context.say("il était monté avant : il le reste", "it was mounted before: it stays so"))
    }
    return StepOutcome(exitStatus: 0, message: said)
  }

  /// Closes what the operation has opened; `nil` when it has opened nothing.
  static func close(_ context: StepContext) async throws(StepFailure) -> String? {
    guard FileSystem.exists(OpenDisk.mark(context)) else { return nil }
    let disk = try OpenDisk.disk(context)
    if disk.mountPoint() == disk.ownPoint { try await context.run(disk.unmount) }
    // Only what bears our name: a container that a person has opened has another.
    if disk.store.luks != nil, FileSystem.exists(context.host.roots.root + "/dev/mapper/" + disk.mapping) {
      try await context.run(disk.close)
    }
    try? FileSystem.removeFile(OpenDisk.mark(context))
    return context.say("\(disk.store.name) peut être débranché", "\(disk.store.name) can be unplugged")
  }
}
