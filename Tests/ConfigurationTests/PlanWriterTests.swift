import Configuration
import Maintenance
import Testing

@Suite struct PlanWriterTests {
  @Test func theShippedPlanGoesThereAndBack() throws {
    let plan = try ShippedPlanTests.nationSounds().plan
    let yaml = PlanWriter.yaml(plan)
    let again = try PlanLoader.load(yaml: yaml, file: "again.yaml")
    #expect(again.plan == plan)
    #expect(again.remarks.allSatisfy { $0.grade == .toFill })
    #expect(PlanWriter.yaml(again.plan) == yaml)
  }

  @Test func everyFormGoesThereAndBack() throws {
    var plan = Plan(application: "A: \"b\" #c", timezone: "UTC")
    plan.language = .english
    plan.sampling.vitalsSeconds = 0.5
    plan.access.operators = ["a", "b"]
    plan.access.observers = []
    var http = HTTPCheck(url: "https://h/?a=b#c", expectedStatus: 301, withinSeconds: 0.25, contains: "ok: yes")
    http.certificateWarnDays = 21
    http.certificateCriticalDays = 7.5
    plan.services = [
      ServicePlan(name: "on", manager: .process(name: "php-fpm: master"), http: http),
      ServicePlan(
        name: "b", label: LocalizedText("B"),
        manager: .pidfile(path: "/run/b c.pid", start: ["/b", "-x", ""].dropLast())),
      ServicePlan(name: "c", manager: .none, tcp: TCPCheck(host: "::1", port: 1, withinSeconds: 3)),
    ]
    plan.databases = [DatabasePlan(name: "yes", engine: .sqlite, schema: "/d")]
    plan.capacity = [
      CapacityRule(
        resource: .disk, alert: Threshold(percent: 72.5), critical: Threshold(percent: 90, forSeconds: 4500),
        action: LocalizedText(french: "é", english: nil))
    ]
    plan.backups = [
      BackupPlan(
        leg: .databaseFull,
        triggers: [
          .onChange, .daily(minute: 0), .daily(minute: 1439), .every(seconds: 5400 * 8),
          .weekly(weekday: 1, minute: 61),
          .weekly(weekday: 7, minute: 0),
        ], keepSeconds: 400 * 86_400)
    ]
    plan.rounds = [
      RoundPlan(
        period: .weekly,
        tasks: [TaskPlan(name: "a", title: LocalizedText("1"), hint: LocalizedText("two\nlines"), evidence: .logErrors)]
      )
    ]
    plan.logs = [LogPlan(name: "x", path: "/var/log/x y.log", format: .syslog)]
    let again = try PlanLoader.load(yaml: PlanWriter.yaml(plan), file: "again.yaml").plan
    #expect(again == plan)
  }

  @Test func aTextThatOtherReadersWouldTakeForSomethingElseIsQuoted() {
    var plan = Plan(application: "no", timezone: "UTC")
    plan.backups = [BackupPlan(leg: .filesFull, triggers: [.daily(minute: 60)], keepSeconds: 60)]
    let yaml = PlanWriter.yaml(plan)
    #expect(yaml.hasPrefix("application: \"no\"\ntimezone: UTC\nproduction: false\n"))
    #expect(yaml.contains("files.full: {at: \"01:00\", keep: \"1m\"}"))
  }
}
