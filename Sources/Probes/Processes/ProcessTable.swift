import Glibc
import Host
import Maintenance

/// All processes at one sample, and the busiest of them since the sample before.
struct ProcessTable: Sendable {
  /// The busiest processes and the number of all.
  struct Summary: Sendable, Equatable {
    /// `nil` at the first sample, when there is nothing to compare with.
    var busiest: [ProcessUsage]?
    var count: Int
  }

  private struct Entry {
    var counters: ProcessCounters
    /// Ticks since the sample before.
    var spent: UInt64
  }

  private struct Seen: Sendable {
    var ticks, startTicks: UInt64
    /// The owner and how many samples ago it was read.
    var owner: (uid: UInt32, age: Int)?
  }

  /// After so many samples an owner is read again: processes that give up root do it soon after their start.
  private static let ownerLife = 8

  /// The unit of the kernel's processor times.
  static let ticksPerSecond = Double(max(sysconf(Int32(_SC_CLK_TCK)), 1))
  static let pageBytes = UInt64(max(sysconf(Int32(_SC_PAGESIZE)), 1))

  private var seen: [Int32: Seen] = [:]
  private var seenAt: Double?

  /// Reads all processes below `proc`, and the owners of the `top` busiest. `nil` when no time has passed.
  mutating func sample(
    proc: String, top: Int, bootSeconds: Double, reader: inout FileReader
  ) throws(Unavailability) -> Summary? {
    if let seenAt, bootSeconds <= seenAt { return nil }
    let folder = try Self.opened(proc)
    let pids = try Self.processNumbers(in: folder)
    if pids.isEmpty { throw Unavailability(.missing, "\(proc): no processes") }

    var entries: [Entry] = []
    var now: [Int32: Seen] = [:]
    entries.reserveCapacity(pids.count)
    now.reserveCapacity(pids.count)
    for pid in pids {
      // A process that ends while it is read is no failure: it is simply not counted.
      guard let bytes = try? reader.read(String(pid) + "/stat", at: folder.descriptor, inOneRead: true),
        let counters = try? parseProcess(bytes)
      else { continue }
      let before = seen[pid].flatMap { $0.startTicks == counters.startTicks ? $0 : nil }
      entries.append(Entry(counters: counters, spent: growth(before?.ticks ?? 0, counters.ticks)))
      now[pid] = Seen(
        ticks: counters.ticks, startTicks: counters.startTicks,
        owner: before?.owner.flatMap { $0.age < Self.ownerLife ? ($0.uid, $0.age + 1) : nil })
    }
    let elapsed = seenAt.map { bootSeconds - $0 }
    (seen, seenAt) = (now, bootSeconds)
    guard let elapsed else { return Summary(busiest: nil, count: entries.count) }

    entries.sort(by: Self.isBusier)
    var busiest: [ProcessUsage] = []
    for entry in entries.prefix(max(top, 0)) {
      let pid = entry.counters.pid
      guard let uid = owner(of: pid, in: folder, &reader) else { continue }
      busiest.append(
        ProcessUsage(
          pid: pid, name: entry.counters.name.text, uid: uid,
          cpuPercent: 100 * Double(entry.spent) / Self.ticksPerSecond / elapsed,
          residentBytes: entry.counters.residentPages &* Self.pageBytes))
    }
    return Summary(busiest: busiest, count: entries.count)
  }

  private mutating func owner(of pid: Int32, in folder: borrowing OpenFolder, _ reader: inout FileReader) -> UInt32? {
    if let known = seen[pid]?.owner { return known.uid }
    guard let bytes = try? reader.read(String(pid) + "/status", at: folder.descriptor, inOneRead: true),
      let uid = try? parseOwner(bytes)
    else { return nil }
    seen[pid]?.owner = (uid, 0)
    return uid
  }

  private static func opened(_ path: String) throws(Unavailability) -> OpenFolder {
    do { return try OpenFolder(path) } catch { throw Unavailability(error) }
  }

  private static func processNumbers(in folder: borrowing OpenFolder) throws(Unavailability) -> [Int32] {
    do { return try folder.numericNames() } catch { throw Unavailability(error) }
  }

  /// By processor time, then by memory, then by number, so that the order of idle processes does not jump.
  private static func isBusier(_ a: Entry, _ b: Entry) -> Bool {
    if a.spent != b.spent { return a.spent > b.spent }
    if a.counters.residentPages != b.counters.residentPages {
      return a.counters.residentPages > b.counters.residentPages
    }
    return a.counters.pid < b.counters.pid
  }
}
