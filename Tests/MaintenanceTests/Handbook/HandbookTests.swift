import FoundationEssentials
import Maintenance
import Testing

@Suite struct HandbookTests {
  @Test(arguments: [
    (WindowSpan.daily(from: 22 * 60, until: 5 * 60), 1, 22 * 60, true),
    (.daily(from: 22 * 60, until: 5 * 60), 7, 4 * 60 + 59, true),
    (.daily(from: 22 * 60, until: 5 * 60), 3, 5 * 60, false),
    (.daily(from: 60, until: 120), 3, 60, true), (.daily(from: 60, until: 120), 3, 120, false),
    (.weekly(from: 5 * 1440, until: 0), 6, 0, true), (.weekly(from: 5 * 1440, until: 0), 7, 1439, true),
    (.weekly(from: 5 * 1440, until: 0), 1, 0, false), (.weekly(from: 5 * 1440, until: 0), 5, 1439, false),
    (.weekly(from: 1440, until: 2880), 2, 1, true), (.any, 4, 700, true),
  ])
  func aWindowIsOpenFromItsStartToBeforeItsEnd(span: WindowSpan, weekday: Int, minute: Int, open: Bool) {
    #expect(span.contains(weekday: weekday, minute: minute) == open)
  }

  static let spans: [(Double, String, String, String)] = [
    (31_536_000, "1 an", "1 year", "tous les ans"), (1_209_600, "2 semaines", "2 weeks", "toutes les 2 semaines"),
    (604_800, "7 jours", "7 days", "tous les 7 jours"), (172_800, "48 heures", "48 hours", "toutes les 48 heures"),
    (2_592_000, "30 jours", "30 days", "tous les 30 jours"), (3600, "1 heure", "1 hour", "toutes les heures"),
    (129_600, "36 heures", "36 hours", "toutes les 36 heures"),
    (90, "90 secondes", "90 seconds", "toutes les 90 secondes"), (0.5, "0.5 s", "0.5 s", "0.5 s"),
  ]

  @Test(arguments: spans)
  func lengthsOfTimeAreSaidInTheirLargestUnit(seconds: Double, french: String, english: String, every: String) {
    #expect(SpanWords.text(seconds) == LocalizedText(french: french, english: english))
    #expect(SpanWords.every(seconds).french == every)
  }

  @Test func everyWordOfTheVocabularyIsInBothLanguages() {
    let words =
      Cadence.allCases.map(\.words) + ChannelKind.allCases.map(\.words) + StoreKind.allCases.map(\.words)
      + Period.allCases.map(\.words)
    #expect(words.allSatisfy { $0.missing.isEmpty })
    #expect(Set(words).count == words.count)
    #expect(WindowSpan.weekly(from: 5 * 1440, until: 0).words.french == "sam. 00:00 – lun. 00:00")
    #expect(Notice.ahead(seconds: 14 * 86_400).words.english == "2 weeks ahead")
  }

  @Test func theNamesOfATemplateAreThoseBetweenBraces() {
    #expect(
      MessageTemplate.names(in: "{date} from {start} to {end}, {date}; {not a name} {} {open") == [
        "date", "start", "end",
      ])
    #expect(MessageTemplate.fill("{a}{b} {c {a}", ["a": "{b}", "b": "2"]) == "{b}2 {c {b}")
    #expect(MessageTemplate.fill("{x}", [:]) == "{x}")
  }

  @Test func aFillableIsTheMarkOrAText() throws {
    let values: [Fillable] = [.toFill, .filled(LocalizedText("/a")), .filled(LocalizedText(french: "é", english: nil))]
    let data = try JSONEncoder().encode(values)
    #expect(String(decoding: data, as: UTF8.self).hasPrefix("[\"to-fill\","))
    #expect(try JSONDecoder().decode([Fillable].self, from: data) == values)
    #expect(Fillable.toFill.isOpen && Fillable.toFill.text(in: .french) == nil)
    #expect(values[1].text(in: .english) == "/a")
  }

  @Test func aStepOfAPersonHasNoCommandAndOneOfVigieHasIts() {
    #expect(RunbookAction.manual.commandLine == nil && !RunbookAction.manual.isAutomatic)
    #expect(RunbookAction.backup(.databaseFull).commandLine == "vigie backup database.full")
    #expect(RunbookAction.restore(.files).commandLine == "vigie restore files")
    #expect(RunbookAction.service(.stop, name: "nginx").commandLine == "vigie service stop nginx")
    #expect(RunbookAction.notice(template: "t").commandLine == "vigie notice send t")
    #expect(RunbookAction.command("ls").commandLine == "ls" && !RunbookAction.command("ls").isAutomatic)
  }

  @Test func whatIsOpenIsNamedByItsPlace() throws {
    let word = LocalizedText("w")
    var handbook = Handbook()
    #expect(handbook.isEmpty && handbook.blanks.isEmpty)
    handbook.contacts = [
      Contact(
        name: "dba", role: word, responsibility: word,
        addresses: [
          ContactAddress(channel: "sms", address: .toFill),
          ContactAddress(channel: "email", address: .filled(word)),
        ])
    ]
    handbook.audiences = [Audience(name: "all", title: word, address: .toFill)]
    handbook.runbooks = [
      Runbook(
        name: "update", title: word, purpose: word, rollbackCriteria: .toFill,
        references: [RunbookReference(name: "guide", title: word, place: .toFill)])
    ]
    handbook.stores = [BackupStore(name: "far", title: word, kind: .server, place: .toFill)]
    handbook.scaling = ScalingPlan(
      triggers: [], follow: [], duties: [], runbook: "scale", instance: .toFill, volume: .filled(word),
      instanceType: .toFill)
    #expect(
      handbook.blanks.map(\.path) == [
        "contacts.dba.reach.sms", "audiences.all.address", "runbooks.update.rollback",
        "runbooks.update.references.guide.place", "stores.far.place", "scaling.instance", "scaling.instance-type",
      ])
    #expect(handbook.blanks.allSatisfy { $0.title.missing.isEmpty })
    let data = try JSONEncoder().encode(handbook)
    #expect(try JSONDecoder().decode(Handbook.self, from: data) == handbook)
    #expect(handbook.runbook("update") != nil && handbook.contact("dba") != nil && handbook.runbook("x") == nil)
  }
}
