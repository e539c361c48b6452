import CKernel
import Glibc

/// The two ends of a pipe that no child inherits. Whoever has them closes them.
public struct PipeEnds: Sendable, Hashable {
  public let reading, writing: Int32

  /// A new pipe; `nil`, and the reason in `errno`, when the system gives none.
  public init?() {
    var ends: [Int32] = [-1, -1]
    guard vigie_pipe(&ends) == 0 else { return nil }
    (reading, writing) = (ends[0], ends[1])
  }
}
