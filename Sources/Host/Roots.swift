/// Where the host's pseudo file systems are read from, named as node_exporter names them (`--path.procfs`, …).
public struct Roots: Sendable, Hashable {
  /// `/proc`, or the folder of a recorded host.
  public var proc: String
  /// `/sys`.
  public var sys: String
  /// `/`, without a trailing slash: empty for the real root. Mount points are looked up below it.
  public var root: String

  /// The real roots unless said otherwise.
  public init(proc: String = "/proc", sys: String = "/sys", root: String = "") {
    self.proc = proc
    self.sys = sys
    self.root = root
  }
}
