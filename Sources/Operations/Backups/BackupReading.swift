import Glibc
import Host
import Maintenance

/// The catalogue of a leg as a reading: what cannot be listed is unavailable and says why, it is not an empty list.
public enum BackupReading {
  /// The backups of a leg, newest first.
  public static func read(_ folder: String, _ plan: BackupPlan, at now: Timestamp) -> Reading<[BackupSummary]> {
    do {
      return .known(try Catalogue.list(backups: folder, leg: plan.leg, plan: plan, now: now), at: now)
    } catch {
      let kind: Unavailability.Kind = error.code == EACCES || error.code == EPERM ? .denied : .failed
      return .unavailable(Unavailability(kind, error.description))
    }
  }
}
