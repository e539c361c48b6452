import Host
import Maintenance
import Synchronization

/// Saves one folder or file as an archive with its index: what the archive holds is told by reading it as it is written, so that
/// the two agree whatever changes meanwhile.
struct FolderArchive {
  let item: ArchiveItem
  let archive: String
  /// The folder that names are relative to, and the one name in it for a single file.
  let root: String
  let only: [UInt8]?
  /// The folder of the backup that is made.
  let part: String
  /// What it goes on from, for an incremental backup.
  var base: TreeIndex?

  /// What was made.
  struct Outcome {
    var counts: [FileFacts.Kind: Int]
    /// How many entries the tree has, those that the full holds included.
    var total: Int
    var artefacts: [String]
    var remarks: [String]
  }

  init(_ item: ArchiveItem, part: String, base: TreeIndex? = nil) {
    // Where the plan names a link, what it leads to is meant.
    let path = FileSystem.resolved(item.path) ?? item.path
    let isFile = FileSystem.facts(path)?.kind == .file
    self.item = item
    self.part = part
    self.base = base
    archive = isFile ? item.fileArchive : item.folderArchive
    root = isFile ? FileSystem.parent(of: path) : path
    only = isFile ? Array(FileSystem.name(of: path).utf8) : nil
  }

  /// Everything that a file system keeps of a file beside its content, and holes as holes: the same for saving and restoring.
  static let options = ["--acls", "--xattrs", "--xattrs-include=*", "--numeric-owner"]

  /// Names come from a list, so that the archive holds what the index says, a name that begins with a dash included.
  func command(list: String) -> Command {
    let files = ["--null", "--no-unquote", "--no-recursion", "--ignore-failed-read", "--files-from=" + list]
    return Command(
      "tar",
      ["--create", "--format=posix", "--sparse"] + FolderArchive.options
        + ["--warning=no-timestamp", "--file=-", "-C", root] + files,
      limitSeconds: 4 * 3600)
  }

  var packing: Command {
    Command("gzip", ["-c"], outputFile: part + "/" + archive, limitSeconds: 4 * 3600)
  }

  func make(_ context: StepContext) async throws(StepFailure) -> Outcome {
    let scratch = try BackupCheck.scratch(context)
    defer { try? FileSystem.removeTree(scratch) }
    let now = context.host.clock.wallMilliseconds()
    let began = TreeEntry.Moment(seconds: now / 1000, nanoseconds: Int32(now % 1000) * 1_000_000)
    var notes = FolderRemarks(item.path, context)
    let volumes = try FolderVolumes(root)
    notes.leftOut(volumes.kernels)
    let entries = try walked(volumes, &notes)
    let changes = base.map { TreeChanges(entries, since: $0) }
    let list = scratch + "/names"
    var names: [UInt8] = []
    for entry in entries where changes?.saved.contains(entry.path) ?? true { names += FolderArchive.name(entry.path) }
    do throws(FileFault) { try FileSystem.writeAtomically(list, names) } catch { throw StepFailure(error) }
    let written = try await write(list, &notes, context)
    let records = try records(entries, changes, written, volumes, &notes, context)
    let index = TreeIndex(began: began, records: volumes.marked(records))
    try await TreeIndexFile.write(
      index.text, to: part + "/" + TreeIndexFile.name(of: archive), scratch: scratch, context)
    var artefacts = [archive, TreeIndexFile.name(of: archive)]
    if let changes {
      let removals = TreeIndexFile.removals(of: archive)
      try await TreeIndexFile.write(
        changes.removed.flatMap(FolderArchive.name), to: part + "/" + removals, scratch: scratch, context)
      artefacts.append(removals)
    }
    return Outcome(
      counts: FolderArchive.counts(written), total: records.count, artefacts: artefacts, remarks: notes.lines)
  }

  /// Goes through the tree; what cannot be saved is said.
  private func walked(_ volumes: FolderVolumes, _ notes: inout FolderRemarks) throws(StepFailure) -> [TreeEntry] {
    do throws(FileFault) {
      var walk = try TreeWalk(root, only: only, readsAttributes: true, leavesOut: volumes.leavesOut)
      var entries: [TreeEntry] = []
      while let entry = try walk.entry() {
        if notes.canBeSaved(entry) { entries.append(entry) }
      }
      return entries
    } catch {
      throw StepFailure(error)
    }
  }

  /// Writes the archive, and answers what it holds.
  private func write(_ list: String, _ notes: inout FolderRemarks, _ context: StepContext)
    async throws(StepFailure) -> [ArchiveEntry]
  {
    let scanner = Mutex(ArchiveScanner())
    var tar = command(list: list)
    tar.outputSink = OutputSink { piece in scanner.withLock { $0.scan(piece) } }
    // 1: a file changed while it was read (tar(1)): the archive is whole, the file may be half old and half new.
    let results = try await context.run(pipeline: [tar, packing], accepting: [0, 1])
    guard let result = results.first, results.last?.isSuccess == true else {
      throw StepFailure("gzip: \(results.last?.endingText ?? "")")
    }
    // A part that could not be read stands in the archive as zeros.
    if let line = result.errorText.split(separator: "\n").first(where: { $0.contains("Read error") }) {
      throw StepFailure(SafeText.clean(String(line)))
    }
    notes.say(result)
    return try scanner.withLock { scanner throws(StepFailure) in
      guard scanner.isComplete else {
        throw StepFailure(
          "\(archive): " + (scanner.fault ?? context.say("archive incomplète", "the archive is incomplete")))
      }
      return scanner.entries
    }
  }

  /// Joins what was seen before, what the archive holds, and what is seen afterwards.
  private func records(
    _ entries: [TreeEntry], _ changes: TreeChanges?, _ written: [ArchiveEntry], _ volumes: FolderVolumes,
    _ notes: inout FolderRemarks, _ context: StepContext
  ) throws(StepFailure) -> [TreeRecord] {
    let archived = Dictionary(written.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
    var after: [[UInt8]: TreeEntry] = [:]
    do throws(FileFault) {
      var walk = try TreeWalk(root, only: only, leavesOut: volumes.leavesOut)
      while let entry = try walk.entry() { after[entry.path] = entry }
    } catch {
      throw StepFailure(error)
    }
    let inherited = base?.places() ?? [:]
    var records: [TreeRecord] = []
    for entry in entries {
      if let saved = archived[entry.path] {
        let later = after[entry.path]
        let isSteady = later?.changed == entry.changed && later?.inode == entry.inode && saved.kind == entry.kind
        if !isSteady { notes.changedMeanwhile(entry.path) }
        records.append(FolderArchive.record(saved, entry, isSteady: isSteady))
      } else if changes?.saved.contains(entry.path) ?? true {
        guard after[entry.path] == nil else {
          throw StepFailure(
            "\(root)/\(ByteName.shown(entry.path)): " + context.say("n’a pas pu être lu", "could not be read"))
        }
        notes.goneMeanwhile(entry.path)
      } else if let base, let place = inherited[entry.path] {
        var record = base.records[place]
        record.isInherited = true
        records.append(record)
      }
    }
    return records
  }

  private static func record(_ saved: ArchiveEntry, _ entry: TreeEntry, isSteady: Bool) -> TreeRecord {
    TreeRecord(
      path: saved.path, kind: saved.kind, mode: saved.mode, owner: saved.owner, group: saved.group, bytes: saved.bytes,
      modified: saved.modified, node: saved.node, target: saved.target, digest: saved.digest, hardLink: saved.hardLink,
      attributes: entry.attributes, inode: entry.inode, changed: entry.changed, isSteady: isSteady)
  }

  /// The name that an archive has for a path, ended by a NUL.
  static func name(_ path: [UInt8]) -> [UInt8] { (path.isEmpty ? [0x2E] : [0x2E, 0x2F] + path) + [0] }

  static func counts(_ entries: [ArchiveEntry]) -> [FileFacts.Kind: Int] {
    var counts: [FileFacts.Kind: Int] = [:]
    for entry in entries { counts[FileFacts.Kind(entry.kind), default: 0] += 1 }
    return counts
  }
}

extension FileFacts.Kind {
  init(_ kind: TreeEntry.Kind) {
    switch kind {
    case .file: self = .file
    case .folder: self = .folder
    case .link: self = .link
    default: self = .other
    }
  }
}
