import Glibc
import Host
import Maintenance

/// A backup while it is made: `BACKUPS/LEG/ID.part/`. It becomes a backup by one rename, when every file in it is
/// durable and its manifest has been written last; until then nothing that lists backups sees it.
struct BackupDraft {
  let id: String
  let folder: BackupFolder
  /// Where the artefacts are made.
  let part: String
  private let context: StepContext
  private let began: Timestamp

  /// The draft of the context's operation; a run after an interruption gets the same.
  ///
  /// - Parameter isSafety: whether it is the copy that a restore takes first; the same operation may make a new full later.
  init(leg: BackupLeg, context: StepContext, isSafety: Bool = false) throws(StepFailure) {
    // A preview does not know yet when it will be ordered.
    let moment = context.operation == StepContext.previewed ? "TIME" : OperationID.compact(context.orderedAt)
    let base = leg.rawValue + "-" + moment + (isSafety ? "-safety" : "")
    let own = base + "-" + (context.operation.split(separator: "-").last.map(String.init) ?? "0")
    var chosen: BackupFolder?
    // The plain id unless another operation has taken it within the same second.
    for id in [base, own] {
      guard let folder = BackupFolder(id: id, backups: context.backups) else { continue }
      chosen = folder
      if !FileSystem.exists(folder.path) || (try? folder.manifest())?.operation == context.operation { break }
    }
    guard let chosen else { throw StepFailure("\(base): not a backup id") }
    self.context = context
    folder = chosen
    id = chosen.id
    part = chosen.path + ".part"
    began = context.now
  }

  /// The manifest, when an earlier run of this operation has published it already.
  func published() -> BackupManifest? {
    guard let manifest = try? folder.manifest(), manifest.operation == context.operation else { return nil }
    return manifest
  }

  /// Makes the empty folder; what an earlier run has left in it is thrown away.
  func begin() throws(StepFailure) {
    do throws(FileFault) {
      try FileSystem.makeFolder(FileSystem.parent(of: part))
      try FileSystem.removeTree(part)
      guard mkdir(part, 0o700) == 0 else { throw FileFault("mkdir", part, code: errno) }
    } catch {
      throw StepFailure(error)
    }
  }

  /// Throws the draft away: a failed backup leaves nothing behind.
  func discard() { try? FileSystem.removeTree(part) }

  /// Takes back what this operation has published, when nobody can have relied on it yet: under another name first, so that no
  /// part of it is ever listed.
  func takeBack() {
    guard published() != nil, rename(folder.path, part) == 0 else { return }
    discard()
  }

  /// Hashes and publishes what is in the folder.
  ///
  /// - Parameter seconds: how long the saving itself took; by default the time since the draft was begun.
  func publish(
    artefacts names: [String], contents: [String: Int], commands: [String], tools: [String: String], takenAt: Timestamp,
    seconds: Double? = nil, remarks: [String], parent: String? = nil, server: ServerBackup? = nil,
    digests: [String: String]? = nil
  ) throws(StepFailure) -> BackupManifest {
    var artefacts: [BackupArtefact] = []
    for name in names {
      let (bytes, digest) = try Digest.sha256(of: part + "/" + name)
      artefacts.append(BackupArtefact(name: name, bytes: bytes, sha256: digest))
    }
    let manifest = BackupManifest(
      id: id, leg: folder.leg, parent: parent, takenAt: takenAt,
      durationSeconds: seconds ?? max(0, context.now.seconds(since: began)),
      host: BackupDraft.hostName(), application: context.plan.application, artefacts: artefacts, contents: contents,
      commands: commands, tools: tools, operation: context.operation, remarks: remarks, server: server,
      digests: digests, origin: origin)
    let text = try JSONText.page(manifest)
    do throws(FileFault) {
      for name in names {
        guard chmod(part + "/" + name, 0o600) == 0 else { throw FileFault("chmod", part + "/" + name, code: errno) }
        try FileSystem.syncFile(part + "/" + name)
      }
      try FileSystem.writeAtomically(part + "/" + ChecksumList.name, Array(ChecksumList.text(artefacts).utf8))
      try FileSystem.writeAtomically(part + "/" + BackupFolder.manifestName, text)
      try FileSystem.syncFolder(part)
      try FileSystem.rename(part, to: folder.path)
      try FileSystem.syncFolder(FileSystem.parent(of: folder.path))
    } catch {
      throw StepFailure(error)
    }
    return manifest
  }

  /// What the full backup was made before or after: what a chain begins with is told apart by it.
  private var origin: BackupOrigin? {
    guard folder.leg.isFull, let operation = OperationFolder(id: context.operation, state: context.state),
      let ticket = try? operation.ticket()
    else { return nil }
    return BackupOrigin(ticket.request, orderedAt: ticket.createdAt)
  }

  private static func hostName() -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, buffer.count - 1) == 0 else { return "" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
