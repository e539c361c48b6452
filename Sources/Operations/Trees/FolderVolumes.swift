import Host
import Maintenance

/// What is mounted in a folder that is saved: volumes are saved with the rest, what only the kernel says is not.
struct FolderVolumes: Sendable {
  private let mounts: Set<[UInt8]>
  /// The mounts of which nothing but the place is saved.
  let kernels: [[UInt8]]
  private let volumes: [[UInt8]]

  init(_ root: String) throws(StepFailure) {
    do throws(FileFault) {
      let found = try MountTable.below(root)
      mounts = Set(found.map(\.path))
      kernels = found.filter { $0.isKernels && !$0.path.isEmpty }.map(\.path)
      volumes = found.filter { !$0.isKernels && !$0.path.isEmpty }.map(\.path)
    } catch {
      throw StepFailure(error)
    }
  }

  /// Whether a path is not saved: what a restore has put there for itself, and what is below a mount of the kernel's.
  func leavesOut(_ path: [UInt8]) -> Bool {
    SwapNames.isOurs(path) || kernels.contains { path.starts(with: $0 + [0x2F]) }
  }

  /// The records, those of mounts marked.
  func marked(_ records: [TreeRecord]) -> [TreeRecord] {
    guard !mounts.isEmpty else { return records }
    return records.map { record in
      var record = record
      record.isMount = mounts.contains(record.path)
      return record
    }
  }

  /// What is to be said before.
  func lines(_ root: String) -> [Preflight] {
    volumes.map { path in
      let place = root + "/" + ByteName.shown(path)
      return .fine("\(place) est un volume : sauvegardé avec le reste", "\(place) is a volume: saved with the rest")
    }
      + kernels.map { path in
        let place = root + "/" + ByteName.shown(path)
        return .fine("\(place) est tenu par le noyau : laissé de côté", "\(place) is kept by the kernel: left out")
      }
  }
}
