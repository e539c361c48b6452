import Maintenance

/// What a check of the whole audit found.
public enum Verification: Sendable, Equatable {
  /// Every row is as it was written, in its place, and so is every tick, ended operation and acknowledgement.
  /// `head` is the hash of the last row, `healed` counts the anchors that were written late, after a crash.
  case ok(rows: Int64, head: String, healed: Int)
  /// The first thing that is not so, and in which row.
  case broken(at: Int64?, kind: Breach, message: LocalizedText)

  /// Whether nothing is wrong.
  public var isOK: Bool { if case .ok = self { true } else { false } }
}
