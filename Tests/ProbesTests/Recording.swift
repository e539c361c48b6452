import Host
import TestSupport

/// Recorded and made-up hosts for the probes.
enum Recording {
  /// A host that reads from such a folder, whose root holds nothing.
  static func host(
    proc: String, root: String = "/nonexistent", clock: any HostClock = ManualClock(),
    commands: any CommandRunner = ScriptedRunner()
  ) -> Host {
    Host(clock: clock, roots: Roots(proc: proc, sys: "/nonexistent", root: root), commands: commands)
  }
}

/// The bytes of a text.
func bytes(_ text: String) -> ArraySlice<UInt8> { Array(text.utf8)[...] }
