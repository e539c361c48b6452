import Glibc
import Host
import Maintenance

/// Of a dump of tables the part that a rehearsal needs where there is no room for all: how each table is made, and its longest
/// row, the largest that the server must take.
///
/// A dump writes a statement of rows on one line, or `INSERT INTO … VALUES` and each row on a line of its own (mariadb-dump
/// 10.11); line ends in values are escaped.
enum SampleDump {
  private static let insert = Array("INSERT INTO `".utf8)
  private static let semicolon = UInt8(ascii: ";")

  /// What a line of a dump is.
  private enum Line {
    /// A statement that puts in rows as a whole.
    case rows(table: [UInt8])
    /// The first line of one whose rows follow.
    case head(table: [UInt8])
    /// One row of it.
    case row
    case other
  }

  /// Tells lines apart, one after the other.
  private struct Lines {
    private var isInRows = false

    mutating func kind(of line: ArraySlice<UInt8>) -> Line {
      if isInRows {
        isInRows = line.last != semicolon
        return .row
      }
      guard let table = table(of: line) else { return .other }
      if line.last == semicolon { return .rows(table: table) }
      isInRows = true
      return .head(table: table)
    }
  }

  /// Writes the sample of a dump beside it.
  static func write(of dump: String, to sample: String) throws(StepFailure) {
    let kept = try longest(dump)
    let file = open(sample, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw StepFailure(FileFault("open", sample, code: errno)) }
    defer { close(file) }
    var pending: [UInt8] = []
    var fault: FileFault?
    func flush() {
      guard fault == nil else { return }
      do throws(FileFault) { try FileSystem.write(file, pending, path: sample) } catch { fault = error }
      pending.removeAll(keepingCapacity: true)
    }
    var lines = Lines()
    var number = 0
    var head: [UInt8] = []
    try LineReader.read(dump) { line in
      defer { number += 1 }
      switch lines.kind(of: line) {
      case .head:
        head = Array(line)
        return
      case .row:
        guard kept.contains(number) else { return }
        pending += head + [0x0A] + line.dropLast() + [semicolon]
      case .rows:
        guard kept.contains(number) else { return }
        pending += line
      case .other: pending += line
      }
      pending.append(0x0A)
      if pending.count >= 1 << 20 { flush() }
    }
    flush()
    if let fault { throw StepFailure(fault) }
  }

  /// The numbers of the lines that hold the longest row of each table.
  private static func longest(_ dump: String) throws(StepFailure) -> Set<Int> {
    var found: [[UInt8]: (number: Int, bytes: Int)] = [:]
    var lines = Lines()
    var number = 0
    var table: [UInt8] = []
    try LineReader.read(dump) { line in
      defer { number += 1 }
      switch lines.kind(of: line) {
      case .head(let name): table = name
      case .rows(let name):
        if line.count > found[name]?.bytes ?? 0 { found[name] = (number, line.count) }
      case .row:
        if line.count > found[table]?.bytes ?? 0 { found[table] = (number, line.count) }
      case .other: break
      }
    }
    return Set(found.values.map(\.number))
  }

  /// The quoted name of the table into which a line puts rows; `nil` for any other line.
  private static func table(of line: ArraySlice<UInt8>) -> [UInt8]? {
    guard line.starts(with: insert) else { return nil }
    var place = line.startIndex + insert.count
    while place < line.endIndex {
      if line[place] == UInt8(ascii: "`") {
        let next = place + 1
        guard next < line.endIndex, line[next] == UInt8(ascii: "`") else { break }
        place = next
      }
      place += 1
    }
    return Array(line[(line.startIndex + insert.count)..<place])
  }
}
