import Host
import Maintenance

/// The backups that are published in a folder.
public enum Catalogue {
  /// The backups of a leg, newest first, judged as ``BackupTrust`` does. Cheap: it reads manifests and sizes, not
  /// artefacts. What has no manifest is not listed: it is not a backup.
  public static func list(backups: String, leg: BackupLeg, plan: BackupPlan?, now: Timestamp) throws(FileFault)
    -> [BackupSummary]
  {
    let folder = backups + "/" + leg.rawValue
    guard FileSystem.exists(folder) else { return [] }
    let found = try FileSystem.names(in: folder).compactMap { name -> BackupFacts? in
      guard let backup = BackupFolder(id: name, backups: backups), backup.leg == leg else { return nil }
      return backup.facts()
    }
    return BackupTrust.catalogue(found, plan: plan, now: now)
  }

  /// The manifests of a leg, in no order.
  static func manifests(backups: String, leg: BackupLeg) -> [BackupManifest] {
    ((try? FileSystem.names(in: backups + "/" + leg.rawValue)) ?? []).compactMap { manifest(backups: backups, id: $0) }
  }

  /// The manifests of a leg's backups in which nothing wrong is known.
  static func soundManifests(backups: String, leg: BackupLeg) -> [BackupManifest] {
    ((try? FileSystem.names(in: backups + "/" + leg.rawValue)) ?? []).compactMap { name in
      guard let facts = BackupFolder(id: name, backups: backups)?.facts(), facts.fault == nil,
        facts.evidence.fault == nil
      else { return nil }
      return facts.manifest
    }
  }

  /// The newest full backup before a moment in which nothing wrong is known, safety copies included: they are as good.
  static func full(backups: String, before moment: Timestamp) -> BackupManifest? {
    soundManifests(backups: backups, leg: .databaseFull).filter { $0.takenAt <= moment }.max { $0.takenAt < $1.takenAt }
  }

  /// The manifest of a backup; `nil` when there is none of that id.
  public static func manifest(backups: String, id: String) -> BackupManifest? {
    try? BackupFolder(id: id, backups: backups)?.manifest()
  }

  /// The newest backup of a leg in which nothing wrong is known; `nil` when there is none. The copy that a restore took
  /// of what it replaced is not meant: who restores again does not want the broken state back. One that is dated in the
  /// future is taken only where there is no other: a host that was installed anew may not know the time yet.
  public static func newest(backups: String, leg: BackupLeg, now: Timestamp) -> BackupSummary? {
    try? list(backups: backups, leg: leg, plan: nil, now: now).first { $0.fault == nil && !$0.isSafetyCopy }
  }

  /// The same of several legs together.
  public static func newest(backups: String, legs: [BackupLeg], now: Timestamp) -> BackupSummary? {
    let found = legs.compactMap { newest(backups: backups, leg: $0, now: now) }
    let dated = found.filter { $0.aheadSeconds == nil }
    return (dated.isEmpty ? found : dated).max { $0.takenAt < $1.takenAt }
  }
}
