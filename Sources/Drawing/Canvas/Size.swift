/// An extent in character cells.
public struct Size: Hashable, Sendable, Codable {
  /// Cells across, never negative.
  public var columns: Int
  /// Cells down, never negative.
  public var rows: Int

  /// An extent; negative numbers count as nothing.
  public init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }

  /// The smallest screen on which everything has its place.
  public static let comfortable = Size(columns: 80, rows: 24)
}
