import Host
import Maintenance

/// A backup of an SQLite database: its pages, packed. The same bytes come back, with all that SQL text cannot say: text
/// that holds a NUL, the tables of FTS5, the encoding, the size of a page.
enum SQLitePages {
  /// The artefact, and the file that it holds.
  static let artefact = "database.sqlite.gz"
  static let file = "database.sqlite"

  /// Whether a backup holds pages. Those of earlier versions hold SQL text.
  static func holds(_ manifest: BackupManifest) -> Bool { manifest.artefacts.contains { $0.name == artefact } }

  /// Unpacks into a new file. It is the file that was saved, byte for byte, or a failure.
  static func unpack(_ packed: String, digest: String?, to target: String, _ context: StepContext)
    async throws(StepFailure)
  {
    guard let digest else {
      throw StepFailure("\(packed): " + context.say("le manifeste n’en a pas l’empreinte", "no digest in the manifest"))
    }
    try await context.run(Command("gzip", ["-dc", packed], outputFile: target, limitSeconds: 3600))
    guard try Digest.sha256(of: target).hexadecimal == digest else {
      throw StepFailure(
        "\(packed): "
          + context.say("la base n’est pas celle qui fut sauvegardée", "the database is not the one that was saved"))
    }
  }

  /// Reads an artefact through: unpacked it is the file that was saved, sound, and holds what was counted.
  static func check(_ packed: String, _ manifest: BackupManifest, _ context: StepContext) async throws(StepFailure) {
    let folder = try BackupCheck.scratch(context)
    defer { try? FileSystem.removeTree(folder) }
    let target = folder + "/" + file
    try await unpack(packed, digest: manifest.digests?[file], to: target, context)
    try await prove(target, isLive: false, manifest, context)
  }

  /// Whether a database file is sound and holds what a manifest says.
  static func prove(_ path: String, isLive: Bool, _ manifest: BackupManifest, _ context: StepContext)
    async throws(StepFailure)
  {
    let database = SQLiteDatabase(path: path, context: context, isCopy: !isLive)
    _ = try await SQLiteContents.prove(database)
    let found = try await SQLiteContents.read(database).counts
    // A table that this client, or the one that saved it, cannot count is known by the digest of the whole file.
    let expected = manifest.contents.filter {
      !SQLiteContents.keeping.contains($0.key) && (found[$0.key] != nil || $0.key.hasPrefix("("))
    }
    if let difference = SQLiteDatabase.difference(found.filter { expected[$0.key] != nil }, expected: expected) {
      throw StepFailure("\(path): \(difference)")
    }
  }
}
