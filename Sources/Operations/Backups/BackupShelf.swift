import Glibc
import Host
import Maintenance

/// The folder of backups, looked at again and again: a manifest never changes, so what was read once is remembered as long
/// as its file is the same. Whether the artefacts are there is looked at each time.
public struct BackupShelf: Sendable {
  private struct Read: Sendable {
    var manifestFile: FileFacts
    var evidenceFile: FileFacts?
    var manifest: BackupManifest
    var evidence: BackupEvidence
  }

  private let folder: String
  private var read: [String: Read] = [:]

  /// The backups in `folder`.
  public init(folder: String) { self.folder = folder }

  /// What is found of each backup of a leg; what cannot be listed is unavailable and says why.
  public mutating func facts(of leg: BackupLeg, at now: Timestamp) -> Reading<[BackupFacts]> {
    let place = folder + "/" + leg.rawValue
    guard FileSystem.exists(place) else { return .known([], at: now) }
    do throws(FileFault) {
      let names = try FileSystem.names(in: place)
      let present = Set(names)
      read = read.filter { $0.value.manifest.leg != leg || present.contains($0.key) }
      return .known(names.compactMap { facts(of: $0, leg) }, at: now)
    } catch {
      let kind: Unavailability.Kind = error.code == EACCES || error.code == EPERM ? .denied : .failed
      return .unavailable(Unavailability(kind, error.description))
    }
  }

  private mutating func facts(of id: String, _ leg: BackupLeg) -> BackupFacts? {
    guard let backup = BackupFolder(id: id, backups: folder), backup.leg == leg,
      let manifestFile = FileSystem.facts(backup.file(BackupFolder.manifestName))
    else { return nil }
    let evidenceFile = FileSystem.facts(backup.file(BackupFolder.evidenceName))
    var entry: Read
    if let known = read[id], known.manifestFile == manifestFile {
      entry = known
      if known.evidenceFile != evidenceFile {
        entry.evidenceFile = evidenceFile
        entry.evidence = backup.evidence()
      }
    } else {
      guard let manifest = try? backup.manifest() else { return nil }
      entry = Read(
        manifestFile: manifestFile, evidenceFile: evidenceFile, manifest: manifest, evidence: backup.evidence())
    }
    read[id] = entry
    return BackupFacts(manifest: entry.manifest, fault: backup.misfit(entry.manifest), evidence: entry.evidence)
  }
}
