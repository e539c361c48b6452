/// What holds in a zone between two transitions.
public struct ZoneOffset: Sendable, Equatable {
  /// Seconds to add to UTC; positive east of Greenwich.
  public var seconds: Int
  /// Whether it is daylight saving time.
  public var isDaylight: Bool
  /// `CET`, `CEST`, `+0545`.
  public var abbreviation: String

  /// An offset.
  public init(seconds: Int, isDaylight: Bool, abbreviation: String) {
    self.seconds = seconds
    self.isDaylight = isDaylight
    self.abbreviation = abbreviation
  }

  /// UTC itself.
  public static let utc = ZoneOffset(seconds: 0, isDaylight: false, abbreviation: "UTC")
}
