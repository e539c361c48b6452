import Glibc
import Host
import Maintenance
import Probes

struct NoCommands: CommandRunner {
  func run(_ command: Command) async throws(CommandError) -> CommandResult { throw .notFound(command.executable) }
  func run(pipeline commands: [Command]) async throws(CommandError) -> [CommandResult] { throw .notFound("") }
}

let host = Host(clock: SystemClock(), roots: Roots(), commands: NoCommands())
var probe = VitalsProbe()
func cpu() -> Double {
  var u = rusage()
  getrusage(0, &u)
  return Double(u.ru_utime.tv_sec + u.ru_stime.tv_sec) + Double(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6
}
print(probe.sample(host))
usleep(1_000_000)
print(probe.sample(host))
for _ in 0..<3 {
  let a = cpu()
  for _ in 0..<200 { _ = probe.sample(host) }
  print("ms per sample", (cpu() - a) * 1000 / 200)
}
