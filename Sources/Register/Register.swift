import GRDB
import Maintenance
import Synchronization

/// The register of one state folder, open for writing: `register.sqlite` and the anchors of its audit. There is one
/// writer at a time, held by a kernel lock.
///
/// Every call may be made from any thread and blocks until what it wrote is on the disk: SQLite runs in WAL mode with
/// `synchronous=FULL`, one flush for each commit, and one more for the anchor of an audit row. Samples are written by
/// the same rules, in batches: a flush every 30 s costs nothing, and one rule is easier to trust than two.
public final class Register: RegisterReading {
  public let source: RegisterSource
  /// What was found when it was opened.
  public let opening: RegisterOpening

  let pool: DatabasePool
  let now: @Sendable () -> Timestamp
  private let writer: Mutex<Writer?>

  private struct Writer: ~Copyable, Sendable {
    let lock: WriterLock
    var anchors: AnchorFile
  }

  /// Where the files were put that could not be used, when a new register had to be begun.
  public var openedAside: String? { opening.keptAside }

  /// Opens or begins the register in `folder`, which is made when its parent is there.
  ///
  /// A corrupt file is kept aside with all that belongs to it, a new register is begun, and both ``opening`` and the
  /// first row of the new audit say so. Throws `unwritableFolder`, `diskFull`, `newerSchema`, `foreign`, `locked`.
  public init(folder: String, now: @escaping @Sendable () -> Timestamp) throws(RegisterError) {
    let files = RegisterFiles(folder: folder)
    try files.prepare()
    let lock = try WriterLock(path: files.lock)
    var opening = RegisterOpening()
    let pool: DatabasePool
    do {
      pool = try Opening.writer(files)
    } catch  where error.kind == .corrupt {
      opening.keptAside = try files.keepAside(why: "corrupt", at: now())
      opening.keptAsideBecause = error.message
      try files.prepare()
      pool = try Opening.writer(files)
    }
    let source = RegisterSource(database: pool, files: files)
    let (head, identity) = try source.translating {
      try pool.read { db in
        (try AuditChain.headEntry(db), try AuditChain.identity(db))
      }
    }
    if head == nil, let ends = AnchorFile.ends(path: files.anchors),
      ends.last != nil || ends.header != Anchor.header(identity)
    {
      opening.keptAside = try files.keepAside(why: "lost", at: now(), includingDatabase: false)
      opening.keptAsideBecause = AnchorFinding.databaseLost
    }
    let finding = AnchorFinding(path: files.anchors, identity: identity, head: head)
    var anchors = try AnchorFile.open(path: files.anchors, identity: identity, last: finding.last)
    files.makeFolderDurable()
    if case .cutShort(let anchor) = finding.kind {
      try anchors.append(anchor)
      opening.healedRow = anchor.sequence
    }
    if case .contradicted(let fault) = finding.kind { opening.fault = fault }

    self.source = source
    self.pool = pool
    self.now = now
    self.opening = opening
    writer = Mutex(Writer(lock: lock, anchors: anchors))
    try recordOpening()
  }

  /// Writes what is still in the log into the database file and closes it. Nothing may be asked of it afterwards.
  public func close() throws(RegisterError) {
    try source.translating {
      if !source.isSuspect.load(ordering: .relaxed) { try pool.write { db in try Meta.set("clean", "1", db) } }
      _ = try? pool.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
      // The last connection to close takes the log away with it, unless it could only read.
      pool.invalidateReadOnlyConnections()
      try pool.close()
    }
    writer.withLock { $0 = nil }
  }

  /// One transaction that leaves at most one row in the audit, and that row's anchor. `body` is given the place of
  /// that row.
  func commit<Result: Sendable>(
    _ body: (Database, AuditChain.Position) throws -> (Result, AuditEntry?)
  ) throws(RegisterError) -> Result {
    try writer.withLock { writer throws(RegisterError) in
      try writer?.anchors.prepare()
      guard let anchored = writer?.anchors.last else {
        throw RegisterError(.refused, path: source.files.database, detail: "closed")
      }
      let (result, entry) = try source.translating {
        try pool.write { db in try body(db, AuditChain.next(db, after: anchored)) }
      }
      if let entry { try writer?.anchors.append(Anchor(sequence: entry.sequence, hash: entry.hash)) }
      return result
    }
  }

  /// One transaction that leaves nothing in the audit.
  func write<Result>(_ body: (Database) throws -> Result) throws(RegisterError) -> Result {
    try source.translating { try pool.write(body) }
  }

  private func recordOpening() throws(RegisterError) {
    if let aside = opening.keptAside {
      try audit(
        by: .agent, action: "register.kept-aside", target: aside,
        detail: json(["because": opening.keptAsideBecause]), at: now())
    }
    if let row = opening.healedRow {
      try audit(by: .agent, action: "register.anchor-healed", target: "audit:\(row)", at: now())
    }
    if let fault = opening.fault {
      try audit(by: .agent, action: "register.fault", target: "register", detail: json(["fault": fault]), at: now())
    }
  }
}
