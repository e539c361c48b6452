import Glibc
import Host

/// The names beside a target that an operation uses: all in the target's own folder, so that a rename swaps them.
struct SwapNames: Sendable {
  let target: String
  let operation: String

  /// The front of the names under which the new state is built; each run of a worker builds under a name of its own, so
  /// that a program that outlived a dead worker cannot touch what the next one builds.
  var buildPrefix: String { target + ".restore-" + operation }
  /// The name for this process.
  var build: String { buildPrefix + "-\(getpid())" }
  /// Where what was live is kept.
  var kept: String { target + ".before-" + operation }
  /// Where something unexpected in the live place goes.
  var stray: String { target + ".stray-" + operation }

  /// Whether a path below a target is something that a restore has built or set aside there.
  static func isOurs(_ path: [UInt8]) -> Bool {
    guard let name = path.split(separator: 0x2F).last, name.starts(with: Array(".vigie-".utf8)) else { return false }
    return name.starts(with: Array(".vigie-restore-".utf8)) || name.starts(with: Array(".vigie-before-".utf8))
  }

  /// Removes what earlier runs have built.
  func removeBuilds() throws(FileFault) {
    let folder = FileSystem.parent(of: target)
    let prefix = FileSystem.name(of: buildPrefix)
    guard FileSystem.exists(folder) else { return }
    for name in try FileSystem.names(in: folder) where name.hasPrefix(prefix) {
      try FileSystem.removeTree(folder + "/" + name)
    }
  }

  /// The swap of what was built, or of what another operation has kept.
  func swap(incoming: String, companions: [String] = []) -> Swap {
    Swap(incoming: incoming, live: target, kept: kept, stray: stray, companions: companions)
  }
}
