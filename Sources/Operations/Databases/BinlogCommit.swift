/// A transaction of the binary log, or a statement that is its own: what is applied as a whole. They stand in the order in
/// which they were committed, whatever their stamps say.
struct BinlogCommit: Sendable, Hashable {
  /// Where it begins in its file.
  var place: UInt64
  /// What its session took for the time when it began, in seconds since the epoch; `SET TIMESTAMP` sets it to anything, and
  /// a statement that runs for long is stamped with its beginning.
  var seconds: UInt32
  /// Whether it is a single statement and no transaction.
  var isStatement: Bool
  /// The clock on the wall at its end, where the log tells it; of single statements alone.
  var wall: UInt32?

  init(place: UInt64, seconds: UInt32, isStatement: Bool = false, wall: UInt32? = nil) {
    self.place = place
    self.seconds = seconds
    self.isStatement = isStatement
    self.wall = wall
  }
}
