import Host
import Maintenance

/// Reads the artefacts of a server's backups through.
enum ServerBackupCheck {
  /// A packed dump, whole to its last line and without a statement that would take it elsewhere.
  static func dump(_ path: String, _ context: StepContext) async throws(StepFailure) -> ServerDumpScanner {
    let scanning = DumpScanning()
    var unpacking = Compression.of(file: path).unpacking(path)
    unpacking.outputSink = scanning.sink
    try await context.run(unpacking)
    return try judged(scanning.scanner, name: path, context)
  }

  /// Unpacks a dump into a file, and reads what goes in there.
  static func unpacked(_ path: String, into sql: String, _ context: StepContext) async throws(StepFailure)
    -> ServerDumpScanner
  {
    let scanning = DumpScanning()
    var keeping = Command("tee", [sql], limitSeconds: 4 * 3600)
    keeping.outputSink = scanning.sink
    _ = try await context.run(pipeline: [Compression.of(file: path).unpacking(path), keeping])
    return scanning.scanner
  }

  /// A dump that was read: nothing in it that does not belong, and whole.
  static func judged(_ scanner: ServerDumpScanner, name: String, _ context: StepContext) throws(StepFailure)
    -> ServerDumpScanner
  {
    if Task.isCancelled { throw StepFailure("\(name): cancelled", exitStatus: Worker.cancelledStatus) }
    if let refusal = scanner.refusal {
      throw StepFailure(
        "\(name): " + context.say("instruction refusée", "statement refused") + ": " + SafeText.clean(refusal))
    }
    guard scanner.isComplete else {
      throw StepFailure(
        "\(name): " + context.say("incomplet : « -- Dump completed » manque", "incomplete: no \"-- Dump completed\""))
    }
    return scanner
  }

  /// The dump of a manifest: as many rows and objects as it says.
  static func dump(_ path: String, _ manifest: BackupManifest, _ context: StepContext) async throws(StepFailure) {
    let scan = try await dump(path, context)
    try counts(scan, manifest)
    try content(scan, manifest, context)
  }

  /// Whether a dump makes as many objects and rows as a manifest says.
  static func counts(_ scan: ServerDumpScanner, _ manifest: BackupManifest) throws(StepFailure) {
    let found = scan.rows.merging(scan.objects.contents) { $1 }.filter { $0.value > 0 }
    let known = ServerObjects.known(found, to: manifest.contents)
    if let difference = SQLiteDatabase.difference(known, expected: manifest.contents.filter { $0.value > 0 }) {
      throw StepFailure("\(manifest.id): \(difference)")
    }
  }

  /// Whether the rows of each table are those that were saved.
  static func content(_ scan: ServerDumpScanner, _ manifest: BackupManifest, _ context: StepContext) throws(StepFailure)
  {
    guard let digests = manifest.digests, digests != scan.digests else { return }
    let wrong = Set(digests.keys).union(scan.digests.keys).filter { digests[$0] != scan.digests[$0] }.sorted()
    throw StepFailure(
      "\(manifest.id): "
        + context.say("le contenu n’est pas celui qui a été sauvegardé : ", "the content is not what was saved: ")
        + wrong.joined(separator: ", "))
  }

  /// A packed file of the binary log: whole, its events' checksums right, as long as the manifest says, naming its successor.
  static func binlog(_ path: String, _ file: BinlogFile, _ programs: ServerPrograms, _ context: StepContext)
    async throws(StepFailure)
  {
    let folder = try BackupCheck.scratch(context)
    defer { try? FileSystem.removeTree(folder) }
    let raw = folder + "/" + file.name
    try await context.run(Compression.of(file: path).unpacking(path, into: raw))
    try await self.binlog(raw: raw, file, programs, context)
  }

  /// A file of the binary log as the server wrote it.
  static func binlog(raw: String, _ file: BinlogFile, _ programs: ServerPrograms, _ context: StepContext)
    async throws(StepFailure)
  {
    let scan = try BinlogScan.read(raw)
    guard scan.bytes == file.bytes else { throw StepFailure("\(file.name): \(scan.bytes) bytes, not \(file.bytes)") }
    if let identity = file.identity, identity != scan.identity {
      throw StepFailure("\(file.name): another file: \(scan.identity.map { "\($0.createdAt)" } ?? "-")")
    }
    if let next = scan.next, next != file.next {
      throw StepFailure("\(file.name): goes on in \(next), not in \(file.next)")
    }
    // What the events say is not wanted, only whether their checksums hold.
    let check = Command(
      programs.binlog, ["--no-defaults", "--verify-binlog-checksum", "--base64-output=decode-rows", raw],
      limitSeconds: 4 * 3600,
      captureLimit: 4096)
    try await context.run(check)
  }
}
