import Glibc
import Host

/// The names that an operation uses for a target: all beside it, so that a rename swaps them; within it where it is a volume.
struct SwapNames: Sendable {
  let target: String
  let operation: String
  /// Whether the target is a folder on which something is mounted.
  let isWithin: Bool

  init(target: String, operation: String) {
    self.target = target
    self.operation = operation
    isWithin =
      FileSystem.facts(target)?.kind == .folder
      && ((try? MountTable.below(target)) ?? []).contains { $0.path.isEmpty }
  }

  /// The front of the names under which the new state is built; each run of a worker builds under a name of its own, so
  /// that a program that outlived a dead worker cannot touch what the next one builds.
  var buildPrefix: String { target + (isWithin ? "/.vigie-" : ".") + SwapNames.building + operation }
  /// The name for this process.
  var build: String { buildPrefix + "-\(getpid())" }
  /// Where what was live is kept.
  var kept: String { isWithin ? target + SwapNames.within(operation) : target + ".before-" + operation }
  /// The tree in it: within a target nobody else shall enter.
  var keptTree: String { isWithin ? kept + "/tree" : kept }
  private static let building = "restore-"
  /// Where it is kept within a volume.
  private static func within(_ operation: String) -> String { "/.vigie-before-" + operation }

  /// Everything that an operation has kept for this target and that is still there: also within the volumes in it.
  var allKept: [String] {
    let volumes = (try? MountedPlaces(target)).map { places in
      places.exchanged.map { String(decoding: places.place($0), as: UTF8.self) + SwapNames.within(operation) }
    }
    return ([kept] + (volumes ?? [])).filter(FileSystem.exists)
  }

  /// Where the state of a volume in the target is built, by where that of the target was, and where it is kept.
  func built(in volume: [UInt8], as built: String) -> [UInt8] {
    let name = FileSystem.name(of: built)
    let end = name.ranges(of: SwapNames.building).last.map { String(name[$0.upperBound...]) } ?? operation
    return volume + Array(("/.vigie-" + SwapNames.building + end).utf8)
  }

  func kept(in volume: [UInt8]) -> [UInt8] { volume + Array((SwapNames.within(operation) + "/tree").utf8) }
  /// Where something unexpected in the live place goes.
  var stray: String { target + ".stray-" + operation }

  /// Whether a path below a target is something that a restore has built or set aside there.
  static func isOurs(_ path: [UInt8]) -> Bool {
    let name = path[(path.lastIndex(of: 0x2F).map { $0 + 1 } ?? 0)...]
    guard name.first == 0x2E, name.starts(with: ".vigie-".utf8) else { return false }
    return name.starts(with: ".vigie-restore-".utf8) || name.starts(with: ".vigie-before-".utf8)
  }

  /// Removes what earlier runs have built.
  func removeBuilds() throws(FileFault) {
    if let places = try? MountedPlaces(target) {
      let prefix = Array((".vigie-" + SwapNames.building + operation).utf8)
      for path in (places.isRootMounted ? [[]] : []) + places.exchanged {
        try SwapNames.remove(prefix, in: places.place(path))
      }
    }
    let folder = FileSystem.parent(of: target)
    let prefix = FileSystem.name(of: target) + "." + SwapNames.building + operation
    guard FileSystem.exists(folder) else { return }
    for name in try FileSystem.names(in: folder) where name.hasPrefix(prefix) {
      try FileSystem.removeTree(folder + "/" + name)
    }
  }

  /// Removes what begins so from a volume, whose own time is not changed by it.
  private static func remove(_ prefix: [UInt8], in volume: [UInt8]) throws(FileFault) {
    let names = try FileSystem.names(in: volume).filter { $0.starts(with: prefix) }
    guard !names.isEmpty else { return }
    try FolderClothes.keeping(volume) { () throws(FileFault) in
      for name in names { try FileSystem.removeTree(PlacedSwap.join(volume, name)) }
    }
  }

  /// The swap of what was built, or of what another operation has kept.
  func swap(incoming: String, companions: [String] = []) -> Swap {
    Swap(incoming: incoming, live: target, kept: kept, stray: stray, companions: companions)
  }
}
