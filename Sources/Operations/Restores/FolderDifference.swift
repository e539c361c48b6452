import Host
import Maintenance

/// How what is live differs from what an archive holds: by name, without a line of any file. Configuration holds secrets, and
/// what an operation says is kept in the register.
struct FolderDifference: Sendable, Hashable {
  /// Names below the live folder: other content, mode or owner; not there; there, and not in the archive.
  var changed: [String] = []
  var missing: [String] = []
  var surplus: [String] = []

  var isEmpty: Bool { changed.isEmpty && missing.isEmpty && surplus.isEmpty }

  /// Compares the archive of an item with what is in its place.
  static func of(_ restore: FolderRestore, archive: String, _ context: StepContext) async throws(StepFailure)
    -> FolderDifference
  {
    let names = try await listed(archive, context)
    let isFile = restore.archive == restore.item.fileArchive
    let place = isFile ? FileSystem.parent(of: restore.item.path) : restore.item.path
    guard FileSystem.exists(place) else { return FolderDifference(missing: names.sorted()) }
    var difference = try await compared(archive, with: place, context)
    if !isFile { difference.surplus = try FolderDifference.names(below: place).subtracting(names).sorted() }
    return difference
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

  private static func names(below place: String) throws(StepFailure) -> Set<String> {
    var names: Set<String> = []
    do throws(FileFault) {
      try FileSystem.walk(place) { path, _ in names.insert(String(path.dropFirst(place.count + 1))) }
    } catch {
      throw StepFailure(error)
    }
    return names.subtracting([""])
  }

  /// `./conf.d/` → `conf.d`.
  private static func trimmed(_ name: Substring) -> String {
    var name = name.hasPrefix("./") ? name.dropFirst(2) : name
    while name.last == "/" { name.removeLast() }
    return name == "." ? "" : String(name)
  }
}
