import Maintenance
import Testing

@Suite struct RoundRulesTests {
  private let now = Timestamp("2026-11-22T14:00:30Z") ?? Timestamp(seconds: 0)
  private let person = Operator(name: "on-call", uid: 1000)
  private let plan = RoundPlan(
    period: .daily,
    tasks: [
      TaskPlan(name: "alerts", title: LocalizedText("alerts"), evidence: .alerts),
      TaskPlan(name: "talk", title: LocalizedText("talk")),
    ])

  private func round(problems: [Problem] = [], ticks: [Tick] = []) -> RoundStatus {
    let measured = EvidenceRules.Measurements(services: [], capacity: [], backups: [], logs: [], problems: problems)
    return RoundRules.status(of: plan, ticks: ticks, measured: measured, now: now, zone: .utc)
  }

  private let fire = Problem(
    id: "service.web", subject: .service("web"), severity: .critical, state: .firing,
    cause: .serviceDown(activity: .failed, ending: nil))

  @Test func aTickStoresTheEvidenceAndWhoGaveIt() throws {
    let tick = try RoundRules.tick(.done, task: "alerts", in: round(), note: nil, by: person, at: now)
    #expect(tick.round == "2026-11-22" && tick.by == person && tick.at == now)
    #expect(tick.evidence.severity == .fine && tick.evidence.at == now && !tick.evidence.facts.isEmpty)
  }

  @Test(
    arguments: [
      (69.6, "CPU 69,6 % (< 70 %)", "CPU 69.6% (< 70%)"), (69.99, "CPU 69,9 % (< 70 %)", "CPU 69.9% (< 70%)"),
      (70, "CPU 70 % (= 70 %)", "CPU 70% (= 70%)"), (70.01, "CPU 70,1 % (> 70 %)", "CPU 70.1% (> 70%)"),
      (78, "CPU 78 % (> 70 %)", "CPU 78% (> 70%)"), (12.4, "CPU 12 % (< 70 %)", "CPU 12% (< 70%)"),
    ])
  func aFigureIsNeverRoundedOntoItsLimit(used: Double, french: String, english: String) throws {
    let alert = ClockStatus(
      threshold: Threshold(percent: 70, forSeconds: 3600), severity: .warning, state: used > 70 ? .pending : .inactive,
      overSeconds: 0, since: nil, isHeld: false)
    let cpu = ResourceStatus(
      resource: .cpu, usedPercent: .known(used, at: now), alert: alert, critical: alert, lastHour: [])
    let measured = EvidenceRules.Measurements(services: [], capacity: [cpu], backups: [], logs: [], problems: [])
    let plan = RoundPlan(
      period: .daily, tasks: [TaskPlan(name: "m", title: LocalizedText("m"), evidence: .capacity)])
    let round = RoundRules.status(of: plan, ticks: [], measured: measured, now: now, zone: .utc)
    #expect(round.tasks[0].evidence.facts == [LocalizedText(french: french, english: english)])
  }

  @Test(arguments: [
    (Reading<Double>.pending, "CPU: not read yet"), (.unavailable(Unavailability(.failed, "x")), "CPU: unknown"),
  ])
  func whatWasNotReadYetIsNotUnknownForGood(reading: Reading<Double>, said: String) {
    let clock = ClockStatus(
      threshold: Threshold(percent: 70, forSeconds: 0), severity: .warning, state: .inactive, overSeconds: 0,
      since: nil, isHeld: false)
    let cpu = ResourceStatus(resource: .cpu, usedPercent: reading, alert: clock, critical: clock)
    let measured = EvidenceRules.Measurements(services: [], capacity: [cpu], backups: [], logs: [], problems: [])
    let plan = RoundPlan(period: .daily, tasks: [TaskPlan(name: "m", title: LocalizedText("m"), evidence: .capacity)])
    let evidence = RoundRules.status(of: plan, ticks: [], measured: measured, now: now, zone: .utc).tasks[0].evidence
    #expect(evidence.facts[0].text(in: .english) == said && evidence.severity == .unknown)
  }

  @Test func evidenceIsWordedAsTheScreensAre() throws {
    let taken = try #require(Timestamp("2026-11-22T13:34:35Z"))
    let backup = BackupSummary(
      id: "1", leg: .filesFull, takenAt: taken, durationSeconds: 1, bytes: 1, trust: .complete, verifiedAt: nil,
      restoredAt: nil)
    let counts = LogCounts(errors: 2, lastError: "no route to host", lastErrorAt: taken.adding(seconds: -86_400))
    let measured = EvidenceRules.Measurements(
      services: [], capacity: [],
      backups: [
        LegStatus(leg: .filesFull, backups: .known([backup], at: now), triggers: [], nextDue: nil, severity: .fine)
      ],
      logs: [LogStatus(name: "app", path: "/app.log", counts: .known(counts, at: now))], problems: [fire])
    func facts(_ source: EvidenceSource) -> [String] {
      EvidenceRules.evidence(of: source, in: measured, at: now, zone: Zone(name: "", offsetSeconds: 3600, changes: []))
        .facts.map { $0.text(in: .french) }
    }
    #expect(facts(.backups) == ["Fichiers, complète : 14:34"])
    #expect(facts(.alerts) == ["web en échec"])
    #expect(
      facts(.logErrors) == [
        "app : 2 erreurs, 0 avertissement", "dernière erreur (21\u{A0}nov. 14:34) : no route to host",
      ])
  }

  @Test func aTickAgainstTheEvidenceNeedsAReason() throws {
    let burning = round(problems: [fire])
    #expect(throws: RoundRules.Objection.reasonAgainstEvidence) {
      try RoundRules.tick(.done, task: "alerts", in: burning, note: "  ", by: person, at: now)
    }
    let tick = try RoundRules.tick(.done, task: "alerts", in: burning, note: "being repaired", by: person, at: now)
    #expect(tick.evidence.severity == .critical && tick.note == "being repaired")
  }

  @Test func aProblemNeedsAWordAndAnUnknownTaskIsNamed() {
    #expect(throws: RoundRules.Objection.reasonMissing) {
      try RoundRules.tick(.problem, task: "talk", in: round(), note: nil, by: person, at: now)
    }
    #expect(throws: RoundRules.Objection.unknownTask) {
      try RoundRules.tick(.done, task: "nothing", in: round(), note: nil, by: person, at: now)
    }
  }

  @Test func aTaskThatNothingMeasuresNeedsNoReason() throws {
    let tick = try RoundRules.tick(.done, task: "talk", in: round(), note: nil, by: person, at: now)
    #expect(tick.evidence.source == nil)
  }

  @Test func theLastAnswerStandsAndLaterIsNotSettled() throws {
    var first = try RoundRules.tick(.done, task: "talk", in: round(), note: nil, by: person, at: now)
    first.at = now.adding(seconds: -100)
    let second = try RoundRules.tick(.later, task: "talk", in: round(), note: nil, by: person, at: now)
    let status = round(ticks: [second, first])
    #expect(status.tasks[1].tick?.verdict == .later && status.settledCount == 0)
    #expect(round(ticks: [first]).settledCount == 1)
  }

  @Test func aTickOfYesterdayIsNotOneOfToday() throws {
    var tick = try RoundRules.tick(.done, task: "talk", in: round(), note: nil, by: person, at: now)
    tick.round = "2026-11-21"
    #expect(round(ticks: [tick]).settledCount == 0)
  }

  @Test func evidenceOfSomethingThePlanLacksIsUnknown() {
    let measured = EvidenceRules.Measurements(services: [], capacity: [], backups: [], logs: [], problems: [])
    let evidence = EvidenceRules.evidence(of: .logErrors, in: measured, at: now)
    #expect(evidence.severity == .unknown && RoundRules.needsReason(evidence))
  }

  @Test func aLogThatIsYetToBeReadIsNotCalledUnreadable() {
    func fact(_ counts: Reading<LogCounts>) -> String? {
      let measured = EvidenceRules.Measurements(
        services: [], capacity: [], backups: [], logs: [LogStatus(name: "a", path: "/a", counts: counts)], problems: [])
      let evidence = EvidenceRules.evidence(of: .logErrors, in: measured, at: Timestamp(seconds: 0))
      #expect(evidence.severity == .unknown)
      return evidence.facts.first?.text(in: .english)
    }
    #expect(fact(.pending) == "a: not read yet")
    #expect(fact(.unavailable(Unavailability(.missing, "/a"))) == "a: no file yet")
    #expect(fact(.unavailable(Unavailability(.denied, "/a"))) == "a: cannot be read")
  }
}
