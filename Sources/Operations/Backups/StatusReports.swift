import Host
import Maintenance

/// The dated reports of all backups, `STATE/reports/backups-20261122T070000Z.txt`.
public enum StatusReports {
  /// When the last one was ordered; to the second.
  public static func latest(_ state: StateFolder) -> Timestamp? {
    ((try? FileSystem.names(in: state.reports)) ?? []).compactMap { name in
      name.hasPrefix("backups-") ? DrillReports.moment(name.dropFirst(8).prefix { $0 != "." }) : nil
    }.max()
  }
}
