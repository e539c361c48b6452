/// The ladder of a backup's trust: each rung holds all below it.
public enum TrustRung: Int, Codable, Sendable, CaseIterable, Comparable {
  case none = 0
  /// A manifest and its artefacts are there.
  case exists
  /// Not older than its schedule allows.
  case fresh
  /// Not suspiciously small, nor made suspiciously fast.
  case plausible
  /// The checksums hold.
  case checksummed
  /// The content is complete: every object counted.
  case complete
  /// It was restored in a scratch place and found right.
  case restored

  public static func < (a: TrustRung, b: TrustRung) -> Bool { a.rawValue < b.rawValue }
}
