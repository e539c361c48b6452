import Host
import Maintenance

/// Reads artefacts through and holds what they contain against what their manifest says.
enum BackupCheck {
  /// A compressed dump: no statement that does not belong, whole to its last one, as many rows as were counted.
  static func dump(_ path: String, contents: [String: Int], _ context: StepContext) async throws(StepFailure) {
    let folder = try scratch(context)
    defer { try? FileSystem.removeTree(folder) }
    let sql = folder + "/dump.sql"
    try await context.run(Command("gzip", ["-dc", path], outputFile: sql, limitSeconds: 3600))
    try text(sql, name: path, contents: contents, context)
  }

  /// A dump as text.
  static func text(_ sql: String, name: String, contents: [String: Int], _ context: StepContext) throws(StepFailure) {
    var scanner = DumpScanner()
    do throws(FileFault) {
      try FileSystem.readPieces(sql) { piece in
        scanner.scan(piece)
        return !Task.isCancelled
      }
    } catch {
      throw StepFailure(error)
    }
    if Task.isCancelled { throw StepFailure("\(name): cancelled", exitStatus: Worker.cancelledStatus) }
    if let refusal = scanner.refusal {
      throw StepFailure("\(name): " + context.say("instruction refusée", "statement refused") + ": " + refusal)
    }
    guard scanner.isComplete else {
      throw StepFailure("\(name): " + context.say("incomplet : pas de COMMIT final", "incomplete: no final COMMIT"))
    }
    let rows = scanner.rows.filter { !$0.key.lowercased().hasPrefix("sqlite_") }
    let expected = contents.filter { !$0.key.hasPrefix("(") && $0.value > 0 }
    if let difference = SQLiteDatabase.difference(rows, expected: expected) {
      throw StepFailure("\(name): \(difference)")
    }
  }

  /// What an archive of an earlier version holds, by kind; names that would leave the folder are a failure.
  static func archive(_ path: String, _ context: StepContext) async throws(StepFailure) -> [FileFacts.Kind: Int] {
    let folder = try scratch(context)
    defer { try? FileSystem.removeTree(folder) }
    try await context.run(
      Command(
        "tar", ["--list", "--verbose", "--gzip", "--file=" + path], outputFile: folder + "/long", limitSeconds: 3600))
    try await context.run(
      Command("tar", ["--list", "--gzip", "--file=" + path], outputFile: folder + "/names", limitSeconds: 3600))
    var counts: [FileFacts.Kind: Int] = [:]
    try LineReader.read(folder + "/long") { counts[TarListing.kind($0), default: 0] += 1 }
    var refused: String?
    try LineReader.read(folder + "/names") { line in
      let name = String(decoding: line, as: UTF8.self)
      if refused == nil, !TarListing.isSafe(name) { refused = name }
    }
    if let refused { throw StepFailure("\(path): " + context.say("nom refusé", "name refused") + ": \(refused)") }
    return counts
  }

  /// A folder of this process for what is thrown away again.
  static func scratch(_ context: StepContext) throws(StepFailure) -> String {
    let folder = context.state.operation(context.operation) + "/scratch"
    do throws(FileFault) {
      try FileSystem.removeTree(folder)
      try FileSystem.makeFolder(folder)
      return folder
    } catch {
      throw StepFailure(error)
    }
  }

  /// The whole backup: manifest, checksum list, every byte, every count.
  ///
  /// - Parameter readsDumps: whether a server's dump is unpacked and read; else its sum is checked alone.
  static func all(_ folder: BackupFolder, readsDumps: Bool = true, _ context: StepContext) async throws(StepFailure)
    -> BackupManifest
  {
    let manifest = try folder.manifest()
    if let fault = folder.facts()?.fault { throw StepFailure("\(folder.id): \(fault)") }
    let list: [UInt8]
    do throws(FileFault) { list = try FileSystem.read(folder.file(ChecksumList.name)) } catch {
      throw StepFailure(error)
    }
    let listed = ChecksumList.parse(String(decoding: list, as: UTF8.self))
    guard listed == Dictionary(manifest.artefacts.map { ($0.name, $0.sha256) }, uniquingKeysWith: { $1 }) else {
      throw StepFailure(
        "\(folder.file(ChecksumList.name)): "
          + context.say("ne correspond pas au manifeste", "does not fit the manifest"))
    }
    for (index, artefact) in manifest.artefacts.enumerated() {
      let path = folder.file(artefact.name)
      let found = try Digest.sha256(of: path)
      guard found.bytes == artefact.bytes, found.hexadecimal == artefact.sha256 else {
        throw StepFailure("\(artefact.name): " + context.say("somme de contrôle fausse", "checksum does not hold"))
      }
      if let server = manifest.server {
        let isRead = !readsDumps || context.facts["read." + manifest.id + "/" + artefact.name] == found.hexadecimal
        if !isRead { try await self.server(artefact, path, server, manifest, context) }
        context.progress(Double(index + 1) / Double(manifest.artefacts.count), artefact.name)
        continue
      }
      // Read with their archives; what `tar` kept for itself in earlier versions is not read.
      if [".index.gz", ".gone.gz", ".snar"].contains(where: artefact.name.hasSuffix) { continue }
      if let index = ArchiveCheck.index(of: artefact.name, in: manifest) {
        try await ArchiveCheck.check(folder, artefact.name, index, manifest, context)
        continue
      }
      try await context.run(Command("gzip", ["-t", path], limitSeconds: 3600))
      if folder.leg.scope == .database {
        if artefact.name == SQLitePages.artefact {
          try await SQLitePages.check(path, manifest, context)
        } else {
          try await dump(path, contents: manifest.contents, context)
        }
      } else {
        try ArchiveCheck.hold(try await archive(path, context), of: artefact.name, against: manifest)
      }
      context.progress(Double(index + 1) / Double(manifest.artefacts.count), artefact.name)
    }
    return manifest
  }

  /// One artefact of a server's backup: the dump, or a file of its log.
  private static func server(
    _ artefact: BackupArtefact, _ path: String, _ server: ServerBackup, _ manifest: BackupManifest,
    _ context: StepContext
  ) async throws(StepFailure) {
    guard manifest.leg != .databaseFull else { return try await ServerBackupCheck.dump(path, manifest, context) }
    guard let file = server.binlogs.first(where: { artefact.name.hasPrefix($0.name + ".") }) else {
      throw StepFailure("\(artefact.name): not in the manifest's list of logs")
    }
    try await ServerBackupCheck.binlog(path, file, ServerPrograms(engine: server.engine), context)
  }
}
