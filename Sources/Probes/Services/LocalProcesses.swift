import Glibc
import Host
import Maintenance

/// Finds services that no service manager knows: by the file into which they write their number, or by their name.
struct LocalProcesses: Sendable {
  private struct Start: Sendable {
    var ticks: UInt64
    var at: Timestamp?
  }

  private var files = FileReader()
  /// When each process started. Kept, because the kernel's moment of boot is rounded and may differ by a second from one
  /// reading to the next.
  private var starts: [Int32: Start] = [:]

  /// A service that writes its number into the file at `path`.
  ///
  /// No file: it is not meant to run (`inactive`). A file whose process is gone or a zombie: it ended without
  /// cleaning up (`failed`).
  mutating func condition(pidfile path: String, _ host: Host) throws(Unavailability) -> ServiceCondition {
    let whole = host.roots.root + path
    let bytes: ArraySlice<UInt8>
    do { bytes = try files.read(whole, limit: 4096) } catch {
      if error.code == ENOENT { return ServiceCondition(activity: .inactive) }
      throw Unavailability(error)
    }
    let pid: Int32
    do { pid = try parsePidfile(bytes) } catch { throw Unavailability(whole, error) }
    guard let process = try process(pid, host), process.isAlive else { return ServiceCondition(activity: .failed) }
    return condition(of: process, host)
  }

  /// The services that are any process of a name, all found in one walk: of several, the one that was started first and
  /// whose parent has another name.
  mutating func conditions(named names: Set<String>, _ host: Host) throws(Unavailability) -> [String: ServiceCondition]
  {
    var wanted: [CommandName: [String]] = [:]
    for name in names { wanted[CommandName(name.utf8), default: []].append(name) }
    let found = try processes(named: Set(wanted.keys), host)
    var conditions: [String: ServiceCondition] = [:]
    for (name, spellings) in wanted {
      let alive = found.filter { $0.name == name && $0.isAlive }
      let heads = alive.filter { process in !alive.contains { $0.pid == process.parent } }
      let main = heads.min { ($0.startTicks, $0.pid) < ($1.startTicks, $1.pid) }
      let condition = main.map { self.condition(of: $0, host) } ?? ServiceCondition(activity: .inactive)
      for spelling in spellings { conditions[spelling] = condition }
    }
    return conditions
  }

  private mutating func processes(
    named names: Set<CommandName>, _ host: Host
  ) throws(Unavailability) -> [ProcessCounters] {
    do {
      let folder = try OpenFolder(host.roots.proc)
      var found: [ProcessCounters] = []
      for pid in try folder.numericNames() {
        guard let bytes = try? files.read(String(pid) + "/stat", at: folder.descriptor, inOneRead: true),
          let process = try? parseProcess(bytes), names.contains(process.name)
        else { continue }
        found.append(process)
      }
      return found
    } catch { throw Unavailability(error) }
  }

  /// `nil` when there is no such process.
  private mutating func process(_ pid: Int32, _ host: Host) throws(Unavailability) -> ProcessCounters? {
    let path = host.roots.proc + "/\(pid)/stat"
    let bytes: ArraySlice<UInt8>
    do { bytes = try files.read(path, inOneRead: true) } catch {
      if error.code == ENOENT || error.code == ESRCH { return nil }
      throw Unavailability(error)
    }
    do { return try parseProcess(bytes) } catch { throw Unavailability(path, error) }
  }

  private mutating func condition(of process: ProcessCounters, _ host: Host) -> ServiceCondition {
    ServiceCondition(
      activity: .active, pid: process.pid, since: start(of: process, host),
      memoryBytes: process.residentPages &* ProcessTable.pageBytes)
  }

  private mutating func start(of process: ProcessCounters, _ host: Host) -> Timestamp? {
    if let known = starts[process.pid], known.ticks == process.startTicks { return known.at }
    if starts.count > 256 { starts = [:] }
    let boot = try? files.parse(host.roots.proc + "/stat", parseBootTime)
    let moment = boot.map { Timestamp(seconds: Double($0) + Double(process.startTicks) / ProcessTable.ticksPerSecond) }
    starts[process.pid] = Start(ticks: process.startTicks, at: moment)
    return moment
  }
}

/// Reads a pidfile: a number, then nothing but white space.
///
///     812
func parsePidfile(_ bytes: ArraySlice<UInt8>) throws(MalformedLine) -> Int32 {
  var scanner = ByteScanner(bytes)
  guard let number = scanner.unsigned(), let pid = Int32(exactly: number), pid > 0,
    scanner.rest.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) })
  else { throw MalformedLine(bytes, expected: "the number of a process") }
  return pid
}
