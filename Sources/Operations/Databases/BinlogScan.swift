import Glibc
import Host
import Maintenance

/// What a file of a server's binary log holds, read from its events without their content.
struct BinlogScan: Sendable, Hashable {
  /// The moments of the first and the last event.
  private(set) var firstEventAt, lastEventAt: Timestamp?
  /// The file that the closing Rotate event names; `nil` when the server was ended before it could write one.
  private(set) var next: String?
  /// The moment of that event.
  private(set) var closedAt: Timestamp?
  /// The length of the file.
  private(set) var bytes: UInt64 = 0
  /// What stands at its head.
  private(set) var identity: BinlogIdentity?
  /// What had been committed at its end, where the server numbers that.
  private(set) var transactions: [String: UInt64]?
  /// What was committed in it, in order.
  private(set) var commits: [BinlogCommit] = []
  /// What its statements did to the tables of the schema that was asked about.
  private(set) var tables = TableEvents()

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - start: the position of the first event that counts among the commits; what comes before is older.
  ///   - schema: whose tables are of interest; `nil`: none are.
  /// - Throws: a failure that names the file and the place, when the bytes are not a whole binary log.
  static func read(_ path: String, from start: UInt64 = 4, tablesOf schema: String? = nil) throws(StepFailure)
    -> BinlogScan
  {
    let reader = try BinlogReader(path)
    var scan = BinlogScan()
    scan.bytes = reader.length
    while let event = try reader.next() {
      try scan.add(event, reader, from: start)
      if let schema { try scan.tables.note(event, reader, of: schema) }
    }
    return scan
  }

  private mutating func add(_ event: BinlogEvent, _ reader: BinlogReader, from start: UInt64) throws(StepFailure) {
    switch event.kind {
    case BinlogEvent.Kind.formatDescription where identity == nil:
      identity = BinlogIdentity(createdAt: event.moment, server: event.server)
    case BinlogEvent.Kind.gtidList where transactions == nil:
      transactions = try BinlogScan.list(reader.body(event), reader.path)
      identity?.transactions = transactions
    case BinlogEvent.Kind.gtid:
      // Number of the transaction (8), domain (4), flags (1): https://mariadb.com/kb/en/gtid_event/
      let body = try reader.body(event, first: 13)
      let domain = BinlogReader.number(body[8..<12])
      transactions?["\(domain)-\(event.server)"] = BinlogReader.number(body[0..<8])
    case BinlogEvent.Kind.rotate:
      // An event that only the connection made (its moment is 0) is not in a file; one that is, closes it.
      next = String(decoding: try reader.body(event).dropFirst(8), as: UTF8.self)
      closedAt = event.moment
    default: break
    }
    guard event.seconds > 0 else { return }
    if firstEventAt == nil { firstEventAt = event.moment }
    lastEventAt = max(lastEventAt ?? event.moment, event.moment)
    guard event.place >= start else { return }
    if BinlogEvent.Kind.groupBeginnings.contains(event.kind) {
      // FL_STANDALONE: the group is one statement and no transaction.
      var isAlone = false
      if event.kind == BinlogEvent.Kind.gtid { isAlone = try reader.body(event, first: 13)[12] & 1 != 0 }
      commits.append(BinlogCommit(place: event.place, seconds: event.seconds, isStatement: isAlone))
    } else if event.kind == BinlogEvent.Kind.query || event.kind == BinlogEvent.Kind.queryCompressed,
      let last = commits.indices.last, commits[last].isStatement
    {
      // The number of the thread (4), how long it took (4). See BinlogStatement.seconds.
      let body = try reader.body(event, first: 8)
      commits[last].wall = event.seconds &+ UInt32(BinlogReader.number(body[4..<8]))
    }
  }

  /// How many there are (28 bits of 4 bytes), then each one's domain (4), server (4) and number (8).
  /// https://mariadb.com/kb/en/gtid_list_event/
  private static func list(_ body: [UInt8], _ path: String) throws(StepFailure) -> [String: UInt64] {
    guard body.count >= 4 else { throw StepFailure("\(path): list of transactions: too short") }
    let count = Int(BinlogReader.number(body[0..<4]) & 0x0FFF_FFFF)
    guard body.count >= 4 + 16 * count else { throw StepFailure("\(path): list of transactions: too short") }
    var list: [String: UInt64] = [:]
    for index in 0..<count {
      let part = body[(4 + 16 * index)..<(20 + 16 * index)]
      let (domain, server) = (part.prefix(4), part.dropFirst(4).prefix(4))
      list["\(BinlogReader.number(domain))-\(BinlogReader.number(server))"] = BinlogReader.number(part.suffix(8))
    }
    return list
  }
}

extension BinlogFile {
  /// A file as it was read.
  init(name: String, _ scan: BinlogScan, next: String) {
    self.init(
      name: name, bytes: scan.bytes, firstEventAt: scan.firstEventAt, lastEventAt: scan.lastEventAt, next: next,
      identity: scan.identity, transactions: scan.transactions, closedAt: scan.closedAt,
      tables: scan.tables.list)
  }
}
