import Host
import Maintenance
import Synchronization

/// Reads an archive through and holds it against its index: every entry, every content, and names that stay below the folder.
enum ArchiveCheck {
  /// The name of the index that a backup has of an archive; `nil` when it has none.
  static func index(of archive: String, in manifest: BackupManifest) -> String? {
    let name = TreeIndexFile.name(of: archive)
    return archive.hasSuffix(".tar.gz") && manifest.artefacts.contains { $0.name == name } ? name : nil
  }

  /// Checks one archive.
  @discardableResult
  static func check(
    _ folder: BackupFolder, _ archive: String, _ indexName: String, _ manifest: BackupManifest, _ context: StepContext
  ) async throws(StepFailure) -> TreeIndex {
    let index = try await TreeIndexFile.read(folder.file(indexName), context)
    let entries = try await scan(folder.file(archive), context)
    let places = index.places()
    var found = 0
    for entry in entries {
      guard let place = places[entry.path], !index.records[place].isInherited, entry.agrees(with: index.records[place])
      else { throw fault(archive, entry.path, context) }
      found += 1
    }
    // What an incremental archive does not hold, its full does.
    guard found == index.records.count(where: { !$0.isInherited }) else {
      let names = Set(entries.map(\.path))
      let first = index.records.first { !$0.isInherited && !names.contains($0.path) }
      throw fault(archive, first?.path ?? [], context)
    }
    try hold(FolderArchive.counts(entries), of: archive, against: manifest)
    return index
  }

  /// Holds what an archive was found to hold against what its manifest says.
  static func hold(_ counts: [FileFacts.Kind: Int], of archive: String, against manifest: BackupManifest)
    throws(StepFailure)
  {
    let found = Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) })
    let expected = ArchiveItem.counts(of: archive, in: manifest)
    if let difference = SQLiteDatabase.difference(found, expected: expected.filter { $0.value > 0 }) {
      throw StepFailure("\(archive): \(difference)")
    }
  }

  /// What an archive holds.
  private static func scan(_ path: String, _ context: StepContext) async throws(StepFailure) -> [ArchiveEntry] {
    let scanner = Mutex(ArchiveScanner())
    let sink = OutputSink { piece in scanner.withLock { $0.scan(piece) } }
    try await context.run(Command("gzip", ["-dc", path], outputSink: sink, limitSeconds: 3600))
    return try scanner.withLock { scanner throws(StepFailure) in
      guard scanner.isComplete else {
        throw StepFailure(
          "\(path): " + (scanner.fault ?? context.say("archive incomplète", "the archive is incomplete")))
      }
      return scanner.entries
    }
  }

  private static func fault(_ archive: String, _ path: [UInt8], _ context: StepContext) -> StepFailure {
    StepFailure(
      "\(archive): \(ByteName.shown(path)): "
        + context.say("autre que dans l’inventaire", "not as in the index"))
  }
}
