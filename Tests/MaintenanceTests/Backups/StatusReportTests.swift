import Maintenance
import Testing

@Suite struct StatusReportTests {
  private let day = 86_400.0
  private let plan = BackupPlan(leg: .databaseFull, triggers: [.daily(minute: 60)], keepSeconds: 30 * 86_400)
  private let now = Timestamp("2026-11-22T08:00:00Z") ?? Timestamp(milliseconds: 0)

  private func report(
    _ backups: [BackupSummary], failure: OperationFailure? = nil, stores: [StoreCopies]? = nil,
    in language: Language = .english
  ) -> StatusReport {
    var leg = BackupRules.status(
      of: plan, backups: .known(backups, at: now), lastFailure: failure, now: now, zone: .utc)
    leg.stores = stores
    let store = BackupStore(
      name: "far", title: LocalizedText(french: "Au loin", english: "Far away"), kind: .server, place: .toFill)
    return StatusReport(
      application: "Shop", legs: [leg], stores: [store], drills: [], now: now, zone: .utc, language: language)
  }

  private func backup(hoursAgo: Double, fault: String? = nil, verified: Bool = true) -> BackupSummary {
    let taken = now.adding(seconds: -hoursAgo * 3600)
    return BackupSummary(
      id: "b\(hoursAgo)", leg: .databaseFull, takenAt: taken, durationSeconds: 1, bytes: 1_572_864, trust: .complete,
      verifiedAt: verified ? taken.adding(seconds: 60) : nil, fault: fault)
  }

  @Test func allInOrderSaysSoInOneLine() {
    let report = report([backup(hoursAgo: 7)])
    #expect(report.problems.isEmpty)
    #expect(report.headline == "Shop: backups of 22\u{A0}Nov: all in order")
    let text = report.lines.joined(separator: "\n")
    #expect(text.contains("the newest: 22\u{A0}Nov 01:00, 1.5\u{A0}MB, read through on 22\u{A0}Nov 01:01"))
    #expect(text.contains("next: 23\u{A0}Nov 01:00"))
  }

  @Test func whatIsWrongComesFirstAndNothingWrongReadsAsOrder() {
    let late = report([backup(hoursAgo: 40)])
    #expect(late.headline.hasSuffix("1 to look at") && late.lines.contains("! Database, full late"))
    let damaged = report([backup(hoursAgo: 7, fault: "checksum"), backup(hoursAgo: 31)])
    #expect(damaged.headline.hasSuffix("1 to look at") && damaged.lines.contains("! Database, full damaged"))
    let failed = report(
      [backup(hoursAgo: 31)],
      failure: OperationFailure(operation: "x", at: now.adding(seconds: -60), message: "disk full"))
    #expect(failed.lines.contains { $0.contains("last failure on 22\u{A0}Nov 07:59: disk full") })
    #expect(report([]).headline.hasSuffix("1 to look at"))
    #expect(report([backup(hoursAgo: 7, fault: "x")]).lines.contains { $0.contains("no backup that holds") })
    #expect(report([backup(hoursAgo: 7, verified: false)]).lines.contains { $0.contains("not read through yet") })
  }

  @Test func eachStoreIsToldAndItsLanguageIsTheTeams() {
    let seen = StoreCopies(store: "far", copied: 3, present: 4, newestAt: now.adding(seconds: -day), checkedAt: now)
    let never = StoreCopies(store: "else", copied: 0, present: 4, newestAt: nil, checkedAt: nil)
    let french = report([backup(hoursAgo: 7)], stores: [seen, never], in: .french)
    #expect(french.headline == "Shop : sauvegardes du 22\u{A0}nov. : tout est en ordre")
    #expect(
      french.lines.contains("  Au loin : 3/4, la dernière du 21\u{A0}nov. 08:00 (vu le 22\u{A0}nov. 08:00)"))
    #expect(french.lines.contains("  else : jamais vu"))
  }

  @Test func whatCannotBeReadIsNotInOrder() {
    let leg = BackupRules.status(
      of: plan, backups: .pending, lastFailure: nil, now: now, zone: .utc)
    let report = StatusReport(
      application: "Shop", legs: [leg], stores: [], drills: [], now: now, zone: .utc, language: .english)
    #expect(!report.headline.hasSuffix("all in order"))
  }
}
