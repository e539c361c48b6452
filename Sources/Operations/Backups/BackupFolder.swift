import Host
import Maintenance

/// The folder of one published backup, `BACKUPS/LEG/ID/`: artefacts, `SHA256SUMS`, `manifest.json`, and
/// `evidence.json` once it has been checked. Without its manifest it is no backup.
struct BackupFolder: Sendable, Hashable {
  let id: String
  let leg: BackupLeg
  let path: String

  static let manifestName = "manifest.json"
  static let evidenceName = "evidence.json"

  /// The folder that an id has below `backups`; `nil` for a text that is no backup's id.
  init?(id: String, backups: String) {
    guard OperationID.isValid(id), let leg = BackupLeg.allCases.first(where: { id.hasPrefix($0.rawValue + "-") }) else {
      return nil
    }
    self.id = id
    self.leg = leg
    path = "\(backups)/\(leg.rawValue)/\(id)"
  }

  func file(_ name: String) -> String { path + "/" + name }

  /// The manifest; a failure when it is missing, unreadable, or another backup's.
  func manifest() throws(StepFailure) -> BackupManifest {
    let text: [UInt8]
    do throws(FileFault) { text = try FileSystem.read(file(BackupFolder.manifestName)) } catch {
      throw StepFailure(error)
    }
    let manifest = try JSONText.read(BackupManifest.self, text, path: file(BackupFolder.manifestName))
    guard manifest.id == id, manifest.leg == leg else {
      throw StepFailure("\(file(BackupFolder.manifestName)): it is the manifest of \(manifest.id)")
    }
    return manifest
  }

  /// What was found when it was checked; nothing when it never was.
  func evidence() -> BackupEvidence {
    guard let text = try? FileSystem.read(file(BackupFolder.evidenceName)),
      let evidence = try? JSONText.read(BackupEvidence.self, text, path: BackupFolder.evidenceName)
    else { return BackupEvidence() }
    return evidence
  }

  /// Keeps what a check found.
  func record(_ change: (inout BackupEvidence) -> Void) throws(StepFailure) {
    var evidence = evidence()
    change(&evidence)
    let text = try JSONText.page(evidence)
    do throws(FileFault) {
      try FileSystem.writeAtomically(file(BackupFolder.evidenceName), text)
    } catch {
      throw StepFailure(error)
    }
  }

  /// What is found without reading the artefacts; `nil` when there is no manifest, and so no backup.
  func facts() -> BackupFacts? {
    guard let manifest = try? manifest() else { return nil }
    return BackupFacts(manifest: manifest, fault: misfit(manifest), evidence: evidence())
  }

  /// What does not fit, found without reading the artefacts: one is missing, or of another size.
  func misfit(_ manifest: BackupManifest) -> String? {
    if manifest.artefacts.isEmpty { return "no artefacts" }
    for artefact in manifest.artefacts {
      guard BackupFolder.isPlainName(artefact.name) else { return "\(artefact.name): not a file name" }
      guard let facts = FileSystem.facts(file(artefact.name)), facts.kind == .file else {
        return "\(artefact.name): missing"
      }
      guard facts.bytes == artefact.bytes else {
        return "\(artefact.name): \(facts.bytes) bytes, not \(artefact.bytes)"
      }
    }
    return nil
  }

  static func isPlainName(_ name: String) -> Bool {
    !name.isEmpty && !name.contains("/") && name != "." && name != ".."
  }
}
