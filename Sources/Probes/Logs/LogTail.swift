import Host
import Maintenance

/// Reads a part of a log file from its end or from a byte on backwards. It never reads more than ``limit`` bytes,
/// whatever the file's length.
public struct LogTail: Sendable {
  /// No more than so many bytes are read for one part.
  static let limit: Int64 = 256 << 10
  /// Of an entry that goes on, so many lines are kept.
  static let linesKept = 40
  /// No line is kept longer than this many characters.
  static let widest = 2000

  private let log: LogPlan
  private let offset: LogProbe.ZoneOffset

  /// A reader of one log of the plan.
  public init(_ log: LogPlan, offset: @escaping LogProbe.ZoneOffset = hostZoneOffset) {
    self.log = log
    self.offset = offset
  }

  /// The part that `request` asks for, read on a thread of its own: the disk may hang.
  public func page(_ request: LogRequest, _ host: Host) async -> Result<LogPage, Unavailability> {
    let path = host.roots.root + log.path
    let now = Timestamp(milliseconds: host.clock.wallMilliseconds())
    let result = await onOwnThread { self.read(request, path: path, now: now) }
    return result ?? .failure(Unavailability(.failed, "no thread to read \(log.path)"))
  }

  func read(_ request: LogRequest, path: String, now: Timestamp) -> Result<LogPage, Unavailability> {
    let file: OpenLog
    do { file = try OpenLog(path) } catch { return .failure(Unavailability(error)) }
    let size = file.size()
    if request.before == nil, request.knownEnd == size {
      return .success(LogPage(name: log.name, entries: [], start: size, end: size, isUnchanged: true))
    }
    let end = min(max(0, request.before ?? size), size)
    let first = max(0, end - Self.limit)
    let bytes = file.read(at: first, count: Int(end - first))
    var (entries, start) = entries(bytes[...], from: first, isCut: first > 0, now: now)
    if entries.count > request.limit {
      entries.removeFirst(entries.count - max(1, request.limit))
      start = entries.first?.offset ?? start
    }
    return .success(LogPage(name: log.name, entries: entries, start: start, end: first + Int64(bytes.count)))
  }

  /// The entries of whole lines. Lines before the first that begins an entry belong to one that was not read: where the
  /// part was cut from something they are left out, so that the part before it shows them in their place.
  private func entries(
    _ bytes: ArraySlice<UInt8>, from first: Int64, isCut: Bool, now: Timestamp
  ) -> (entries: [LogEntry], start: Int64) {
    var entries: [LogEntry] = []
    var position = first
    var mayBeCut = isCut
    for line in Lines(bytes) {
      let at = position
      position += Int64(line.count) + 1
      if mayBeCut {
        // The first line of a part that begins anywhere is a piece of one.
        mayBeCut = false
        if at == first { continue }
      }
      if line.isEmpty { continue }
      if let (head, message) = parseLogEntry(line, log.format) {
        entries.append(
          LogEntry(
            offset: at, at: head.stamp?.moment(now: now, offset), level: head.level?.level,
            text: Self.text(message)))
      } else if let last = entries.indices.last {
        entries[last].moreCount += 1
        if entries[last].more.count < Self.linesKept { entries[last].more.append(Self.text(line)) }
      } else if !isCut {
        entries.append(LogEntry(offset: at, text: Self.text(line)))
      }
    }
    // A part without a single beginning is told as it stands, or nothing before it could ever be reached.
    if entries.isEmpty, !bytes.isEmpty {
      entries.append(LogEntry(offset: first, text: Self.text(bytes.prefix(4 * Self.widest))))
    }
    return (entries, entries.first?.offset ?? first)
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    // Far fewer bytes are looked at than a line may have; an indent says what belongs to what.
    let text = Printable.text(bytes.prefix(4 * widest), limit: widest)
    return text.first == " " ? String(text.drop { $0 == " " }) : text
  }
}

extension LogLine.Level {
  /// The level of the logging policy.
  fileprivate var level: LogLevel {
    switch self {
    case .warning: .warning
    case .error: .error
    case .critical: .critical
    }
  }
}
