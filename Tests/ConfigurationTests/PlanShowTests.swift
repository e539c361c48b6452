import Configuration
import FoundationEssentials
import Maintenance
import Testing

@Suite struct PlanShowTests {
  @Test func everyChapterOfTheShippedPlanIsShownInBothLanguages() throws {
    let plan = try ShippedPlanTests.nationSounds().plan
    let french = PlanText(plan, in: .french)
    let english = PlanText(plan, in: .english)
    for chapter in PlanChapter.allCases {
      #expect(!french.lines(of: chapter).isEmpty, "\(chapter)")
      #expect(french.lines(of: chapter).count == english.lines(of: chapter).count, "\(chapter)")
      #expect(french.lines(of: chapter) != english.lines(of: chapter), "\(chapter)")
      #expect(french.lines.contains(chapter.title.text(in: .french)))
    }
    #expect(french.lines.first == "NationSounds · Europe/Paris · production")
  }

  @Test func figuresAreSaidInWords() throws {
    let plan = try ShippedPlanTests.nationSounds().plan
    let french = PlanText(plan, in: .french)
    let english = PlanText(plan, in: .english)
    #expect(french.lines(of: .backups)[1] == "  database.differential  toutes les 6 heures              gardée 7 jours")
    #expect(english.lines(of: .backups)[2] == "  database.log           every hour            kept 24 hours")
    #expect(french.lines(of: .backups)[5].hasSuffix("à chaque changement, dim. 02:00  gardée 1 an"))
    #expect(english.lines(of: .updates)[1].contains("Planned weekend  2 weeks ahead"))
    #expect(english.lines(of: .updates)[2].contains("48 hours ahead"))
    #expect(
      french.lines(of: .capacity)[0]
        == "  cpu          alerte > 70 % pendant 1 heure  critique > 85 % pendant 15 minutes  Ajouter des vCPU")
    #expect(english.lines(of: .runbooks)[0] == "  update · Update · 16 steps")
    #expect(english.lines(of: .runbooks).contains("      9 ▶ Back up right before  $ vigie backup database.full"))
    #expect(english.lines(of: .open).count == 12)
  }

  @Test func aPlanThatSaysLittleShowsLittle() {
    let lines = PlanText(Plan(application: "A", timezone: "UTC"), in: .english).lines
    #expect(lines == ["A · UTC · not production"])
  }

  @Test func aPartIsFoundByItsPath() throws {
    let lookup = PlanLookup(try ShippedPlanTests.nationSounds().plan)
    #expect(lookup.yaml("updates.major.notice") == "14d")
    #expect(lookup.yaml("backups.database.full.keep") == "30d")
    #expect(lookup.text("rounds.daily.backups.title", in: .french) == "Contrôler les sauvegardes")
    #expect(lookup.text("rounds.daily.4.task", in: .french) == "backups")
    #expect(lookup.yaml("updates.majr") == nil && lookup.yaml("rounds.daily.9") == nil)
    #expect(lookup.yaml("application.x") == nil)
    #expect(lookup.sections.count == 27)
    let value = try #require(lookup.value("windows"))
    let data = try JSONEncoder().encode(value)
    #expect(String(decoding: data, as: UTF8.self).contains("\"hours\":\"22:00-05:00\""))
  }
}
