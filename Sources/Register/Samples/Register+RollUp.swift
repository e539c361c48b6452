import GRDB
import Maintenance

extension Register {
  /// How long the clock must have gone on without a jump before anything is deleted by it, in milliseconds.
  private static let steadyMilliseconds: Int64 = 3_600_000

  /// Deletes what each tier no longer keeps, in one transaction with its own mark; returns how many rows went. Call it
  /// every minute or so; twice in a row does nothing the second time.
  ///
  /// A clock that jumps a year ahead must not cost the samples of a month: after a jump of more than an hour either
  /// way (or a pause as long), nothing is deleted until it has gone on steadily for an hour.
  @discardableResult
  public func rollUp(now moment: Timestamp) throws(RegisterError) -> Int {
    try write { db in
      let now = moment.milliseconds
      let last = try Meta.get("rolled_up_at", db).flatMap { Int64($0) }
      var steadySince = try Meta.get("steady_since", db).flatMap { Int64($0) } ?? now
      if let last, now >= last, now - last <= Self.steadyMilliseconds {} else { steadySince = now }
      try Meta.set("rolled_up_at", "\(now)", db)
      try Meta.set("steady_since", "\(steadySince)", db)
      guard now - steadySince >= Self.steadyMilliseconds else { return 0 }
      var deleted = 0
      for id in try Int64.fetchAll(db, sql: "SELECT id FROM series") {
        for tier in SampleTier.allCases {
          try db.execute(
            sql: "DELETE FROM \(tier.table) WHERE series = ? AND at < ?",
            arguments: [id, floored(now - tier.retention, by: tier.unit)])
          deleted += db.changesCount
        }
      }
      return deleted
    }
  }
}
