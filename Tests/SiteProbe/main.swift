import Glibc
import Host
import Sandbox

// The sandbox's site as a process of its own: SiteProbe sandbox-site --state DIR [--beat SECONDS --lone SECONDS]
let arguments = CommandLine.arguments

func value(of option: String) -> String? {
  arguments.firstIndex(of: option).flatMap { $0 + 1 < arguments.count ? arguments[$0 + 1] : nil }
}

guard arguments.dropFirst().first == "sandbox-site", let state = value(of: "--state") else { exit(64) }
var timing = SiteTiming()
if let beat = value(of: "--beat").flatMap(Double.init) {
  timing.beatSeconds = beat
  timing.activitySeconds = beat...(beat * 2)
}
if let lone = value(of: "--lone").flatMap(Double.init) { timing.loneSeconds = lone }
exit(await SandboxSite.run(state: StateFolder(state), timing: timing))
