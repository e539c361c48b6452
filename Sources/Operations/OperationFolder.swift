import Glibc
import Host
import Maintenance

/// The folder of one operation, `STATE/operations/ID/`: its ticket, its journal, its output, and the lock that its
/// worker holds while it lives.
public struct OperationFolder: Sendable, Hashable {
  public let id: String
  /// The folder itself.
  public let path: String

  /// How long after a launch an operation whose worker has not been seen yet counts as running.
  static let startingSeconds = 10.0

  /// The folder of an operation, there or not; `nil` for a text that is no id.
  public init?(id: String, state: StateFolder) {
    guard OperationID.isValid(id) else { return nil }
    self.id = id
    path = state.operation(id)
  }

  /// `ticket.json`.
  public var ticketPath: String { path + "/ticket.json" }
  /// `journal.jsonl`.
  public var journalPath: String { path + "/journal.jsonl" }
  /// `output`.
  public var outputPath: String { path + "/output" }
  /// `lock`.
  public var lockPath: String { path + "/lock" }
  /// `launched`: its time is that of the last launch of a worker.
  var launchedPath: String { path + "/launched" }
  /// `worker.log`: what the worker process itself said, when it could not even journal.
  public var workerLogPath: String { path + "/worker.log" }

  /// Makes the folder of a new operation with its ticket, durably.
  public static func create(_ ticket: OperationTicket, state: StateFolder) throws(StepFailure) -> OperationFolder {
    guard let folder = OperationFolder(id: ticket.id, state: state) else {
      throw StepFailure("\(ticket.id): not an operation id")
    }
    let text = try JSONText.page(ticket)
    do throws(FileFault) {
      try FileSystem.makeFolder(state.operations)
      guard mkdir(folder.path, 0o700) == 0 else { throw FileFault("mkdir", folder.path, code: errno) }
      try FileSystem.writeAtomically(folder.ticketPath, text)
      try FileSystem.syncFolder(state.operations)
      return folder
    } catch {
      throw StepFailure(error)
    }
  }

  /// The ids of all operations, oldest first.
  public static func list(state: StateFolder) -> [String] {
    ((try? FileSystem.names(in: state.operations)) ?? []).filter(OperationID.isValid)
  }

  /// What was ordered.
  public func ticket() throws(StepFailure) -> OperationTicket {
    let text: [UInt8]
    do throws(FileFault) { text = try FileSystem.read(ticketPath) } catch { throw StepFailure(error) }
    return try JSONText.read(OperationTicket.self, text, path: ticketPath)
  }

  /// What was journalled so far; empty before the worker has begun.
  public func journal() -> [JournalEntry] {
    (try? FileSystem.read(journalPath)).map(Journal.parse) ?? []
  }

  /// What its steps have found out.
  func facts() -> [String: String] {
    journal().reduce(into: [:]) { facts, entry in
      if case .stepDone(_, _, _, let found) = entry.event { facts.merge(found) { $1 } }
    }
  }

  /// Whether what it said is still in its folder.
  public var hasOutput: Bool { FileSystem.exists(outputPath) }

  /// The output so far from a byte on, at most `limit` bytes of it.
  public func output(from offset: Int = 0, limit: Int = 1 << 20) -> [UInt8] {
    var skipped = 0
    var taken: [UInt8] = []
    try? FileSystem.readPieces(outputPath) { piece in
      let fresh = piece.dropFirst(max(0, offset - skipped))
      skipped += piece.count
      taken.append(contentsOf: fresh.prefix(limit - taken.count))
      return taken.count < limit
    }
    return taken
  }

  /// The operation as it stands.
  public func status(now: Timestamp) throws(StepFailure) -> OperationStatus {
    let ticket = try ticket()
    // The lock before the journal: a worker that ends in between has written its end.
    let isHeld = WorkerProbe.isAlive(self)
    let entries = journal()
    return OperationFold.fold(ticket, entries, workerAlive: isHeld || isStarting(entries, ticket, now: now))
  }

  /// Whether a worker has just been launched and has not yet taken the lock: a moment that must not look like a death.
  private func isStarting(_ entries: [JournalEntry], _ ticket: OperationTicket, now: Timestamp) -> Bool {
    let launched = FileSystem.facts(launchedPath).map { Timestamp(milliseconds: $0.modifiedNanoseconds / 1_000_000) }
    let begun = launched ?? ticket.createdAt
    if let last = entries.last?.at, last >= begun { return false }
    let age = now.seconds(since: begun)
    return age >= 0 && age < OperationFolder.startingSeconds
  }

  /// Asks the worker to cancel the operation; `false` when no worker is there to ask.
  public func cancel() -> Bool {
    guard let pid = FileLock.holder(lockPath), let worker = ProcessHandle(pid: pid) else { return false }
    // Held still: so the handle is the worker's and not that of a later process with its number.
    guard FileLock.holder(lockPath) == pid else { return false }
    return worker.signal(SIGTERM)
  }
}
