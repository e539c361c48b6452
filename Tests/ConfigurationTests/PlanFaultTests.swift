import Configuration
import Maintenance
import Testing

@Suite struct PlanFaultTests {
  /// A plan with one fault: its text, and the line, column and words with which it must be named.
  struct Case: Sendable, CustomTestStringConvertible {
    var yaml: String
    var place: String
    var says: String
    var testDescription: String { says }

    init(_ place: String, _ says: String, _ yaml: String) {
      (self.place, self.says, self.yaml) = (place, says, yaml)
    }

    /// After a head of two lines that is right.
    init(body place: String, _ says: String, _ yaml: String) {
      self.init(place, says, "application: A\ntimezone: UTC\n" + yaml)
    }
  }

  static func faults(_ yaml: String) -> [PlanFault] {
    do {
      let loaded = try PlanLoader.load(
        yaml: yaml, file: "p.yaml", isKnownZone: { ["UTC", "Europe/Paris"].contains($0) })
      return loaded.remarks
    } catch {
      return error.faults
    }
  }

  static let invalid: [Case] = [
    // The file as a whole.
    Case("1:1", "the file is empty", ""),
    Case("1:1", "the file is empty", "# nothing but words\n"),
    Case("1:1", "found “hello”; expected keys with their values", "hello"),
    Case("1:1", "found a list; expected keys with their values", "- a\n- b"),
    Case(body: "4:1", "a tab at the start of the line; expected spaces", "services:\n\tnginx: {unit: a.service}"),
    Case(body: "3:13", "control character U+0000", "production: \0true"),
    Case(body: "3:11", "control character U+001B", "language: \u{1B}[31mfr"),
    Case(body: "4:1", "this is not YAML", "a: [1, 2"),
    Case(body: "3:1", "this is not YAML", "---\napplication: B"),
    Case(body: "3:21", "YAML anchor or alias “a”; plans have none", "access: {observers: &a [x]}"),
    Case(body: "3:1", "key “language” given twice, here and on line 4", "language: fr\nlanguage: en"),
    Case(body: "3:11", "key “files” given twice, here and on line 3", "folders: {files: /a, files: /b}"),
    Case(body: "3:1", "found a list; expected a name", "[a, b]: 1"),
    // The head.
    Case("1:1", "“application” is missing", "timezone: UTC"),
    Case("1:1", "“timezone” is missing", "application: A"),
    Case("1:14", "found nothing; expected a text", "application: \"\"\ntimezone: UTC"),
    Case("2:11", "found “Europe/Pariss”; expected a known time zone", "application: A\ntimezone: Europe/Pariss"),
    Case(body: "3:11", "found “de”; expected one of: fr, en", "language: de"),
    Case(body: "3:13", "found “yes”; expected true or false", "production: yes"),
    Case(body: "3:13", "found “ture”; expected true or false; did you mean “true”?", "production: ture"),
    Case(body: "3:1", "unknown key “servces”; expected one of:", "servces: {}"),
    Case(body: "3:1", "did you mean “services”?", "servces: {}"),
    Case(body: "3:1", "did you mean “procedures”?", "procedurs: {}"),
    // Sampling and access.
    Case(body: "3:21", "found “0.1s”; expected a duration from 0.5s to 1m", "sampling: {vitals:  0.1s}"),
    Case(body: "3:24", "found “ten”; expected a whole number from 0 to 100", "sampling: {processes:  ten}"),
    Case(body: "3:12", "unknown key “vital”", "sampling: {vital: 2s}"),
    Case(body: "3:21", "found “-rf”; expected the name of a unix group", "access: {observers: -rf}"),
    // Services.
    Case(body: "3:15", "found “nginx”; expected keys with their values", "services: {a: nginx}"),
    Case(body: "4:3", "found “a b”; expected a name of letters, digits", "services:\n  a b: {unit: a.service}"),
    Case(body: "4:12", "unknown key “untit”; expected one of: label, unit", "services:\n  nginx: { untit: a, tcp: 80}"),
    Case(body: "4:12", "did you mean “unit”?", "services:\n  nginx: { untit: a, tcp: 80}"),
    Case(body: "4:10", "nothing to look at", "services:\n  nginx: {label: x}"),
    Case(body: "4:10", "unit, pidfile: only one of them at a time", "services:\n  nginx: {unit: a, pidfile: /a}"),
    Case(body: "4:27", "“start” only goes with “pidfile”", "services:\n  nginx: {unit: a, start: [x]}"),
    Case(body: "4:17", "found “--now”; expected the name of a systemd unit", "services:\n  nginx: {unit: --now}"),
    Case(body: "4:17", "expected an address beginning with http://", "services:\n  nginx: {http: localhost}"),
    Case(body: "4:17", "“url” is missing", "services:\n  nginx: {http: {expect: 200}}"),
    Case(
      body: "4:38", "expected a whole number from 100 to 599", "services:\n  a: {http: {url: http://h/, expect: 2000}}"),
    Case(
      body: "4:38", "found “2”; expected a duration, such as", "services:\n  a: {http: {url: http://h/, within: 2}}"),
    Case(
      body: "4:44", "an http:// address has no certificate",
      "services:\n  a: {http: {url: http://h/, certificate:  {warn: 21d}}}"),
    Case(
      body: "4:44", "“critical” (21d) must be shorter than “warn” (7d)",
      "services:\n  a: {http: {url: https://h/, certificate: {warn: 7d, critical: 21d}}}"),
    Case(body: "4:12", "found “70000”; expected a port", "services:\n  a: {tcp: 70000}"),
    Case(body: "4:17", "found “main”; expected a database of “databases”", "services:\n  a: {database: main, tcp: 1}"),
    // Databases.
    Case(body: "3:16", "“engine” is missing", "databases: {m: {schema: a}}"),
    Case(body: "4:15", "found “mariadbb”; expected one of: mariadb", "databases:\n  m: {engine: mariadbb, schema: a}"),
    Case(body: "4:30", "found “a;b”; expected a name of letters", "databases:\n  m: {engine: mysql, schema: a;b}"),
    Case(body: "4:31", "expected an absolute path", "databases:\n  m: {engine: sqlite, schema: a.db}"),
    Case(
      body: "4:48", "found “../cnf”; expected an absolute path",
      "databases:\n  m: {engine: mysql, schema: a, credentials:   ../cnf}"),
    // Capacity.
    Case(body: "4:3", "unknown key “gpu”; expected one of: cpu, memory, disk", "capacity:\n  gpu: {}"),
    Case(body: "4:8", "“critical” is missing", "capacity:\n  cpu: {alert: \"> 70%\"}"),
    Case(
      body: "4:16", "found “70%”; expected a threshold between 0 and 100 %",
      "capacity:\n  cpu: {alert: \"70%\", critical: \"> 90%\"}"),
    Case(
      body: "4:36", "the critical threshold (> 60%) must be above the alert threshold (> 70%)",
      "capacity:\n  cpu: {alert: \"> 70%\", critical:  \"> 60%\"}"),
    // Backups.
    Case(body: "4:3", "did you mean “database.full”?", "backups:\n  databas.full: {at: \"01:00\", keep: 1d}"),
    Case(body: "5:16", "“keep” is missing", "folders: {files: /a}\nbackups:\n  files.full:  {at: \"01:00\"}"),
    Case(
      body: "5:15", "nothing starts it; expected at, every", "folders: {files: /a}\nbackups:\n  files.full: {keep: 1d}"),
    Case(
      body: "5:20", "found “25:00”; expected a time of day from 00:00 to 23:59",
      "folders: {files: /a}\nbackups:\n  files.full: {at: \"25:00\", keep: 1d}"),
    Case(
      body: "5:23", "found “7h”; expected a duration that divides a day",
      "folders: {files: /a}\nbackups:\n  files.full: {every: 7h, keep: 1d}"),
    Case(
      body: "5:24", "expected a day and a time, such as “Sun 02:00”",
      "folders: {files: /a}\nbackups:\n  files.full: {weekly: Sunday, keep: 10d}"),
    Case(
      body: "5:20", "found “chang”; expected one of: change; did you mean “change”?",
      "folders: {files: /a}\nbackups:\n  files.full: {on: chang, keep: 1d}"),
    Case(
      body: "4:15", "nothing to save: “folders.files” is missing", "backups:\n  files.full: {at: \"01:00\", keep: 1d}"),
    Case(
      body: "4:18", "nothing to save: “databases” is missing", "backups:\n  database.full: {at: \"01:00\", keep: 1d}"),
    // Folders, rounds, logs.
    Case(body: "3:18", "found “var/www”; expected an absolute path", "folders: {files: var/www}"),
    Case(body: "3:18", "found “/a/../b”; expected an absolute path", "folders: {files: /a/../b}"),
    Case(body: "3:33", "the backups would lie in what they save", "folders: {files: /a, backups:   /a/b}"),
    Case(body: "4:3", "unknown key “dayly”", "rounds:\n  dayly: []"),
    Case(body: "4:10", "found “x”; expected a list", "rounds:\n  daily: x"),
    Case(body: "5:7", "“task” is missing", "rounds:\n  daily:\n    - {title: x}"),
    Case(
      body: "5:37", "found “log.errors”; expected one of: logs.errors",
      "rounds:\n  daily:\n    - {task: a, title: b, evidence: log.errors}"),
    Case(
      body: "6:7", "task “a” given twice, here and on line 5",
      "rounds:\n  daily:\n    - {task: a, title: b}\n    - {task: a, title: c}"),
    Case(body: "5:25", "unknown key “de”", "rounds:\n  daily:\n    - {task: a, title: {de: x, fr: y, en: z}}"),
    Case(body: "4:25", "found “ngnix”; expected one of: laravel, nginx", "logs:\n  a: {path: /a, format: ngnix}"),
    Case(body: "4:6", "“path” is missing", "logs:\n  a: {format: nginx}"),
  ]

  @Test(arguments: invalid)
  func namesEveryFaultAtItsPlace(example: Case) throws {
    let errors = Self.faults(example.yaml).filter { $0.grade == .error }
    let list = errors.map { $0.text(in: .english) }.joined(separator: "\n")
    #expect(errors.count == 1, "\(list)")
    let fault = try #require(errors.first)
    #expect("\(fault.line):\(fault.column)" == example.place, "\(list)")
    #expect(fault.message.text(in: .english).contains(example.says), "\(list)")
    #expect(fault.message.missing.isEmpty)
    #expect(fault.message.french != fault.message.english)
  }

  static let twenty = """
    application: A
    timezone: UTC
    language: klingon
    production: maybe
    servces: {}
    sampling: {vitals: 1h, speed: 3}
    services:
      nginx: {unit: -x}
      php: {}
      web: {http: {url: ftp://h/, expect: 99, within: soon}}
      db: {tcp: 0}
    databases:
      main: {engine: oracle, schema: a}
      main2: {engine: mysql}
    capacity:
      cpu: {alert: "> 70%", critical: "> 110%"}
      ram: {}
    backups:
      files.full: {at: "1am", keep: 1x}
    rounds:
      daily:
        - {task: "a b", title: t}
        - nothing
    logs:
      app: {path: laravel.log, format: laravel}
      app: {path: /a}
    """

  @Test func namesTwentyFaultsInOneGo() {
    let errors = Self.faults(Self.twenty).filter { $0.grade == .error }
    #expect(
      errors.map { "\($0.line):\($0.column)" } == [
        "3:11", "4:13", "5:1", "6:20", "6:24", "8:17", "9:8", "10:21", "10:39", "10:51", "11:13", "13:18", "14:10",
        "16:35", "17:3", "19:20", "19:33", "22:14", "23:7", "25:3",
      ])
    #expect(
      errors.map { "\($0.line):\($0.column)" }
        == errors.sorted { ($0.line, $0.column) < ($1.line, $1.column) }.map { "\($0.line):\($0.column)" })
    #expect(Set(errors).count == errors.count)
  }

  @Test func everyLineOfTheReportIsAPlaceAndASentence() {
    let faults = PlanFaults(Self.faults("application: A\ntimezone: UTC\nlanguage: f\nspool: {}\n"))
    #expect(
      faults.text(in: .english) == """
        p.yaml:3:11: error: language: found “f”; expected one of: fr, en; did you mean “fr”?
        p.yaml:4:1: notice: spool: not used yet by this version
        """)
    #expect(
      faults.text(in: .french) == """
        p.yaml:3:11: erreur : language : trouvé : « f » ; attendu : l'une de ces valeurs : fr, en ; vouliez-vous dire « fr » ?
        p.yaml:4:1: remarque : spool : pas encore utilisé par cette version
        """)
  }

  @Test func sectionsOfLaterVersionsAreNoticed() throws {
    let names = ["host", "procedures", "temporary", "spool"]
    let yaml = "application: A\ntimezone: UTC\n" + names.map { "\($0): {a: [b, {c: d}]}\n" }.joined()
    let loaded = try PlanLoader.load(yaml: yaml, file: "p.yaml")
    #expect(loaded.remarks.map(\.path) == names)
    #expect(loaded.remarks.allSatisfy { $0.grade == .notice })
  }

  @Test func warnsOfWhatIsLikelyNotMeant() throws {
    let yaml = """
      application: A
      timezone: UTC
      services:
      folders: {files: /a}
      backups:
        files.full: {at: "01:00", keep: 1h}
      rounds:
        daily:
          - {task: a}
          - {task: b, title: {fr: c}}
      """
    let loaded = try PlanLoader.load(yaml: yaml, file: "p.yaml")
    #expect(loaded.remarks.allSatisfy { $0.grade == .warning })
    #expect(
      loaded.remarks.map { "\($0.line):\($0.column) \($0.message.english ?? "")" } == [
        "3:1 the section is empty", "6:35 a backup expires before the next one is made (1d)",
        "9:7 “title” is missing; “a” is shown", "10:24 English is missing",
      ])
    #expect(loaded.plan.rounds[0].tasks[1].title.missing == [.english])
  }

  @Test func readsEveryFormOfEverySection() throws {
    let yaml = """
      application: A
      timezone: Europe/Paris
      language: en
      sampling: {vitals: 1s, services: 5s, slow: 1m, processes: 3}
      access: {observers: adm, operators: [a, b], administrators: []}
      services:
        one: {unit: foo, http: "http://h:8/x"}
        two: {pidfile: /run/two.pid}
        three: {process: "php-fpm: master", tcp: "db.local:33"}
        four: {tcp: {host: "::1", port: 1, within: 0.5s}, label: Four}
      databases:
        m: {engine: mariadb, schema: a_b}
      backups:
        database.full: {at: ["01:00", "13:00"], weekly: [dim 02:00], every: 2d, keep: 1w}
      folders: {files: /a, configuration: /etc/a, backups: /b}
      logs: {x: /var/x.log}
      """
    let plan = try PlanLoader.load(yaml: "\u{FEFF}" + yaml, file: "p.yaml").plan
    #expect(plan.language == .english)
    #expect(plan.sampling.vitalsSeconds == 1 && plan.sampling.servicesSeconds == 5)
    #expect(plan.sampling.slowSeconds == 60 && plan.sampling.topProcesses == 3)
    #expect(plan.access.observers == ["adm"] && plan.access.operators == ["a", "b"])
    #expect(plan.access.administrators.isEmpty)
    #expect(plan.services[0].manager == .unit("foo.service"))
    #expect(plan.services[0].http == HTTPCheck(url: "http://h:8/x"))
    #expect(plan.services[1].manager == .pidfile(path: "/run/two.pid", start: []))
    #expect(plan.services[2].manager == .process(name: "php-fpm: master"))
    #expect(plan.services[2].tcp == TCPCheck(host: "db.local", port: 33))
    #expect(plan.services[3].tcp == TCPCheck(host: "::1", port: 1, withinSeconds: 0.5))
    #expect(plan.services[3].label == LocalizedText("Four"))
    #expect(
      plan.backups[0].triggers == [
        .daily(minute: 60), .daily(minute: 780), .every(seconds: 172_800), .weekly(weekday: 7, minute: 120),
      ])
    #expect(plan.folders.configuration == ["/etc/a"] && plan.folders.backups == "/b")
    #expect(plan.logs == [LogPlan(name: "x", path: "/var/x.log", format: .plain)])
  }
}
