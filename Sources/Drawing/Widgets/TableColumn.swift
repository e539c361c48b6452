/// A column of a table.
public struct TableColumn: Sendable, Hashable {
  /// Its head; empty for none.
  public var title: String
  public var alignment: Alignment
  /// The width below which it is rather left out.
  public var minimum: Int
  /// The width that it never exceeds; `nil` leaves it to its content.
  public var maximum: Int?
  /// 0 is never left out; otherwise the highest goes first when room is short.
  public var priority: Int
  /// Its part of the room left over; 0 takes none.
  public var growth: Int

  /// A column of `minimum` to `maximum` cells.
  public init(
    _ title: String = "", alignment: Alignment = .left, minimum: Int = 1, maximum: Int? = nil, priority: Int = 0,
    growth: Int = 0
  ) {
    self.title = title
    self.alignment = alignment
    self.minimum = max(1, minimum)
    self.maximum = maximum.map { max($0, max(1, minimum)) }
    self.priority = priority
    self.growth = max(0, growth)
  }

  /// A column whose width does not move with its content, so that a new value repaints one cell and not a row.
  public static func fixed(
    _ title: String = "", _ width: Int, alignment: Alignment = .left, priority: Int = 0
  ) -> TableColumn {
    TableColumn(title, alignment: alignment, minimum: width, maximum: width, priority: priority)
  }
}
