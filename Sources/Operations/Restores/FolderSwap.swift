import Host
import Maintenance

/// Puts one folder or file of a restore in place: by one rename where nothing is mounted there, else entry by entry.
struct FolderSwap {
  let names: SwapNames
  /// What comes: the folder or file that was built, or what an earlier operation has kept.
  let incoming: String
  /// Where the state of each volume in the target lies.
  let volume: ([UInt8]) -> [UInt8]
  private let places: MountedPlaces
  /// Whether what comes is back already: what was left unfinished was taken back.
  private var isBack = false
  private let recordPath: String
  private let context: StepContext

  /// What was extracted.
  init(_ restore: FolderRestore, built: String, _ context: StepContext) throws(StepFailure) {
    let names = restore.names
    self.context = context
    self.names = names
    incoming = restore.payload(in: built)
    volume = { names.built(in: $0, as: built) + Array("/tree".utf8) }
    recordPath = FolderSwap.recordPath(restore.item, context.operation, context)
    do throws(FileFault) { places = try MountedPlaces(restore.item.path, tree: incoming) } catch {
      throw StepFailure(error).untouched
    }
  }

  /// What an earlier operation has kept. One that it left unfinished is taken back first.
  init(_ item: ArchiveItem, reverting earlier: String, _ context: StepContext) throws(StepFailure) {
    let kept = SwapNames(target: item.path, operation: earlier)
    self.context = context
    names = SwapNames(target: item.path, operation: context.operation)
    incoming = kept.keptTree
    volume = kept.kept(in:)
    recordPath = FolderSwap.recordPath(item, context.operation, context)
    let path = FolderSwap.recordPath(item, earlier, context)
    let record = try FolderSwap.recall(path)
    let root = Array((FileSystem.resolved(item.path) ?? item.path).utf8)
    do throws(FileFault) {
      let lives = record.map { Set($0.levels.map(\.live)) }
      places = try MountedPlaces(item.path) { path in
        lives?.contains(PlacedSwap.join(root, path)) ?? false ? .folder : nil
      }
      if var record, record.state != .done {
        isBack = true
        if record.state == .begun { try record.takeBack() }
        record.state = .takenBack
        try FolderSwap.write(record, path)
        try kept.removeBuilds()
      }
    } catch {
      throw StepFailure(error)
    }
    guard record != nil || places.isEmpty else {
      throw StepFailure(
        context.say(
          "\(item.path) : un volume y a été monté depuis ; démontez-le d’abord",
          "\(item.path): a volume was mounted there since; unmount it first")
      ).untouched
    }
  }

  private static func recordPath(_ item: ArchiveItem, _ operation: String, _ context: StepContext) -> String {
    context.state.operation(operation) + "/placed-" + item.base + ".json"
  }

  /// Swaps, or finishes a swap; one that fails in the middle is taken back.
  func perform() throws(StepFailure) {
    if isBack { return }
    var swap = try FolderSwap.recall(recordPath)
    if swap?.state == .takenBack {
      throw StepFailure(
        names.target + ": " + context.say("l’état d’avant a déjà été remis", "the state before was put back already")
      ).untouched
    }
    if swap == nil, places.isEmpty {
      do throws(FileFault) { return try names.swap(incoming: incoming).perform() } catch { throw StepFailure(error) }
    }
    guard FileSystem.facts(names.target)?.kind == .folder else {
      throw StepFailure(
        names.target + ": " + context.say("un fichier monté seul ne se remplace pas", "a file mounted by itself stays")
      ).untouched
    }
    do throws(FileFault) {
      if swap == nil {
        let planned = PlacedSwap(levels: try levels())
        try FolderSwap.write(planned, recordPath)
        swap = planned
      }
      guard var swap, swap.state != .done else { return }
      try perform(swap)
      swap.state = .done
      try FolderSwap.write(swap, recordPath)
    } catch {
      throw swap?.isUntouched ?? true ? StepFailure(error).untouched : StepFailure(error)
    }
  }

  private func perform(_ swap: PlacedSwap) throws(FileFault) {
    do throws(FileFault) {
      try swap.perform()
    } catch {
      try? swap.takeBack()
      throw error
    }
  }

  private static func recall(_ path: String) throws(StepFailure) -> PlacedSwap? {
    guard FileSystem.exists(path) else { return nil }
    let text: [UInt8]
    do throws(FileFault) { text = try FileSystem.read(path, limit: 1 << 30) } catch { throw StepFailure(error) }
    return try JSONText.read(PlacedSwap.self, text, path: path)
  }

  private static func write(_ swap: PlacedSwap, _ path: String) throws(FileFault) {
    let text: [UInt8]
    do throws(StepFailure) { text = try JSONText.line(swap) } catch { throw FileFault("encode", path, code: 22) }
    try FileSystem.writeAtomically(path, text)
  }

  /// The folders that stay, each with what goes and what comes.
  private func levels() throws(FileFault) -> [PlacedSwap.Level] {
    let ways = places.ways
    let mounts = Set(places.exchanged + places.left.keys)
    var levels: [PlacedSwap.Level] = []
    for base in [[]] + places.exchanged {
      let incoming = base.isEmpty ? Array(self.incoming.utf8) : volume(places.place(base))
      let kept = base.isEmpty ? Array(names.keptTree.utf8) : names.kept(in: places.place(base))
      // The folders that lead from this volume to the mounts in it, up to the next.
      let inner = ways.filter { way in
        (base.isEmpty || way.starts(with: base + [0x2F]))
          && !mounts.contains { $0.count > base.count && (way == $0 || way.starts(with: $0 + [0x2F])) }
      }
      for path in [base] + inner.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        let below = Array(path.dropFirst(base.isEmpty || path == base ? base.count : base.count + 1))
        let live = places.place(path)
        let stays = Set((Array(ways) + Array(mounts)).filter { TreeRecord.parent(of: $0) == path }.map(FolderSwap.name))
        func names(_ folder: [UInt8]) throws(FileFault) -> [[UInt8]] {
          try FileSystem.names(in: folder).filter { !stays.contains($0) && !SwapNames.isOurs($0) }
        }
        let coming = below.isEmpty ? incoming : PlacedSwap.join(incoming, below)
        let hasComing = FileSystem.facts(coming)?.kind == .folder
        // Nothing goes when nothing comes.
        guard hasComing || !below.isEmpty else {
          throw FileFault("lstat", String(decoding: coming, as: UTF8.self), code: 2)
        }
        levels.append(
          PlacedSwap.Level(
            live: live, incoming: coming, kept: below.isEmpty ? kept : PlacedSwap.join(kept, below),
            old: try names(live), new: hasComing ? try names(coming) : [], before: try FolderClothes(of: live),
            after: try FolderClothes(of: hasComing ? coming : live)))
      }
    }
    return levels
  }

  private static func name(_ path: [UInt8]) -> [UInt8] {
    path.lastIndex(of: 0x2F).map { Array(path[($0 + 1)...]) } ?? path
  }
}
