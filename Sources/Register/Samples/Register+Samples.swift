import GRDB
import Maintenance

extension Register {
  /// Stores samples in one transaction, in the raw tier and in both rollups.
  ///
  /// The rollups are added to when a sample comes in, not computed later: a clock that was set back, or a crash at any
  /// moment, cannot make a bucket that was already closed lose a sample. A second sample of the same series and
  /// millisecond is ignored, so a batch may be sent again. A value that is no number counts as unknown.
  public func append(samples: [Sample]) throws(RegisterError) {
    guard !samples.isEmpty else { return }
    try write { db in
      var series: [String: Int64] = [:]
      var minutes: [BucketKey: Bucket] = [:]
      var hours: [BucketKey: Bucket] = [:]
      let insert = try db.cachedStatement(
        sql: "INSERT INTO samples_raw (series, at, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
      for sample in samples {
        let id = try series[sample.series] ?? Self.seriesID(sample.series, db)
        series[sample.series] = id
        let value = sample.value.flatMap { $0.isFinite ? $0 : nil }
        try insert.execute(arguments: [id, sample.at.milliseconds, value])
        guard db.changesCount == 1 else { continue }
        minutes[BucketKey(id, sample.at, .minute), default: Bucket()].add(value)
        hours[BucketKey(id, sample.at, .hour), default: Bucket()].add(value)
      }
      try Self.merge(minutes, into: .minute, db)
      try Self.merge(hours, into: .hour, db)
    }
  }

  private struct BucketKey: Hashable {
    let series: Int64
    let at: Int64

    init(_ series: Int64, _ moment: Timestamp, _ tier: SampleTier) {
      self.series = series
      at = floored(moment.milliseconds, by: tier.unit)
    }
  }

  private static func seriesID(_ name: String, _ db: Database) throws -> Int64 {
    let name = storable(name)
    try db.execute(sql: "INSERT INTO series (name) VALUES (?) ON CONFLICT DO NOTHING", arguments: [name])
    guard let id = try Int64.fetchOne(db, sql: "SELECT id FROM series WHERE name = ?", arguments: [name]) else {
      throw UnreadableColumn(index: 0)
    }
    return id
  }

  private static func merge(_ buckets: [BucketKey: Bucket], into tier: SampleTier, _ db: Database) throws {
    // SQLite's two-argument min and max give null as soon as one argument is.
    let upsert = try db.cachedStatement(
      sql: """
        INSERT INTO \(tier.table) (series, at, min, max, sum, count, unknown) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (series, at) DO UPDATE SET
          min = min(ifnull(min, excluded.min), ifnull(excluded.min, min)),
          max = max(ifnull(max, excluded.max), ifnull(excluded.max, max)),
          sum = sum + excluded.sum, count = count + excluded.count, unknown = unknown + excluded.unknown
        """)
    for (key, bucket) in buckets {
      try upsert.execute(arguments: [
        key.series, key.at, bucket.min, bucket.max, bucket.sum, bucket.count, bucket.unknown,
      ])
    }
  }
}
