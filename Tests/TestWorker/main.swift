// The worker as a process of its own, for tests that kill it: `TestWorker worker ID --state DIR [--die-at N]`. With
// `--die-at` it kills itself, as `kill -9` does, when it reads the clock or runs a command for the N-th time.
import Glibc
import Host
import Operations
import Synchronization

let arguments = CommandLine.arguments

func value(_ option: String) -> String? {
  arguments.firstIndex(of: option).flatMap { arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil }
}

guard arguments.count > 2, arguments[1] == "worker", let state = value("--state") else { exit(64) }
let fuse = Fuse(length: value("--die-at").flatMap { Int($0) })
let host = Host(
  clock: FusedClock(clock: SystemClock(), fuse: fuse), roots: Roots(),
  commands: FusedRunner(runner: SubprocessRunner(graceSeconds: 0.5), fuse: fuse))
exit(await Worker.run(id: arguments[2], state: StateFolder(state), host: host))
