import Glibc
import Host
import Maintenance

/// What a file of a server's binary log holds, read from the headers of its events; the events themselves are skipped.
///
/// A file begins with `FE 62 69 6E`; then each event has a header of 19 bytes, little-endian: seconds since the epoch (4),
/// type (1), server (4), size with the header (4), end position (4), flags (2).
/// https://mariadb.com/kb/en/2-binlog-event-header/, https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_replication_binlog_event.html
struct BinlogScan: Sendable, Hashable {
  /// The moments of the first and the last event.
  private(set) var firstEventAt, lastEventAt: Timestamp?
  /// The file that the closing Rotate event names; `nil` when the server was ended before it could write one.
  private(set) var next: String?
  /// The length of the file.
  private(set) var bytes: UInt64 = 0
  /// Where the first group of events begins that is not before the moment asked for; `nil` when all of them are.
  private(set) var stop: UInt64?
  /// How many groups of events there are: transactions, and statements that are their own.
  private(set) var groups = 0

  private enum Kind {
    static let stop: UInt8 = 3
    static let rotate: UInt8 = 4
    static let formatDescription: UInt8 = 15
    static let startEncryption: UInt8 = 164
    /// GTID_LOG_EVENT and ANONYMOUS_GTID_LOG_EVENT of MySQL, GTID_EVENT of MariaDB: each begins a group.
    static let groupBeginnings: Set<UInt8> = [33, 34, 162]
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - stopAt: the moment for which ``stop`` is wanted: the first group of that second or later.
  ///   - start: the position of the first event that counts; what comes before is older.
  /// - Throws: a failure that names the file and the place, when the bytes are not a whole binary log.
  static func read(_ path: String, stopAt: Timestamp? = nil, from start: UInt64 = 4) throws(StepFailure) -> BinlogScan {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw StepFailure(FileFault("open", path, code: errno)) }
    defer { close(file) }
    guard let length = FileSystem.facts(path)?.bytes else { throw StepFailure(FileFault("stat", path, code: ENOENT)) }
    var scan = BinlogScan()
    scan.bytes = length
    guard try bytes(file, 4, at: 0, path) == [0xFE, 0x62, 0x69, 0x6E] else {
      throw StepFailure("\(path): not a binary log")
    }
    var place: UInt64 = 4
    var hasChecksums = false
    while place < length {
      let header = try bytes(file, 19, at: place, path)
      let moment = number(header[0..<4])
      let size = UInt64(number(header[9..<13]))
      guard size >= 19, place + size <= length else { throw StepFailure("\(path): torn at byte \(place)") }
      let kind = header[4]
      switch kind {
      case Kind.formatDescription:
        // The last five bytes: the algorithm of the checksums, and the event's own.
        hasChecksums = try bytes(file, 1, at: place + size - 5, path) == [1]
      case Kind.rotate:
        // An event that only the connection made (its moment is 0) is not in a file; one that is, closes it.
        let body = try bytes(file, Int(size) - 19, at: place + 19, path)
        scan.next = String(decoding: body.dropFirst(8).dropLast(hasChecksums ? 4 : 0), as: UTF8.self)
      case Kind.startEncryption:
        throw StepFailure("\(path): encrypted; its files cannot be read without the server's keys")
      default: break
      }
      if moment > 0 {
        let at = Timestamp(milliseconds: Int64(moment) * 1000)
        if scan.firstEventAt == nil { scan.firstEventAt = at }
        scan.lastEventAt = max(scan.lastEventAt ?? at, at)
        if Kind.groupBeginnings.contains(kind), place >= start {
          scan.groups += 1
          if let stopAt, at >= stopAt, scan.stop == nil { scan.stop = place }
        }
      }
      place += size
    }
    return scan
  }

  private static func bytes(_ file: Int32, _ count: Int, at place: UInt64, _ path: String) throws(StepFailure)
    -> [UInt8]
  {
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

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }
}
