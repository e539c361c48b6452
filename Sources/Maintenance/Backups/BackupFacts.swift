/// What was found of one backup, before it is judged: read from its folder, or made up by a test.
public struct BackupFacts: Codable, Sendable, Equatable {
  public var manifest: BackupManifest
  /// What does not fit, found without reading the artefacts: a missing file, another size. `nil` when all fits.
  public var fault: String?
  /// What the checks found since.
  public var evidence: BackupEvidence

  /// A backup as it was found.
  public init(manifest: BackupManifest, fault: String? = nil, evidence: BackupEvidence = BackupEvidence()) {
    self.manifest = manifest
    self.fault = fault
    self.evidence = evidence
  }
}
