import Host
import Maintenance

/// `restore.folder.compare`: says which files a restore would change, bring back and take away, before it does.
struct CompareFolders: Verb {
  static let name = "restore.folder.compare"

  func preview(_ context: StepContext) -> [String] {
    guard let folder = try? VerifyBackup.folder(context), let manifest = try? folder.manifest(),
      let restores = try? FolderRestore.all(manifest, context)
    else { return [] }
    return restores.map {
      Command("tar", ["--compare", "--gzip", "--file=" + folder.file($0.archive), "-C", $0.item.path]).display
    }
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    guard let lines = try? await self.lines(context, most: 3) else { return [] }
    return lines.map { Preflight.fine($0.french ?? "", $0.english ?? "") }
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let changes = try await self.lines(context, most: 200)
    for line in changes { context.output.write(context.say(line) + "\n") }
    let message = try await self.lines(context, most: 0).map { context.say($0) }
    return StepOutcome(exitStatus: 0, message: message.joined(separator: "; "))
  }

  /// One line for each item, each naming at most so many of its files.
  private func lines(_ context: StepContext, most: Int) async throws(StepFailure) -> [LocalizedText] {
    let folder = try VerifyBackup.folder(context)
    var lines: [LocalizedText] = []
    for restore in try FolderRestore.all(try folder.manifest(), context) {
      let difference = try await FolderDifference.of(restore, in: folder, context)
      lines.append(CompareFolders.line(restore.item.path, difference, most: most))
    }
    return lines
  }

  private static func line(_ path: String, _ difference: FolderDifference, most: Int) -> LocalizedText {
    if difference.isEmpty { return both("\(path) : rien ne change", "\(path): nothing changes") }
    func list(_ names: [String], _ word: String) -> String? {
      if names.isEmpty { return nil }
      let shown = names.prefix(most).map { SafeText.clean($0) }.joined(separator: ", ")
      let more = names.count > most && most > 0 ? ", …" : ""
      return "\(names.count) \(word)" + (shown.isEmpty ? "" : " (\(shown)\(more))")
    }
    let french = [
      list(difference.changed, "à changer"), list(difference.missing, "à remettre"), list(difference.surplus, "à ôter"),
    ]
    let english = [
      list(difference.changed, "to change"), list(difference.missing, "to bring back"),
      list(difference.surplus, "to take away"),
    ]
    return both(
      "\(path) : " + french.compactMap { $0 }.joined(separator: ", "),
      "\(path): " + english.compactMap { $0 }.joined(separator: ", "))
  }
}
