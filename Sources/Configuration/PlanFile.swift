import Glibc
import Maintenance

/// A plan file on disk.
public enum PlanFile {
  /// Opens the file, refuses it when others may write it (``PlanOwnership``), and loads it. What is judged is the opened
  /// file itself, not a name that may point elsewhere a moment later.
  public static func load(
    path: String, isKnownZone: (String) -> Bool = Zone.isPlausibleName
  ) throws(PlanFaults) -> LoadedPlan {
    let read = try RegularFile.read(path, named: path) { mode, owner in
      PlanOwnership.fault(file: path, mode: mode, owner: owner, uid: geteuid())
    }
    guard let bytes = read else { throw RegularFile.unreadable(path, ENOENT) }
    return try PlanLoader.load(bytes: bytes, file: path, isKnownZone: isKnownZone)
  }
}
