import Host
import Maintenance

/// `disk.open`: opens and mounts the disk of a store, unless a person has. What was opened is remembered in the operation's
/// folder before it is, so that it is closed again however the operation ends.
struct OpenDisk: Verb {
  static let name = "disk.open"

  func preview(_ context: StepContext) -> [String] {
    guard let disk = try? OpenDisk.disk(context), disk.mountPoint() == nil else { return [] }
    let opening = disk.device() == nil ? disk.container().map { [disk.open($0).display] } ?? [] : []
    return opening + [disk.mount(disk.device() ?? "/dev/mapper/" + disk.mapping).display]
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    do throws(StepFailure) {
      let disk = try OpenDisk.disk(context)
      if let fault = disk.fault() { return [Preflight(severity: .critical, text: fault)] }
      let tools = disk.device() == nil && disk.mountPoint() == nil ? ["cryptsetup"] : []
      return BackupPreflight.tools(["mount", "blkid"] + tools)
    } catch {
      return [Preflight(severity: .critical, text: LocalizedText(error.message))]
    }
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let disk = try OpenDisk.disk(context)
    if let point = disk.mountPoint(), !FileSystem.exists(OpenDisk.mark(context)) {
      return .skipped(context.say("déjà monté : \(point)", "mounted already: \(point)"))
    }
    if let fault = disk.fault() { throw StepFailure(context.say(fault)) }
    if disk.mountPoint() == nil {
      do throws(FileFault) {
        try FileSystem.writeAtomically(OpenDisk.mark(context), [])
        try FileSystem.makeFolder(disk.ownPoint)
      } catch {
        throw StepFailure(error)
      }
      if disk.device() == nil, let container = disk.container() { try await context.run(disk.open(container)) }
      let device = disk.device() ?? "/dev/mapper/" + disk.mapping
      let found = try await context.run(disk.identify(device)).text.filter { !$0.isWhitespace }
      guard found.lowercased() == disk.uuid.lowercased() else {
        throw StepFailure(
          context.say(
            "\(device) porte l’UUID \(found), et non \(disk.uuid) : ce n’est pas le disque \(disk.store.name)",
            "\(device) bears the UUID \(found), not \(disk.uuid): it is not the disk \(disk.store.name)"))
      }
      try await context.run(disk.mount(device))
    }
    return StepOutcome(exitStatus: 0, message: context.say("monté : ", "mounted: ") + disk.ownPoint)
  }

  func undo(_ context: StepContext) async -> String? {
    do throws(StepFailure) { return try await CloseDisk.close(context) } catch {
      return context.say("le disque reste monté : ", "the disk stays mounted: ") + error.message
    }
  }

  static func disk(_ context: StepContext) throws(StepFailure) -> OfflineDisk {
    try OfflineDisk(try StorePlace(context).store, context)
  }

  /// Says that the operation has opened it.
  static func mark(_ context: StepContext) -> String {
    context.state.operation(context.operation) + "/disk"
  }
}
