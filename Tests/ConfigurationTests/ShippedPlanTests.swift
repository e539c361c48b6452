import Configuration
import Maintenance
import Testing

@Suite struct ShippedPlanTests {
  static func nationSounds() throws -> LoadedPlan {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return try PlanLoader.load(bytes: TestFiles.read("/\(root)/plans/nationsounds.yaml"), file: "nationsounds.yaml")
  }

  @Test func nothingIsToBeSaidOfTheShippedPlanButWhatTheHouseMustFillIn() throws {
    let loaded = try Self.nationSounds()
    #expect(loaded.remarks.allSatisfy { $0.grade == .toFill }, "\(PlanFaults(loaded.remarks).text(in: .english))")
    #expect(Set(loaded.remarks.map(\.path)) == Set(loaded.plan.handbook.blanks.map(\.path)))
    #expect(
      loaded.plan.handbook.blanks.map(\.path) == [
        "contacts.system-administrator.reach.sms", "audiences.management.address", "audiences.all-users.address",
        "runbooks.update.rollback", "runbooks.update.references.deployment-guide.place",
        "runbooks.update.references.rollback-script.place", "stores.primary.place", "stores.secondary.place",
        "stores.offline.place", "scaling.instance", "scaling.volume", "scaling.instance-type",
      ])
  }

  @Test func itsHeadIsThatOfTheProcedure() throws {
    let plan = try Self.nationSounds().plan
    #expect(plan.application == "NationSounds")
    #expect(plan.timezone == "Europe/Paris")
    #expect(plan.language == .french)
    #expect(plan.production && !plan.isSandbox)
    #expect(plan.sampling == SamplingPlan())
    #expect(plan.access == AccessPlan())
  }

  @Test func servicesHaveUnitsAndTheSiteIsAsked() throws {
    let services = try Self.nationSounds().plan.services
    #expect(services.map(\.name) == ["site", "nginx", "php-fpm", "mysql"])
    #expect(
      services.map(\.manager) == [
        .none, .unit("nginx.service"), .unit("php8.2-fpm.service"), .unit("mysql.service"),
      ])
    let site = try #require(services.first?.http)
    #expect(site.expectedStatus == 200 && site.withinSeconds == 2)
    #expect(site.certificateWarnDays == 21 && site.certificateCriticalDays == 7)
    #expect(services[1].tcp == TCPCheck(port: 80))
    #expect(services[3].tcp == TCPCheck(port: 3306, withinSeconds: 1))
  }

  @Test func fourResourcesHaveTwoThresholdsAndAnAction() throws {
    let rules = try Self.nationSounds().plan.capacity
    #expect(rules.map(\.resource) == [.cpu, .memory, .disk, .connections])
    #expect(
      rules.map(\.alert) == [
        Threshold(percent: 70, forSeconds: 3600), Threshold(percent: 80, forSeconds: 3600), Threshold(percent: 75),
        Threshold(percent: 80),
      ])
    #expect(
      rules.map(\.critical) == [
        Threshold(percent: 85, forSeconds: 900), Threshold(percent: 90, forSeconds: 900), Threshold(percent: 90),
        Threshold(percent: 90),
      ])
    #expect(rules.allSatisfy { $0.action?.missing == [] })
  }

  @Test func sixLegsHaveSevenTriggersAndTheirRetentions() throws {
    let legs = try Self.nationSounds().plan.backups
    let day = 86_400.0
    #expect(legs.map(\.leg) == BackupLeg.allCases)
    #expect(legs.flatMap(\.triggers).count == 7)
    #expect(legs.map(\.keepSeconds) == [30 * day, 7 * day, day, 90 * day, 90 * day, 365 * day])
    #expect(
      legs.flatMap(\.triggers) == [
        .daily(minute: 60), .every(seconds: 21_600), .every(seconds: 3600), .daily(minute: 180), .daily(minute: 900),
        .onChange, .weekly(weekday: 7, minute: 120),
      ])
  }

  @Test func roundsHoldTheCalendarAndTheChecklists() throws {
    let rounds = try Self.nationSounds().plan.rounds
    #expect(rounds.map(\.period) == Period.allCases)
    #expect(rounds.map(\.tasks.count) == [5, 6, 7, 4, 4])
    let tasks = rounds.flatMap(\.tasks)
    #expect(tasks.allSatisfy { $0.title.missing.isEmpty && ($0.hint?.missing ?? []).isEmpty })
    #expect(tasks.allSatisfy { $0.owner?.missing == [] && $0.contact != nil && !$0.origins.isEmpty })
    #expect(rounds[0].tasks.map(\.evidence) == [.logErrors, .alerts, .services, .backups, .capacity])
    #expect(Set(tasks.map(\.name)).count == tasks.count)
    #expect(rounds.map { $0.tasks.filter { $0.origins.contains(.calendar) }.count } == [3, 3, 4, 4, 4])
    #expect(rounds.map { $0.tasks.filter { $0.origins.contains(.checklist) }.count } == [4, 4, 4, 0, 0])
  }

  @Test func theRestIsThere() throws {
    let plan = try Self.nationSounds().plan
    #expect(plan.databases.map(\.schema) == ["nationsounds"])
    #expect(
      plan.databases[0].countedTables == [
        "users", "concerts", "artists", "bookings", "sessions", "jobs", "job_batches",
      ])
    #expect(plan.databases[0].credentials == "/etc/vigie/main.cnf")
    #expect(plan.folders.files == "/var/www/nationsounds")
    #expect(plan.folders.configuration.count == 6 && plan.folders.backups == nil)
    #expect(plan.logs.map(\.format) == [.laravel, .nginx, .nginx, .syslog, .syslog, .plain])
  }

  @Test func theSandboxLivesInItsStateFolder() throws {
    let plan = try SandboxPlan.load(
      state: "/tmp/a b: {x} \"é\" #", vigie: "/opt/vigie", port: 4711, language: .french, timezone: "Europe/Paris")
    let state = "/tmp/a b: {x} \"é\" #/sandbox"
    #expect(plan.isSandbox && !plan.production)
    #expect(plan.application == "Bac à sable")
    #expect(plan.timezone == "Europe/Paris")
    let site = try #require(plan.services.first)
    #expect(site.name == "site" && plan.services.count == 1)
    #expect(
      site.manager
        == .pidfile(
          path: "\(state)/run/site.pid",
          start: ["/opt/vigie", "sandbox-site", "--state", "/tmp/a b: {x} \"é\" #"]))
    #expect(site.http?.url == "http://127.0.0.1:4711/health")
    #expect(plan.databases.map(\.engine) == [.sqlite])
    #expect(plan.databases.map(\.schema) == ["\(state)/database.sqlite"])
    #expect(plan.databases[0].countedTables.count == 7)
    #expect(plan.backups.map(\.leg) == [.databaseFull, .filesFull, .configurationFull])
    #expect(plan.folders.files == "\(state)/files" && plan.folders.configuration == ["\(state)/config"])
    #expect(plan.rounds.map(\.period) == [.daily])
    #expect(plan.rounds[0].tasks.map(\.evidence) == [.logErrors, .backups, .capacity, .alerts])
    #expect(plan.logs == [LogPlan(name: "laravel", path: "\(state)/logs/laravel.log", format: .laravel)])
    let book = plan.handbook
    #expect(book.runbooks.map(\.steps.count) == [5, 4] && book.updates.map(\.kind) == [.critical, .minor])
    #expect(book.blanks.isEmpty && book.channels[0].settings == "\(state)/email.yaml")
    #expect(book.templates[0].placeholders.map(\.name) == ["date", "start", "end"])
    #expect(book.runbook("restore")?.step("database")?.action == .restore(.database))
    #expect(PlanText(plan, in: .french).lines(of: .runbooks) != PlanText(plan, in: .english).lines(of: .runbooks))
    let english = try SandboxPlan.load(state: "/s", vigie: "/v", port: 1, language: .english)
    #expect(english.application == "Sandbox")
  }

  @Test func nothingIsToBeSaidOfTheSandboxPlan() throws {
    let placeholders = ["state": "/s", "vigie": "/v", "port": "1", "timezone": "UTC", "application": "A"]
    let loaded = try PlanLoader.load(yaml: SandboxPlan.yaml, file: "sandbox.yaml", placeholders: placeholders)
    #expect(loaded.remarks.isEmpty, "\(PlanFaults(loaded.remarks).text(in: .english))")
  }

  @Test func aStateFolderThatIsNoPathIsRefused() {
    #expect(throws: PlanFaults.self) {
      try SandboxPlan.load(state: "relative", vigie: "/v", port: 1, language: .english)
    }
  }
}
