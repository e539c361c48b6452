import Host
import Maintenance

/// Backups of folders that earlier versions made, which have no index: what they hold is told by `tar` and by counts.
struct EarlierArchives {
  private let restore: FolderRestore

  init(_ restore: FolderRestore) { self.restore = restore }

  /// Holds a place against what the manifest counted, and against what `tar --compare` finds.
  func prove(_ place: String, _ folder: BackupFolder, _ manifest: BackupManifest, _ context: StepContext)
    async throws(StepFailure) -> Int
  {
    let objects = try count(restore.isFile ? place + "/" + FileSystem.name(of: restore.item.path) : place, manifest)
    for source in ExtractFolder.sources(folder, manifest, context) {
      try await compare(source, with: place, top: folder, context)
    }
    return objects
  }

  /// Holds what is below a path against what the manifest counted in the archive.
  private func count(_ path: String, _ manifest: BackupManifest) throws(StepFailure) -> Int {
    var counts: [String: Int] = [:]
    do throws(FileFault) {
      var walk = try TreeWalk(path, leavesOut: SwapNames.isOurs)
      while let entry = try walk.entry() { counts[FileFacts.Kind(entry.kind).rawValue, default: 0] += 1 }
    } catch {
      throw StepFailure(error)
    }
    // An incremental archive holds a part; the tree that it completes was counted as a whole.
    if let tree = manifest.contents[ArchiveItem.treeCount] {
      let found = counts.values.reduce(0, +)
      guard found == tree else { throw StepFailure("\(path): \(found), expected \(tree)") }
      return found
    }
    let expected = ArchiveItem.counts(of: restore.archive, in: manifest).filter { $0.value > 0 }
    if let difference = SQLiteDatabase.difference(counts, expected: expected) {
      throw StepFailure("\(path): \(difference)")
    }
    return counts.values.reduce(0, +)
  }

  /// Holds a place against one archive: the content, the owner and the mode of everything that the archive `top`, extracted
  /// last, does not hold as well.
  private func compare(_ source: BackupFolder, with place: String, top: BackupFolder, _ context: StepContext)
    async throws(StepFailure)
  {
    let difference = try await EarlierArchives.compared(source.file(restore.archive), with: place, context)
    // What is missing of the full was deleted since: the count of the tree has told.
    var first = (difference.changed + (source == top ? difference.missing : [])).first
    if source != top, first != nil {
      let newer = try await EarlierArchives.listed(top.file(restore.archive), context)
      first = difference.changed.first { !newer.contains($0) }
    }
    guard let first else { return }
    throw StepFailure(
      "\(place)/\(SafeText.clean(first)): " + context.say("autre que dans la sauvegarde", "not as in the backup"))
  }

  /// What `tar --compare` says (tar(1)), times left alone: a file that was only touched is the same.
  ///
  ///     ./nginx.conf: Size differs
  ///     ./conf.d/site.conf: Mode differs
  ///     tar: ./mime.types: Warning: Cannot stat: No such file or directory
  static func compared(_ archive: String, with place: String, _ context: StepContext) async throws(StepFailure)
    -> FolderDifference
  {
    let result: CommandResult
    do throws(CommandError) {
      result = try await context.host.commands.run(
        Command("tar", ["--compare", "--gzip", "--file=" + archive, "-C", place], limitSeconds: 3600))
    } catch {
      throw StepFailure(error)
    }
    guard result.shellStatus < 2 || result.errorText.contains(": Warning: ") else {
      throw StepFailure("tar: \(result.endingText): \(SafeText.clean(result.errorText))")
    }
    var difference = FolderDifference()
    var changed: Set<String> = []
    for line in result.text.split(separator: "\n") {
      guard let colon = line.ranges(of: ": ").last, !line.hasSuffix("Mod time differs") else { continue }
      changed.insert(trimmed(line[..<colon.lowerBound]))
    }
    difference.changed = changed.subtracting([""]).sorted()
    difference.missing = result.errorText.split(separator: "\n").compactMap { line in
      guard let start = line.firstRange(of: ": "), let end = line.firstRange(of: ": Warning: Cannot stat"),
        start.upperBound <= end.lowerBound
      else { return nil }
      return trimmed(line[start.upperBound..<end.lowerBound])
    }.sorted()
    return difference
  }

  static func listed(_ archive: String, _ context: StepContext) async throws(StepFailure) -> Set<String> {
    let result: CommandResult
    do throws(CommandError) {
      result = try await context.host.commands.run(
        Command("tar", ["--list", "--gzip", "--file=" + archive], limitSeconds: 3600))
    } catch {
      throw StepFailure(error)
    }
    guard result.isSuccess else { throw StepFailure("tar: \(result.endingText): \(SafeText.clean(result.errorText))") }
    return Set(result.text.split(separator: "\n").map { trimmed($0) }).subtracting([""])
  }

  /// `./conf.d/` → `conf.d`.
  private static func trimmed(_ name: Substring) -> String {
    var name = name.hasPrefix("./") ? name.dropFirst(2) : name
    while name.last == "/" { name.removeLast() }
    return name == "." ? "" : String(name)
  }
}
