import Host
import Synchronization

/// An index as it lies in a backup, beside its archive: `files.index.gz`.
enum TreeIndexFile {
  /// As much as is unpacked: about ten million entries.
  private static let limit = 4 << 30

  /// The name of the index of an archive.
  static func name(of archive: String) -> String { stem(archive) + ".index.gz" }

  /// The list of what goes away before an incremental archive is extracted over its full: paths, each ended by a NUL.
  static func removals(of archive: String) -> String { stem(archive) + ".gone.gz" }

  private static func stem(_ archive: String) -> String {
    archive.hasSuffix(".tar.gz") ? String(archive.dropLast(7)) : archive
  }

  static func read(_ path: String, _ context: StepContext) async throws(StepFailure) -> TreeIndex {
    let text = try await unpacked(path, context)
    guard let index = TreeIndex(text: text) else {
      throw StepFailure("\(path): " + context.say("ce n’est pas un inventaire", "not an index"))
    }
    return index
  }

  /// What a packed file holds.
  static func unpacked(_ path: String, _ context: StepContext) async throws(StepFailure) -> [UInt8] {
    let text = Mutex<[UInt8]>([])
    let sink = OutputSink { piece in
      text.withLock { if $0.count + piece.count <= limit { $0.append(contentsOf: piece) } }
    }
    try await context.run(Command("gzip", ["-dc", path], outputSink: sink, limitSeconds: 3600))
    return text.withLock { $0 }
  }

  /// Packs bytes into a new file.
  static func write(_ bytes: [UInt8], to path: String, scratch: String, _ context: StepContext)
    async throws(StepFailure)
  {
    let plain = scratch + "/plain"
    do throws(FileFault) { try FileSystem.writeAtomically(plain, bytes) } catch { throw StepFailure(error) }
    try await context.run(Command("gzip", ["-c"], inputFile: plain, outputFile: path, limitSeconds: 3600))
    do throws(FileFault) { try FileSystem.removeFile(plain) } catch { throw StepFailure(error) }
  }
}
