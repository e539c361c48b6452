import Configuration
import Maintenance
import Testing

@Suite struct HandbookReadingTests {
  private static func load(_ yaml: String) throws -> LoadedPlan {
    try PlanLoader.load(yaml: "application: A\ntimezone: UTC\n" + yaml, file: "p.yaml")
  }

  @Test func whatIsLeftOpenIsSaidAtItsPlaceAndThePlanLoads() throws {
    let loaded = try Self.load(
      "stores:\n  far: {kind: disk, place: to-fill}\n  near: {kind: server, place: \"backup:\"}")
    #expect(loaded.plan.handbook.stores.map(\.place) == [.toFill, .filled(LocalizedText("backup:"))])
    #expect(loaded.remarks.map(\.grade) == [.toFill])
    #expect(
      PlanFaults(loaded.remarks).text(in: .english)
        == "p.yaml:4:28: to fill: stores.far.place: still open; expected where it is")
    #expect(
      PlanFaults(loaded.remarks).text(in: .french)
        == "p.yaml:4:28: à remplir : stores.far.place : encore ouvert ; attendu : où il se trouve")
    #expect(PlanFault.Grade.notice < .toFill && PlanFault.Grade.toFill < .warning)
  }

  @Test func aLanguageThatIsMissingIsSaid() throws {
    let loaded = try Self.load(
      """
      runbooks:
        go:
          title: {fr: Aller}
          stages: {one: {steps: {a: {en: Look}, b: {title: {fr: Voir, en: See}, detail: {fr: Bien}}}}}
      """)
    #expect(
      loaded.remarks.map { "\($0.line):\($0.column) \($0.path): \($0.message.text(in: .english))" } == [
        "5:12 runbooks.go.title: English is missing", "6:31 runbooks.go.stages.one.steps.a: French is missing",
        "6:83 runbooks.go.stages.one.steps.b.detail: English is missing",
      ])
    #expect(loaded.remarks.allSatisfy { $0.grade == .warning })
  }

  @Test func aPlaceholderMustStandInBothLanguages() throws {
    let loaded = try Self.load(
      """
      templates:
        t:
          subject: {fr: "Le {date}", en: "On a day"}
          body: {fr: "x", en: "y {application}"}
          placeholders: {date: D, never: N}
      """)
    #expect(
      loaded.remarks.map { "\($0.line):\($0.column) \($0.message.text(in: .english))" } == [
        "7:26 “{date}” is not in the English text", "7:36 “{never}” is not in the French text",
        "7:36 “{never}” is not in the English text",
      ])
  }

  @Test func shortFormsAreRead() throws {
    let loaded = try Self.load(
      """
      services: {nginx: {unit: nginx}}
      contacts: {dba: {role: {fr: Admin, en: DBA}, responsibility: x}}
      windows: {any: any, week: "ven 20:00 - lundi 06:00", noon: "12:00-13:30"}
      rounds: {daily: [{task: a, title: t, owner: dba, from: calendar}, {task: b, title: t, owner: {fr: x, en: y}}]}
      runbooks:
        go:
          title: t
          references: {guide: /srv/guide.md}
          stages:
            one:
              steps: {a: words, b: {fr: mots, en: words}, c: {title: t, service: reload nginx, reference: guide}}
      """)
    let plan = loaded.plan
    #expect(loaded.remarks.isEmpty)
    #expect(
      plan.handbook.windows.map(\.span) == [
        .any, .weekly(from: 4 * 1440 + 1200, until: 360), .daily(from: 720, until: 810),
      ])
    let tasks = plan.rounds[0].tasks
    #expect(tasks[0].contact == "dba" && tasks[0].owner?.english == "DBA" && tasks[0].origins == [.calendar])
    #expect(tasks[1].contact == nil && tasks[1].owner?.french == "x")
    let steps = plan.handbook.runbooks[0].steps
    #expect(steps.map(\.title.english) == ["words", "words", "t"])
    #expect(steps[2].action == .service(.reload, name: "nginx") && steps[2].reference == "guide")
    #expect(plan.handbook.runbooks[0].stages[0].title == LocalizedText("one"))
    let again = try PlanLoader.load(yaml: PlanWriter.yaml(plan), file: "again.yaml")
    #expect(again.plan == plan && again.remarks.isEmpty)
  }

  @Test(arguments: [
    "22:00", "22:00-22:00", "22:00-25:00", "Sat 00:00 - Sat 00:00", "Sat - Mon", "", "a-b-c", "any-any",
  ])
  func refusesWhatIsNoWindow(text: String) { #expect(WindowText.span(text) == nil) }

  @Test(arguments: ["any", "22:00-05:00", "00:00-00:01", "Sat 00:00 - Mon 00:00", "Mon 23:59 - Sun 12:30"])
  func windowsGoThereAndBack(text: String) { #expect(WindowText.span(text).map { WindowText.text($0) } == text) }
}
