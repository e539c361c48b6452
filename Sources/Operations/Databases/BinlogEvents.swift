import Glibc
import Host
import Maintenance

/// One event of a server's binary log: its header, and where its body lies.
///
/// A header has 19 bytes, little-endian: seconds since the epoch (4), type (1), server (4), size with the header (4), end
/// position (4), flags (2). https://mariadb.com/kb/en/2-binlog-event-header/,
/// https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_replication_binlog_event.html
struct BinlogEvent: Sendable, Hashable {
  /// The types that are told apart here (https://mariadb.com/kb/en/2-binlog-event-header/#event-type).
  enum Kind {
    static let query: UInt8 = 2
    static let stop: UInt8 = 3
    static let rotate: UInt8 = 4
    static let intvar: UInt8 = 5
    static let rand: UInt8 = 13
    static let userVariable: UInt8 = 14
    static let formatDescription: UInt8 = 15
    static let xid: UInt8 = 16
    static let tableMap: UInt8 = 19
    static let xaPrepare: UInt8 = 38
    static let annotateRows: UInt8 = 160
    static let binlogCheckpoint: UInt8 = 161
    static let gtid: UInt8 = 162
    static let gtidList: UInt8 = 163
    static let startEncryption: UInt8 = 164
    static let queryCompressed: UInt8 = 165
    /// The changes of rows, all versions of them, packed or not: the table map before them names their table.
    static let rows: Set<UInt8> = Set(20...25).union(30...32).union(166...171)
    /// GTID_LOG_EVENT and ANONYMOUS_GTID_LOG_EVENT of MySQL, GTID_EVENT of MariaDB: each begins a group.
    static let groupBeginnings: Set<UInt8> = [33, 34, 162]
    /// What stands between groups.
    static let betweenGroups: Set<UInt8> = [stop, rotate, formatDescription, binlogCheckpoint, gtidList, 35]
  }

  var place: UInt64
  var size: UInt64
  var kind: UInt8
  /// What its session took for the time; `SET TIMESTAMP` sets it to anything.
  var seconds: UInt32
  var flags: UInt16
  /// The `server_id` of the server on which it was committed first.
  var server: UInt32

  var moment: Timestamp { Timestamp(milliseconds: Int64(seconds) * 1000) }
  var end: UInt64 { place + size }
  /// `LOG_EVENT_THREAD_SPECIFIC_F`: the statement reads or writes temporary tables of its session.
  var usesTemporaryTables: Bool { flags & 4 != 0 }
}

/// Reads the events of one file of a binary log, in their order.
final class BinlogReader {
  let path: String
  let length: UInt64
  private let file: Int32
  private var place: UInt64 = 4
  private(set) var hasChecksums = false

  /// Opens a file, which begins with `FE 62 69 6E`.
  init(_ path: String) throws(StepFailure) {
    self.path = path
    file = open(path, O_RDONLY | O_CLOEXEC)
    var status = stat()
    guard file >= 0, fstat(file, &status) == 0 else { throw StepFailure(FileFault("open", path, code: errno)) }
    length = UInt64(status.st_size)
    guard try bytes(4, at: 0) == [0xFE, 0x62, 0x69, 0x6E] else { throw StepFailure("\(path): not a binary log") }
  }

  deinit { if file >= 0 { close(file) } }

  /// The next event; `nil` at the end of the file.
  ///
  /// - Throws: a failure that names the file and the place, when the bytes are not a whole binary log.
  func next() throws(StepFailure) -> BinlogEvent? {
    guard place < length else { return nil }
    let header = try bytes(19, at: place)
    let event = BinlogEvent(
      place: place, size: UInt64(BinlogReader.number(header[9..<13])), kind: header[4],
      seconds: UInt32(BinlogReader.number(header[0..<4])), flags: UInt16(BinlogReader.number(header[17..<19])),
      server: UInt32(BinlogReader.number(header[5..<9])))
    guard event.size >= 19, event.end <= length else { throw StepFailure("\(path): torn at byte \(place)") }
    if event.kind == BinlogEvent.Kind.startEncryption {
      throw StepFailure("\(path): encrypted; its files cannot be read without the server's keys")
    }
    if event.kind == BinlogEvent.Kind.formatDescription, event.size >= 24 {
      // The last five bytes: the algorithm of the checksums, and the event's own.
      hasChecksums = try bytes(1, at: event.end - 5) == [1]
    }
    place = event.end
    return event
  }

  /// Goes on at an event that begins at `place`.
  func seek(_ place: UInt64) { self.place = place }

  /// What follows the header, without the checksum.
  func body(_ event: BinlogEvent) throws(StepFailure) -> [UInt8] {
    let tail: UInt64 = hasChecksums ? 4 : 0
    guard event.size >= 19 + tail else { throw StepFailure("\(path): torn at byte \(event.place)") }
    return try bytes(Int(event.size - 19 - tail), at: event.place + 19)
  }

  /// The first bytes of what follows the header.
  func body(_ event: BinlogEvent, first count: Int) throws(StepFailure) -> [UInt8] {
    guard event.size >= UInt64(19 + count) else { throw StepFailure("\(path): torn at byte \(event.place)") }
    return try bytes(count, at: event.place + 19)
  }

  private func bytes(_ count: Int, at place: UInt64) throws(StepFailure) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: count)
    var got = 0
    while got < count {
      let read = buffer.withUnsafeMutableBytes {
        pread(file, $0.baseAddress.map { $0 + got }, count - got, off_t(place) + off_t(got))
      }
      if read < 0 && errno == EINTR { continue }
      guard read > 0 else { throw StepFailure("\(path): torn at byte \(place)") }
      got += read
    }
    return buffer
  }

  /// A little-endian number.
  static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
}

/// A statement of the log.
///
/// The body: thread (4), how long it took (4), length of its default schema's name (1), error (2), length of the status
/// variables (2); the variables, the name and a 0, and the text. https://mariadb.com/kb/en/query_event/; packed ones have
/// the text as zlib behind its length (https://mariadb.com/kb/en/compressing-events-to-reduce-size-of-the-binary-log/,
/// `binlog_buf_uncompress` in the server's log_event.cc).
struct BinlogStatement: Sendable, Hashable {
  var thread: UInt64
  /// How long it ran: the wall clock at its end less what its session took for the time at its beginning, modulo 2^32. The
  /// sum of both is the wall clock's, whatever `SET TIMESTAMP` said.
  var seconds: UInt32
  /// The schema that was in use.
  var schema: String
  var text: [UInt8]
  /// `ANSI_QUOTES`: what stands in double quotes is a name.
  var quotesNames: Bool
  /// `NO_BACKSLASH_ESCAPES`: a backslash in a text is one.
  var keepsBackslashes: Bool
  var usesTemporaryTables: Bool

  /// The statement of an event's body; `nil` when it cannot be read.
  init?(_ body: [UInt8], _ event: BinlogEvent) {
    guard body.count >= 13 else { return nil }
    thread = BinlogReader.number(body[0..<4])
    seconds = UInt32(BinlogReader.number(body[4..<8]))
    let names = 13 + Int(BinlogReader.number(body[11..<13]))
    let start = names + Int(body[8]) + 1
    guard start <= body.count else { return nil }
    schema = String(decoding: body[names..<start - 1], as: UTF8.self)
    guard let mode = BinlogStatement.mode(body[13..<names]) else { return nil }
    // MODE_ANSI_QUOTES and MODE_NO_BACKSLASH_ESCAPES of the server's sql_class.h.
    quotesNames = mode & 4 != 0
    keepsBackslashes = mode & (1 << 20) != 0
    usesTemporaryTables = event.usesTemporaryTables
    if event.kind == BinlogEvent.Kind.queryCompressed {
      guard let unpacked = BinlogStatement.unpacked(body[start...]) else { return nil }
      text = unpacked
    } else {
      text = Array(body[start...])
    }
  }

  init(text: String, schema: String, usesTemporaryTables: Bool = false) {
    (thread, seconds, self.schema, self.text) = (0, 0, schema, Array(text.utf8))
    (quotesNames, keepsBackslashes, self.usesTemporaryTables) = (false, false, usesTemporaryTables)
  }

  /// As a person reads it, on one line and not too long.
  var shown: String { String(SafeText.clean(String(decoding: text.prefix(2000), as: UTF8.self)).prefix(200)) }

  /// The flags (code 0, 4 bytes) and the mode (code 1, 8 bytes) come first.
  private static func mode(_ variables: ArraySlice<UInt8>) -> UInt64? {
    var rest = variables
    if rest.isEmpty { return 0 }
    if rest.first == 0 { rest = rest.dropFirst(5) }
    guard rest.first == 1, rest.count >= 9 else { return nil }
    return BinlogReader.number(rest.dropFirst().prefix(8))
  }

  /// The first byte: 0x80, the algorithm (0 is zlib) in three bits, how many bytes the length takes in three.
  private static func unpacked(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    guard let first = bytes.first, first & 0xF0 == 0x80 else { return nil }
    let width = Int(first & 7)
    guard width >= 1, width <= 4, bytes.count > 1 + width else { return nil }
    let length = bytes.dropFirst().prefix(width).reduce(0) { $0 << 8 | Int($1) }
    guard let text = Inflate.zlib(bytes.dropFirst(1 + width), limit: min(length, 1 << 30)), text.count == length else {
      return nil
    }
    return text
  }
}

/// What belongs together in the log: a transaction, or a statement that is its own. It is applied as a whole, or not.
struct BinlogGroup: Sendable, Hashable {
  var place: UInt64
  /// Where the next one begins.
  var end: UInt64
  var seconds: UInt32
  var statements: [BinlogStatement] = []
  /// The schema and table of each table map.
  var tables: [Table] = []
  /// Whether everything in it could be read.
  var isUnderstood = true

  struct Table: Sendable, Hashable {
    var schema: String
    var name: String
  }

  /// What a person is shown of it.
  var shown: String {
    statements.first { !$0.isBoundary }?.shown
      ?? tables.first.map { "(rows of \($0.schema).\($0.name))" } ?? statements.first?.shown ?? "?"
  }

  /// The group that begins at a place.
  static func read(_ path: String, at place: UInt64) throws(StepFailure) -> BinlogGroup {
    let reader = try BinlogReader(path)
    // The first event says whether there are checksums.
    _ = try reader.next()
    reader.seek(place)
    guard let first = try reader.next() else { throw StepFailure("\(path): nothing at byte \(place)") }
    var group = BinlogGroup(place: place, end: first.end, seconds: first.seconds)
    group.isUnderstood = BinlogEvent.Kind.groupBeginnings.contains(first.kind)
    while let event = try reader.next(), !BinlogEvent.Kind.groupBeginnings.contains(event.kind),
      !BinlogEvent.Kind.betweenGroups.contains(event.kind)
    {
      group.end = event.end
      try group.add(event, reader)
    }
    return group
  }

  private mutating func add(_ event: BinlogEvent, _ reader: BinlogReader) throws(StepFailure) {
    switch event.kind {
    case BinlogEvent.Kind.query, BinlogEvent.Kind.queryCompressed:
      if let statement = BinlogStatement(try reader.body(event), event) {
        statements.append(statement)
      } else {
        isUnderstood = false
      }
    case BinlogEvent.Kind.tableMap:
      if let table = BinlogGroup.table(try reader.body(event)) { tables.append(table) } else { isUnderstood = false }
    case BinlogEvent.Kind.intvar, BinlogEvent.Kind.rand, BinlogEvent.Kind.userVariable, BinlogEvent.Kind.xid,
      BinlogEvent.Kind.xaPrepare, BinlogEvent.Kind.annotateRows:
      break
    default:
      if !BinlogEvent.Kind.rows.contains(event.kind) { isUnderstood = false }
    }
  }

  /// Number of the table (6), flags (2), then each name behind its length and before a 0.
  /// https://mariadb.com/kb/en/table_map_event/
  private static func table(_ body: [UInt8]) -> Table? {
    guard body.count > 9 else { return nil }
    let schemaEnd = 9 + Int(body[8])
    guard schemaEnd + 1 < body.count else { return nil }
    let nameEnd = schemaEnd + 2 + Int(body[schemaEnd + 1])
    guard nameEnd <= body.count else { return nil }
    return Table(
      schema: String(decoding: body[9..<schemaEnd], as: UTF8.self),
      name: String(decoding: body[schemaEnd + 2..<nameEnd], as: UTF8.self))
  }
}
