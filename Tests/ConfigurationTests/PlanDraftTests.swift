import Configuration
import Maintenance
import Testing

@Suite struct PlanDraftTests {
  static func answers(_ language: Language = .english, application: String = "Sounds") -> PlanAnswers {
    PlanAnswers(application: application, timezone: "Europe/Paris", language: language, production: true)
  }

  static let full = DiscoveredHost(
    services: [
      DiscoveredService(name: "nginx", unit: "nginx.service", port: 80),
      DiscoveredService(name: "php-fpm", unit: "php8.2-fpm.service"),
      DiscoveredService(name: "mariadb", unit: "mariadb.service", port: 3306),
    ], engine: .mariadb, schema: "sounds", webRoots: ["/var/www/sounds/public"], serverNames: ["sounds.example"],
    usesTLS: true,
    logs: [LogPlan(name: "system", path: "/var/log/syslog", format: .syslog, type: .system)],
    configuration: ["/etc/nginx", "/etc/mysql"], timezone: "Europe/Paris")

  @Test(arguments: Language.allCases)
  func whatWasFoundBecomesAPlanWithoutAFault(language: Language) throws {
    let yaml = PlanDraft(Self.answers(language), Self.full).yaml
    let loaded = try PlanLoader.load(yaml: yaml, file: "plan.yaml")
    let plan = loaded.plan
    #expect(loaded.remarks.isEmpty, "\(PlanFaults(loaded.remarks).text(in: .english))")
    #expect(plan.application == "Sounds" && plan.production && plan.language == language)
    #expect(plan.services.map(\.name) == ["site", "nginx", "php-fpm", "mariadb"])
    #expect(plan.services[0].http?.url == "https://sounds.example/")
    #expect(plan.services[0].http?.certificateCriticalDays == 7)
    #expect(plan.databases.map(\.schema) == ["sounds"])
    #expect(plan.backups.map(\.leg) == BackupLeg.allCases)
    #expect(plan.folders.files == "/var/www/sounds" && plan.folders.configuration == ["/etc/nginx", "/etc/mysql"])
    #expect(plan.capacity.count == 4 && plan.rounds.flatMap(\.tasks).count == 5 && plan.logs == Self.full.logs)
    let comments = yaml.split(separator: "\n").filter { $0.hasPrefix("#") }
    #expect(comments.count >= 9)
    #expect(
      yaml.contains(language == .french ? "# Le plan de maintenance de Sounds." : "# The maintenance plan of Sounds."))
  }

  @Test func aHostWithoutAnythingHasAPlanToo() throws {
    let yaml = PlanDraft(Self.answers(), DiscoveredHost()).yaml
    let loaded = try PlanLoader.load(yaml: yaml, file: "plan.yaml")
    #expect(loaded.remarks.isEmpty)
    #expect(loaded.plan.services.isEmpty && loaded.plan.backups.isEmpty && loaded.plan.capacity.count == 3)
    #expect(yaml.contains("#   site: {http:"))
  }

  @Test func aDatabaseWithoutANameIsLeftToThePerson() throws {
    var found = Self.full
    found.schema = nil
    let yaml = PlanDraft(Self.answers(), found).yaml
    let plan = try PlanLoader.load(yaml: yaml, file: "plan.yaml").plan
    #expect(plan.databases.isEmpty && !plan.backups.contains { $0.leg.scope == .database })
    #expect(yaml.contains("#     schema: \"application\""))
    // With the # taken away it is a plan again.
    let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("# databases:") || line.hasPrefix("#   ") ? String(line.dropFirst(2)) : String(line)
    }
    #expect(try PlanLoader.load(yaml: lines.joined(separator: "\n"), file: "p").plan.databases.count == 1)
  }

  @Test(arguments: ["A: \"b\" #c", "it's \\ a\nnew\u{1B}[31m line", "{application}", "- x", "é 東京", "no"])
  func aNameIsKeptWhateverItHolds(name: String) throws {
    let plan = try PlanLoader.load(yaml: PlanDraft(Self.answers(application: name), Self.full).yaml, file: "p").plan
    let expected = name.unicodeScalars.filter { $0 != "\n" && $0 != "\u{1B}" }
    #expect(plan.application == String(String.UnicodeScalarView(expected)))
  }
}
