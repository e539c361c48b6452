import Dashboard
import Maintenance
import Testing

@Suite struct WordingTests {
  private let french = Wording(.french, zone: Zone(name: "", offsetSeconds: 3600, changes: []))
  private let english = Wording(.english, zone: Zone(name: "", offsetSeconds: 3600, changes: []))

  @Test func everyWordDiffersUnlessItIsTheSameInBoth() {
    let same: Set<Word> = [
      .services, .catalogue, .service, .note, .production, .capacity, .detail, .certificate, .logs, .contacts,
    ]
    for word in Word.allCases where !same.contains(word) {
      #expect(word.phrase.french != word.phrase.english, "\(word)")
    }
    for word in Word.allCases { #expect(!word.phrase.french.isEmpty && !word.phrase.english.isEmpty) }
  }

  @Test func everyStateIsWordedInBoth() {
    func differ<Value>(_ values: [Value], except: Set<String> = [], _ say: (Wording, Value) -> String) {
      for value in values where !except.contains("\(value)") {
        #expect(say(french, value) != say(english, value), "\(value)")
      }
      #expect(Set(values.map { say(french, $0) }).count == values.count)
    }
    differ(ServiceActivity.allCases) { $0.activity($1) }
    differ(Unavailability.Kind.allCases) { $0.unavailable($1) }
    differ(OperationState.allCases) { $0.operationState($1) }
    differ(TrustRung.allCases, except: ["plausible"]) { $0.trust($1) }
    differ(BackupLeg.allCases, except: ["configurationFull"]) { $0.leg($1) }
    differ(RestoreScope.allCases, except: ["configuration"]) { $0.scope($1) }
    differ(Resource.allCases, except: ["cpu"]) { $0.resource($1) }
    differ(Severity.allCases) { $0.severity($1) }
    differ(Role.allCases) { $0.role($1) }
    differ(Period.allCases) { $0.round($1) }
    differ(TickVerdict.allCases) { $0.verdict($1) }
    differ(ServiceVerb.allCases) { $0.verb($1) }
  }

  @Test(
    arguments: [
      (0, "<1 min", "<1 min"), (59, "<1 min", "<1 min"), (60, "1 min", "1 min"), (3599, "59 min", "59 min"),
      (3600, "1 h 00", "1 h 00"), (5640, "1 h 34", "1 h 34"), (35_999, "9 h 59", "9 h 59"), (36_000, "10 h", "10 h"),
      (172_799, "47 h", "47 h"), (172_800, "2 j", "2 d"), (63_072_000, "2 ans", "2 y"),
      (-5, "<1 min", "<1 min"), (.nan, "<1 min", "<1 min"), (.infinity, "<1 min", "<1 min"), (1e30, "999 ans", "999 y"),
    ] as [(Double, String, String)])
  func agesAreShort(seconds: Double, inFrench: String, inEnglish: String) {
    #expect(plain(french.age(seconds)) == inFrench)
    #expect(plain(english.age(seconds)) == inEnglish)
  }

  @Test func agesAreTheTimeThatHasGoneByAndNoMore() {
    let edge = Fixture.now.adding(seconds: 5)
    #expect(plain(french.age(since: edge.adding(seconds: -17), now: edge)) == "<1 min")
    #expect(plain(french.age(since: edge.adding(seconds: -121), now: edge)) == "2 min")
    #expect(plain(french.age(since: edge.adding(seconds: 500), now: edge)) == "<1 min")
  }

  @Test(
    arguments: [
      (0, "0 s", "0 s"), (0.041, "41 ms", "41 ms"), (45.2, "45 s", "45 s"), (221, "3 min 41", "3 min 41"),
      (180, "3 min", "3 min"), (9180, "2 h 33", "2 h 33"), (187_200, "2 j 4 h", "2 d 4 h"), (-1, "?", "?"),
    ] as [(Double, String, String)])
  func durationsNameTwoUnits(seconds: Double, inFrench: String, inEnglish: String) {
    #expect(plain(french.duration(seconds)) == inFrench)
    #expect(plain(english.duration(seconds)) == inEnglish)
  }

  @Test func datesAreInThePlansZone() {
    #expect(plain(french.dateTime(Fixture.now)) == "dim. 22 nov. 14:32")
    #expect(plain(english.dateTime(Fixture.now)) == "Sun 22 Nov 14:32")
    #expect(plain(french.exact(Fixture.now)) == "dim. 22 nov. 2026 14:32:05")
    let midnight = Timestamp("2026-12-31T23:30:00Z") ?? Fixture.now
    #expect(plain(french.dateTime(midnight)) == "ven. 1 janv. 00:30")
    let before = Timestamp("1969-12-31T22:59:59Z") ?? Fixture.now
    #expect(plain(english.exact(before)) == "Wed 31 Dec 1969 23:59:59")
    #expect(plain(english.moment(Fixture.ago(hours: 24), now: Fixture.now)) == "21 Nov")
    #expect(plain(english.moment(Fixture.ago(hours: 14), now: Fixture.now)) == "00:32")
  }

  @Test func numbersFollowTheLanguage() {
    #expect(plain(french.percent(43.4)) == "43 %" && english.percent(43.4) == "43%")
    #expect(english.percent(99.7) == "99%" && english.percent(0.2) == "1%" && english.percent(100) == "100%")
    #expect(english.percent(.nan) == "?%")
    #expect(plain(french.bytes(0)) == "0 o" && plain(french.bytes(1023)) == "1,0 Ko")
    #expect(plain(french.bytes(1_503_238_553)) == "1,4 Go" && plain(english.bytes(.max)) == "16 EB")
    #expect(plain(english.rate(-4)) == "0 B/s" && english.rate(.infinity) == "?")
    #expect(plain(french.latency(milliseconds: 0.2)) == "<1 ms")
    #expect(plain(english.latency(milliseconds: 1240)) == "1.2 s")
    #expect(french.decimal(-0.04) == "0,0" && english.decimal(12.25) == "12.3")
  }

  @Test func pluralsFollowTheLanguage() {
    #expect(plain(french.count(0, of: .warning)) == "0 alerte" && plain(english.count(0, of: .warning)) == "0 warnings")
    #expect(plain(french.count(1, of: .warning)) == "1 alerte" && plain(english.count(1, of: .warning)) == "1 warning")
    #expect(plain(french.count(2, of: .critical)) == "2 critiques")
  }

  @Test func problemsAreNamedAsThePlanNamesThem() {
    let situation = Fixture.troubled
    #expect(
      situation.problems.map { plain(french.headline($0, in: situation)) } == [
        "mysql en échec", "Base, journaux en retard", "Mémoire > 80 %",
      ])
    #expect(
      situation.problems.map { plain(english.cause($0, in: situation)) } == [
        "killed (signal 9)", "was due at 13:58", "fires in 22 min",
      ])
    #expect(plain(french.summary(situation.problems)) == "1 critique, 1 alerte")
    #expect(french.summary([]) == "tout va bien")
  }

  @Test func whoStoppedAServiceIsTheCause() {
    var situation = Fixture.healthy
    situation.problems = [
      Problem(
        id: "service.nginx", subject: .service("nginx"), severity: .critical, state: .firing,
        cause: .serviceDown(activity: .inactive, ending: nil), since: Fixture.ago(minutes: 3))
    ]
    func operation(_ verb: ServiceVerb, minutesAgo: Double) -> OperationStatus {
      OperationStatus(
        id: "\(minutesAgo)", request: .service(verb: verb, name: "nginx"), procedure: "service",
        title: LocalizedText(""),
        target: "service:nginx", by: Fixture.person, startedAt: Fixture.ago(minutes: minutesAgo),
        endedAt: Fixture.ago(minutes: minutesAgo), state: .done, steps: [])
    }
    func cause() -> String { plain(english.cause(situation.problems[0], in: situation)) }
    situation.operations = [operation(.stop, minutesAgo: 3)]
    #expect(cause() == "stopped by astreinte at 14:29")
    // Started again since, or long before it went down: nobody has stopped it.
    situation.operations.append(operation(.start, minutesAgo: 2))
    #expect(cause() == "cause unknown")
    situation.operations = [operation(.stop, minutesAgo: 60)]
    #expect(cause() == "cause unknown")
  }

  @Test func faultsOfAnswersAreToldInBothLanguages() {
    #expect(plain(french.fault("port 3306: connection refused")) == "port 3306 : connexion refusée")
    #expect(french.fault("status 502, expected 200") == "statut 502, attendu 200")
    #expect(french.fault("no answer within 2 s") == "pas de réponse en 2 s")
    #expect(english.fault("connection refused") == "connection refused" && french.fault("SSL: broken") == "SSL: broken")
  }

  @Test func theRegisterTellsWhatWasDoneFromWhatWasPutOff() {
    func row(_ verdict: String) -> AuditEntry {
      AuditEntry(
        sequence: 1, at: Fixture.now, by: Fixture.person, action: "tick", target: "", reason: nil, exitStatus: nil,
        detail: #"{"sealed":{},"verdict":"\#(verdict)"}"#, hash: "")
    }
    #expect(french.action(of: row("done")) == "tâche cochée" && french.action(of: row("later")) == "tâche remise")
    #expect(english.action("alert.firing") == "alert firing")
    var alert = row("")
    alert.action = "alert.firing"
    alert.target = "backup.files.full"
    #expect(french.target(of: alert, in: nil) == "Fichiers, complète")
  }

  /// With ordinary spaces.
  private func plain(_ text: String) -> String { String(text.map { $0 == "\u{A0}" ? " " : $0 }) }
}
