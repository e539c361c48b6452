import Host
import Maintenance

/// What is said of a backup that was made.
enum BackupReport {
  /// The fact under which later steps find the id.
  static let fact = "backup"
  /// The fact under which later steps find the id of the safety copy of what was restored.
  static func safetyFact(_ scope: RestoreScope) -> String { "safety." + scope.rawValue }

  /// The facts that say of a backup that the operation itself has read it through as it lies on the disk, by the digests of its
  /// artefacts: as long as these hold, it need not be unpacked again.
  static func readThrough(_ manifest: BackupManifest) -> [String: String] {
    Dictionary(
      manifest.artefacts.map { ("read." + manifest.id + "/" + $0.name, $0.sha256) }, uniquingKeysWith: { $1 })
  }

  static func outcome(_ manifest: BackupManifest, _ context: StepContext) -> StepOutcome {
    let isSafety = context.step.arguments["safety"] != nil
    let remarks = manifest.remarks.filter { $0 != BackUpDatabase.safetyRemark }
    let (holds, size) = (BackupContents(manifest).words, ByteWords.text(manifest.totalBytes))
    let saved = context.say(
      "\(holds.text(in: .french)), \(size.text(in: .french))", "\(holds.text(in: .english)), \(size.text(in: .english))"
    )
    // Where room is short, the id is what can be done without.
    return StepOutcome(
      exitStatus: 0, message: ([saved] + remarks.prefix(5) + [manifest.id]).joined(separator: "; "),
      facts: [isSafety ? safetyFact(manifest.leg.scope) : fact: manifest.id])
  }

  /// The versions of tools, as each says it in the first line.
  static func versions(_ tools: [String], _ context: StepContext) async -> [String: String] {
    var versions: [String: String] = [:]
    for tool in tools {
      let command = Command(tool, ["--version"], limitSeconds: 10)
      if let line = try? await context.host.commands.run(command).text.split(separator: "\n").first {
        versions[tool] = String(line.prefix(80))
      }
    }
    return versions
  }
}
