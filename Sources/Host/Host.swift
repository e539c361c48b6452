/// The outside world as one value: everything that reads or changes the machine is handed one of these.
public struct Host: Sendable {
  public var clock: any HostClock
  /// Where `/proc`, `/sys` and `/` are read from.
  public var roots: Roots
  public var commands: any CommandRunner

  /// A world made of its parts: real ones, or a manual clock, recorded roots and a scripted runner.
  public init(clock: any HostClock, roots: Roots, commands: any CommandRunner) {
    self.clock = clock
    self.roots = roots
    self.commands = commands
  }
}
