import Maintenance

/// A manifest as lines of `name: value`, for a person at a shell.
enum ManifestText {
  static func lines(_ manifest: BackupManifest) -> [String] {
    var lines = [
      "id: \(manifest.id)", "leg: \(manifest.leg.rawValue)", "taken-at: \(manifest.takenAt)",
      "duration: \(manifest.durationSeconds) s", "host: \(manifest.host)", "application: \(manifest.application)",
    ]
    if let parent = manifest.parent { lines.append("parent: \(parent)") }
    if let operation = manifest.operation { lines.append("operation: \(operation)") }
    if let server = manifest.server {
      lines.append("server: \(server.version), schema \(server.schema)")
      if let position = server.position { lines.append("position: \(position.file):\(position.position)") }
      for file in server.binlogs {
        let until = (file.closedAt ?? file.lastEventAt).map { "\($0)" } ?? "-"
        lines.append("binlog: \(file.name) until \(until), then \(file.next)")
      }
    }
    lines += manifest.artefacts.map { "artefact: \($0.name) \($0.bytes) \($0.sha256)" }
    lines += manifest.contents.sorted { $0.key < $1.key }.map { "content: \($0.key) \($0.value)" }
    lines += manifest.commands.map { "command: \($0)" }
    lines += manifest.remarks.map { "remark: \($0)" }
    return lines
  }
}
