import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// The clock of the host is set back by a day, and with it that of the server.
@Suite struct ClockBackTests {
  @Test func aClockThatGoesBackADayLosesNothingAndTakesNothingForAnother() async throws {
    let shop = try await Shop(rows: 500)
    let clock = try #require(shop.host.clock as? ShiftedClock)
    let first = try await shop.backUp(.databaseFull)
    try await shop.server.query("UPDATE users SET name='first day' WHERE id<9", schema: "nationsounds")
    let before = try await shop.quietMoment()
    let sumsBefore = try await shop.sums()
    try await shop.server.query("UPDATE users SET name='spoiled' WHERE id<9", schema: "nationsounds")
    let log = try await shop.backUp(.databaseLog)

    await shop.server.stop()
    clock.set(days: -1)
    try await shop.server.start(shift: "-1d")
    // The backups of the clock that was right seem to come from tomorrow.
    let second = try await shop.backUp(.databaseFull)
    #expect(second.takenAt < first.takenAt && second.id != first.id)
    try await shop.server.query("UPDATE users SET name='second time' WHERE id<9", schema: "nationsounds")
    let after = try await shop.quietMoment()
    let sumsAfter = try await shop.sums()
    try await shop.server.query("DELETE FROM bookings", schema: "nationsounds")
    let later = try await shop.backUp(.databaseLog)
    #expect(later.remarks.isEmpty, "the log goes on without a gap: \(later.remarks)")
    let differential = try await shop.backUp(.databaseDifferential)
    for id in [first.id, second.id, log.id, later.id, differential.id] {
      #expect(try await shop.run(.verify(backup: id)).state == .done, "\(id)")
    }

    // Nothing is over its time by a clock that went back, however short the time.
    var plan = shop.plan
    plan.backups = [
      BackupPlan(leg: .databaseFull, triggers: [.daily(minute: 60)], keepSeconds: 3600),
      BackupPlan(leg: .databaseDifferential, triggers: [.every(seconds: 21_600)], keepSeconds: 3600),
      BackupPlan(leg: .databaseLog, triggers: [.every(seconds: 3600)], keepSeconds: 3600),
    ]
    let pruned = try await shop.run(.prune, plan: plan)
    #expect(pruned.message == "0 deleted, 5 kept", "\(pruned.message ?? "")")

    // Each moment is the one of its own history.
    for (moment, sums) in [(after, sumsAfter), (before, sumsBefore)] {
      let status = try await shop.run(.restore(scope: .database, backup: nil, moment: moment))
      try #require(status.state == .done, "\(moment): \(status.message ?? "")")
      #expect(try await shop.sums() == sums, "\(moment)")
    }
  }
}
