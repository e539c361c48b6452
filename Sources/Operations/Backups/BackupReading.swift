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

  /// What is found of each backup of a leg; cheap: artefacts are not read.
  static func facts(_ folder: String, _ leg: BackupLeg) -> [BackupFacts] {
    ((try? FileSystem.names(in: folder + "/" + leg.rawValue)) ?? []).compactMap {
      BackupFolder(id: $0, backups: folder)?.facts()
    }
  }

  /// The leg of full backups with what can be reached from them through the binary log.
  public static func withRecovery(_ leg: LegStatus, _ folder: String) -> LegStatus {
    BackupRules.withRecovery(
      leg, fulls: facts(folder, .databaseFull),
      archives: [BackupLeg.databaseLog, .databaseDifferential].flatMap { facts(folder, $0) })
  }
}
