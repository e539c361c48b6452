import Host
import Maintenance

/// Goes on from a full backup through the files of the binary log, in the throwaway server where it was loaded.
struct LogReplay {
  let chain: RecoveryChain
  let manifest: BackupManifest
  /// The folder for the unpacked files.
  let place: String
  let context: StepContext

  /// Applies the files of the chain up to its moment. Before anything is applied it is known where to stop, and that nothing
  /// is left out unseen.
  func apply(to server: ThrowawayServer) async throws(StepFailure) {
    guard let start = chain.start?.position, !chain.links.isEmpty else { return }
    let (files, stop) = try await unpack()
    try await checkOutside(files, from: start, to: stop, server)
    // Whoever is named by what is applied next: a view on another's view is read when it is made.
    server.noteDropped(
      try DroppedTables.read(files, from: start, to: stop, of: server.database.plan.schema))
    try await server.makeAccounts(try DefinerScan.accounts(in: files))
    var events = EventStates(try await server.events())
    for (index, file) in files.enumerated() {
      try events.apply(file, from: index == 0 ? start : 4, to: index == files.count - 1 ? stop : nil)
    }
    try await server.replay(files, from: start, stop: stop)
    try await server.settle(events)
  }

  /// The files of the chain as the server wrote them, each looked at again; and where in the last one to stop.
  private func unpack() async throws(StepFailure) -> (files: [String], stop: UInt64?) {
    var paths: [String] = []
    var files: [CommitOrder.File] = []
    for (index, link) in chain.links.enumerated() {
      let raw = try await unpack(link)
      let scan = try BinlogScan.read(raw, from: index == 0 ? chain.start?.position ?? 4 : 4)
      guard scan.bytes == link.file.bytes else {
        throw StepFailure("\(link.file.name): \(scan.bytes) bytes, not \(link.file.bytes)")
      }
      if let identity = link.file.identity, identity != scan.identity {
        throw StepFailure(
          "\(link.file.name): " + context.say("n’est pas le fichier attendu", "is not the file expected"))
      }
      paths.append(raw)
      files.append(CommitOrder.File(name: link.file.name, commits: scan.commits, closedAt: link.writtenBy))
    }
    guard let moment = chain.moment else { return (paths, nil) }
    return try cut(paths, CommitOrder(files, from: manifest.takenAt), at: moment)
  }

  private func unpack(_ link: RecoveryChain.Link) async throws(StepFailure) -> String {
    guard let folder = BackupFolder(id: link.backup, backups: context.backups) else {
      throw StepFailure("\(link.backup): not a backup id")
    }
    let manifest = try folder.manifest()
    guard let artefact = manifest.artefacts.first(where: { $0.name.hasPrefix(link.file.name + ".") }) else {
      throw StepFailure("\(link.backup): \(link.file.name): missing")
    }
    let packed = folder.file(artefact.name)
    let found = try Digest.sha256(of: packed)
    guard found.hexadecimal == artefact.sha256 else {
      throw StepFailure("\(artefact.name): " + context.say("somme de contrôle fausse", "checksum does not hold"))
    }
    let raw = place + "/" + link.file.name
    try await context.run(Compression.of(file: artefact.name).unpacking(packed, into: raw))
    return raw
  }

  /// As far as the moment.
  private func cut(_ paths: [String], _ order: CommitOrder, at moment: Timestamp) throws(StepFailure)
    -> (files: [String], stop: UInt64?)
  {
    func shown(_ file: Int, _ place: UInt64) -> String { "\(chain.links[file].file.name):\(place)" }
    let unplaced = order.unplaced
    if let first = unplaced.first {
      context.output.write(
        "# "
          + context.say(
            "\(context.count(unplaced.count, .commit)) à une heure qui n’est pas celle du journal, à leur place selon leur rang ; d’abord ",
            "\(context.count(unplaced.count, .commit)) with a stamp that is not the log's time, placed by order; the first: "
          )
          + shown(first.file, first.place) + "\n")
    }
    switch order.place(of: moment) {
    case .end: return (paths, nil)
    case .before(let file, let stop): return (Array(paths[...file]), stop)
    case .unclear(let file, let stop, let seconds, let earlier, let later):
      let stamp = Timestamp(milliseconds: Int64(seconds) * 1000)
      throw StepFailure(
        context.say(
          UnclearMoment(place: shown(file, stop), stamp: stamp, earlier: earlier, later: later)
            .text(context.plan)))
    }
  }

  /// Refuses what writes to ours through other schemas, as statements that do not name ours.
  private func checkOutside(_ files: [String], from start: UInt64, to stop: UInt64?, _ server: ThrowawayServer)
    async throws(StepFailure)
  {
    var code = OutsideCode(own: try await server.ownSchemas())
    // As far as the accounts may look: on the server that lives, where it does.
    for restoring in [false, true] {
      guard let live = try? ServerDatabase(context, restoring: restoring), live.credentialsFault == nil,
        let rows = try? await live.ask(OutsideCode.question)
      else { continue }
      code.add(rows)
    }
    let outside = try OutsideStatements(files, from: start, to: stop, code: code)
    if let found = outside.leading {
      let before = Timestamp(milliseconds: Int64(found.seconds) * 1000)
      throw StepFailure(
        context.say(
          "\(found.place) écrit aussi dans la base par une autre, sans la nommer, et ne peut être rejoué à l’écart : « \(found.statement.shown) » ; choisissez l’instant d’avant : --to \(context.plan.option(before)) (binlog_format=ROW l’évite)",
          "\(found.place) writes to the schema too, through another and without naming it, and cannot be replayed aside: \"\(found.statement.shown)\"; choose the moment before it: --to \(context.plan.option(before)) (binlog_format=ROW avoids it)"
        ))
    }
    if let first = outside.first { server.leaveOut(outside.count, first: first) }
  }
}
