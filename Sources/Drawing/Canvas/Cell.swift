/// One place of the grid.
public struct Cell: Hashable, Sendable {
  public var cluster: Cluster
  public var style: Style

  /// A cell that shows `cluster` in `style`.
  public init(_ cluster: Cluster, _ style: Style) {
    self.cluster = cluster
    self.style = style
  }

  /// Nothing, in plain ink.
  public static let blank = Cell(.space, .plain)
}
