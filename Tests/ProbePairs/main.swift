// Reads pairs of recorded hosts, or this host, with the probes and prints what they say as JSON lines: the half of
// Tests/Psutil/compare.py that is ours.
//
//     probe-pairs FOLDER SECONDS      FOLDER/N/a and FOLDER/N/b are two /proc, SECONDS apart: one line for each N
//     probe-pairs --live SECONDS COUNT   this host: a line after each of COUNT spans
//     probe-pairs --cost COUNT        milliseconds of processor time for one sample
//     probe-pairs --cost-page COUNT URL   the same for one question to a page
import FoundationEssentials
import Glibc
import Host
import Maintenance
import Probes

/// A clock that is moved by hand.
struct StandingClock: HostClock {
  var seconds: Double
  func wallMilliseconds() -> Int64 { Int64(seconds * 1000) }
  func bootSeconds() -> Double { seconds }
}

/// Nothing is run here.
struct NoCommands: CommandRunner {
  func run(_ command: Command) async throws(CommandError) -> CommandResult { throw .notFound(command.executable) }
  func run(pipeline commands: [Command]) async throws(CommandError) -> [CommandResult] { [] }
}

func host(_ clock: any HostClock, proc: String = "/proc", root: String = "") -> Host {
  Host(clock: clock, roots: Roots(proc: proc, root: root), commands: NoCommands())
}

func line(_ vitals: Vitals) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys]
  return String(decoding: try encoder.encode(vitals), as: UTF8.self)
}

func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
}

let arguments = CommandLine.arguments.dropFirst()
switch (arguments.first, arguments.count) {
case ("--live", 3):
  let span = Double(arguments[2]) ?? 1
  var probe = VitalsProbe()
  _ = probe.sample(host(SystemClock()))
  // The other side measures the same span: it begins with this line.
  print("ready")
  fflush(nil)
  for _ in 0..<(Int(arguments[3]) ?? 1) {
    usleep(UInt32(span * 1_000_000))
    print(try line(probe.sample(host(SystemClock()))))
    fflush(nil)
  }
case ("--cost", 2):
  let count = Int(arguments[2]) ?? 100
  var probe = VitalsProbe()
  let world = host(SystemClock())
  _ = probe.sample(world)
  let start = processorSeconds()
  var last = Vitals()
  for _ in 0..<count { last = probe.sample(world) }
  let cost = (processorSeconds() - start) * 1000 / Double(count)
  print("\(cost) ms of processor time for one sample of \(last.processCount.value ?? 0) processes")
case ("--cost-page", 3):
  let count = Int(arguments[2]) ?? 100
  let world = host(SystemClock())
  let probe = ServiceProbe(
    plan: [ServicePlan(name: "page", manager: .none, http: HTTPCheck(url: arguments[3]))], graceSeconds: 5)
  var statuses = await probe.sample(world)
  let start = processorSeconds()
  for _ in 0..<count { statuses = await probe.sample(world) }
  let cost = (processorSeconds() - start) * 1000 / Double(count)
  print("\(cost) ms of processor time for one question; \(statuses[0].answer)")
case (let folder?, 2) where !folder.hasPrefix("-"):
  let span = Double(arguments[2]) ?? 1
  var number = 0
  while access("\(folder)/\(number)/a/stat", R_OK) == 0 {
    var probe = VitalsProbe(topProcesses: 0)
    _ = probe.sample(host(StandingClock(seconds: 1000), proc: "\(folder)/\(number)/a", root: "/nonexistent"))
    print(
      try line(
        probe.sample(host(StandingClock(seconds: 1000 + span), proc: "\(folder)/\(number)/b", root: "/nonexistent"))))
    number += 1
  }
default:
  print("usage: probe-pairs FOLDER SECONDS | --live SECONDS COUNT | --cost COUNT | --cost-page COUNT URL")
  exit(64)
}
