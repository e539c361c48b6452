import GRDB
import Maintenance

extension RegisterReading {
  /// The names of all series, in order.
  public func seriesNames() throws(RegisterError) -> [String] {
    try read { db in try String.fetchAll(db, sql: "SELECT name FROM series ORDER BY name") }
  }

  /// The series from `from` up to, not including, `to`, in steps of `step` seconds, from the tier that has the time
  /// asked for and is no coarser than need be. A series that is not known gives steps in which nobody looked.
  ///
  /// There are at most 10,000 steps: a longer stretch gets longer steps.
  public func series(_ name: String, from: Timestamp, to: Timestamp, step: Double) throws(RegisterError) -> SeriesSlice
  {
    try read { db in
      guard from < to, step > 0 else { return SeriesSlice(stepSeconds: max(step, 0), points: []) }
      let id = try Int64.fetchOne(db, sql: "SELECT id FROM series WHERE name = ?", arguments: [name])
      let tier = try id.map { try Self.tier(series: $0, from: from, step: step, db) } ?? SampleTier(step: step)
      let cut = SeriesCut(from: from, to: to, stepSeconds: step, tier: tier)
      var slice = SeriesSlice(stepSeconds: Double(cut.step * tier.unit) / 1000, points: cut.emptyPoints)
      guard let id else { return slice }
      let columns =
        tier == .raw
        ? "min(value), max(value), total(value), count(value), count(*) - count(value)"
        : "min(min), max(max), total(sum), sum(count), sum(unknown)"
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT (at - ?) / ? AS bucket, \(columns) FROM \(tier.table) WHERE series = ? AND at >= ? AND at < ?
          GROUP BY bucket
          """, arguments: [cut.start, cut.step, id, cut.start, cut.end])
      while let row = try rows.next() {
        let index: Int = try field(row, 0)
        guard slice.points.indices.contains(index) else { continue }
        slice.points[index].minimum = try optionalField(row, 1)
        slice.points[index].maximum = try optionalField(row, 2)
        let sum: Double = try field(row, 3)
        slice.points[index].count = try field(row, 4)
        slice.points[index].unknown = try field(row, 5)
        let count = slice.points[index].count
        slice.points[index].mean = count > 0 ? sum / Double(count) : nil
      }
      return slice
    }
  }

  /// The means of the last `minutes` minutes, oldest first; the last is the minute that holds `endingAt`, as far as it
  /// has been written. `nil`: nothing could be read, or nobody looked.
  public func minuteMeans(
    _ name: String, endingAt end: Timestamp, minutes: Int = 60
  ) throws(RegisterError) -> [Double?] {
    guard minutes > 0 else { return [] }
    return try read { db in
      let last = floored(end.milliseconds, by: SampleTier.minute.unit)
      let first = last - Int64(minutes) + 1
      var means = [Double?](repeating: nil, count: minutes)
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT at - ?, sum / count FROM samples_minute
          WHERE series = (SELECT id FROM series WHERE name = ?) AND at BETWEEN ? AND ? AND count > 0
          """, arguments: [first, name, first, last])
      while let row = try rows.next() { means[try field(row, 0)] = try field(row, 1) }
      return means
    }
  }

  /// The finest tier that a step of that length asks for, or a coarser one where that alone goes back to `from`.
  private static func tier(series: Int64, from: Timestamp, step: Double, _ db: Database) throws -> SampleTier {
    var tier = SampleTier(step: step)
    while let coarser = tier.coarser {
      let oldest = try Self.oldest(series, tier, db) ?? Int64.max
      guard let reach = try Self.oldest(series, coarser, db) else { break }
      // A bucket that began before the oldest sample but also holds it says nothing new.
      guard from.milliseconds < oldest, reach + coarser.unit <= oldest else { break }
      tier = coarser
    }
    return tier
  }

  /// The beginning of the oldest row, in milliseconds.
  private static func oldest(_ series: Int64, _ tier: SampleTier, _ db: Database) throws -> Int64? {
    try Int64.fetchOne(db, sql: "SELECT min(at) FROM \(tier.table) WHERE series = ?", arguments: [series])
      .map { $0 * tier.unit }
  }
}
