import Drawing
import Maintenance
import Testing

@testable import Dashboard

/// The days, the ladder and the safety copy on the backups screen.
@Suite struct BackupHistoryTests {
  private func stage(_ change: (inout LegStatus) -> Void, columns: Int = 120) -> Stage {
    var situation = Fixture.healthy
    change(&situation.backups[0])
    var stage = Stage(situation, columns: columns, rows: 40)
    stage.press("4")
    return stage
  }

  @Test func aRestoreDoesNotOfferTheCopyOfWhatWasReplaced() throws {
    var situation = Fixture.healthy
    var list = try #require(situation.backups[0].backups.value)
    let copy = BackupSummary(
      id: "safety", leg: .databaseFull, takenAt: Fixture.ago(minutes: 2), durationSeconds: 1, bytes: 1,
      trust: .complete,
      isSafetyCopy: true)
    list.insert(copy, at: 0)
    situation.backups[0].backups = .known(list, at: Fixture.now)
    var stage = Stage(situation)
    stage.press("4")
    #expect(stage.text.contains("copie de sûreté"))
    #expect(stage.press("r").last == .ask(.preview(.restore(scope: .database, backup: list[1].id))))
    stage.press("esc", "tab", "k")
    #expect(stage.press("r").last == .ask(.preview(.restore(scope: .database, backup: "safety"))))
  }

  @Test func aBackupSaysHowMuchItHoldsAndASafetyCopyInvitesNobody() throws {
    var stage = stage { leg in
      var list = leg.backups.value ?? []
      list[1].contents = .rows(204)
      var copy = list[1]
      (copy.id, copy.isSafetyCopy, copy.contents) = ("safety", true, .rows(0))
      leg.backups = .known([copy] + list, at: Fixture.now)
    }
    let rows = stage.rows
    let safety = try #require(rows.first { $0.contains("copie de sûreté") })
    #expect(safety.hasPrefix(" ·") && safety.contains(" 0 ligne "), "\(safety)")
    let good = try #require(rows.first { $0.contains("204 lignes") })
    #expect(good.hasPrefix(" ✓"), "\(good)")
    stage.press("tab", "down", "enter")
    #expect(stage.rows.contains { $0.hasPrefix(" contenu") && $0.contains("204") })
  }

  /// Four fulls of a quarter of an hour: asked for, before a restore, after it, and after it was undone.
  private func afterAnUndo(columns: Int, language: Language = .french) -> Stage {
    var situation = Fixture.healthy
    let list = situation.backups[0].backups.value ?? []
    func made(_ id: String, _ minutes: Double, _ origin: BackupOrigin?, isSafety: Bool = false) -> BackupSummary {
      var backup = list[0]
      (backup.id, backup.takenAt, backup.origin) = (id, Fixture.ago(minutes: minutes), origin)
      backup.isSafetyCopy = isSafety
      return backup
    }
    let restore = BackupOrigin(.restore, at: Fixture.ago(minutes: 12))
    let newest = [
      made("d", 4, BackupOrigin(.undo, at: Fixture.ago(minutes: 5))), made("c", 11.5, restore),
      made("b", 11.8, restore, isSafety: true), made("a", 14, nil),
    ]
    situation.backups[0].backups = .known(newest + list, at: Fixture.now)
    var stage = Stage(situation, columns: columns, rows: 40, language: language)
    stage.press("4", "tab")
    return stage
  }

  @Test func whatARestoreMadeSaysSoAndRowsOfAMinuteAreToldApart() throws {
    for (columns, said) in [
      (80, ["après retour de 14:27", "après restauration 14:20", "copie de sûreté"]),
      (
        120,
        [
          "après le retour de 14:27", "après la restauration de 14:20",
          "copie de sûreté avant la restauration de 14:20",
        ]
      ),
    ] {
      let stage = afterAnUndo(columns: columns)
      let rows = stage.rows
      for text in said { #expect(rows.contains { $0.contains(text) }, "\(columns): \(text)\n\(stage.text)") }
      #expect(rows.contains { $0.contains("14:20:35") } && rows.contains { $0.contains("14:20:17") }, "\(stage.text)")
      #expect(!stage.text.contains("14:28:"), "what stands alone in its minute needs no seconds")
    }
    var stage = afterAnUndo(columns: 80, language: .english)
    #expect(stage.text.contains("after undo of 14:27") && stage.text.contains("after restore of 14:20"))
    stage.press("down", "enter")
    #expect(stage.text.contains("after the restore of 14:20: what had just been put in place"), "\(stage.text)")
    stage.press("esc", "r")
    guard case .ask(.preview(let request))? = stage.effects.last else { throw Unasked() }
    stage.send(.answer(.preview(request), .preview(Scenes.restorePreview(request))))
    #expect(stage.text.contains("after the restore of 14:20"), "the sheet says from what: \(stage.text)")
  }

  private struct Unasked: Error {}

  @Test func escapeLeavesTheCatalogueForTheListAboveAndThenTheScreen() {
    var stage = Stage(Fixture.healthy, columns: 120, rows: 40, language: .english)
    stage.press("4", "enter", "j")
    #expect(stage.hints.contains("Esc back"), "\(stage.hints)")
    stage.press("/")
    stage.type("22")
    stage.press("enter", "esc")
    #expect(stage.model.pane == .catalogue, "the filter goes first")
    stage.press("esc")
    #expect(stage.model.screen == .backups && stage.model.pane == .legs)
    stage.press("esc")
    #expect(stage.model.screen == .overview)
  }

  @Test func whatWasSetAsideIsDroppedByAKeyTheOldestFirst() throws {
    var stage = Stage(RowsFixture.withAsides, role: .administrator)
    stage.press("4")
    #expect(stage.rows.contains { $0.contains("vigie revert") && $0.contains("D ôter") }, "\(stage.text)")
    let oldest = try #require(RowsFixture.withAsides.backups[0].asides?.first?.operation)
    #expect(stage.press("D").last == .ask(.preview(.dropAside(operation: oldest))))
    var operated = Stage(RowsFixture.withAsides, role: .operator)
    operated.press("4")
    #expect(operated.press("D").isEmpty && operated.text.contains("administrateur"))
    var nothing = Stage(Fixture.healthy, role: .administrator)
    nothing.press("4")
    #expect(nothing.press("D").isEmpty && nothing.text.contains("rien ici sur quoi agir"))
  }

  @Test func aDrillIsNotStartedOnTheRowOfAnotherBackup() {
    var stage = Stage(Fixture.healthy)
    stage.press("4", "tab")
    #expect(stage.press("d").contains(.ask(.preview(.drill(.partial)))))
    stage.press("esc", "down")
    #expect(stage.press("d").isEmpty && stage.text.contains("l’essai prend la plus récente"))
    stage.press("tab")
    #expect(stage.press("d").contains(.ask(.preview(.drill(.partial)))), "the leg is selected, not one of its backups")
  }

  @Test func aDayIsDoneDamagedMissedOrEmpty() {
    let text = stage { leg in
      var list = leg.backups.value ?? []
      list[1].fault = "sums differ"
      leg.backups = .known(list, at: Fixture.now)
      leg.lastFailure = OperationFailure(operation: "x", at: Fixture.ago(days: 5), message: "no room")
    }.rows.first { $0.contains("Base, complète") }
    #expect(text?.contains("··▲··✓✖✓") == true, "\(text ?? "")")
  }

  @Test func theLadderSaysTheRungInWords() {
    let text = stage { leg in
      var list = leg.backups.value ?? []
      list[0].trust = .plausible
      leg.backups = .known(list, at: Fixture.now)
    }.text
    #expect(text.contains("━━━─── plausible"))
  }

  @Test func whatABackupBuildsOnIsNamed() throws {
    var situation = Fixture.healthy
    var list = try #require(situation.backups[1].backups.value)
    let full = try #require(situation.backups[0].backups.value?.first?.id)
    list[0].parent = full
    situation.backups[1].backups = .known(list, at: Fixture.now)
    var stage = Stage(situation, columns: 120, rows: 40)
    stage.press("4", "j", "tab", "enter")
    #expect(stage.text.contains("\(full) → \(list[0].id)"))
  }

  @Test func theSheetOfEverythingSaysHowOldEachPartIs() throws {
    var stage = Stage(Fixture.healthy, columns: 120, rows: 40)
    stage.press("4", "E")
    guard case .ask(.preview(let request))? = stage.effects.last else {
      Issue.record("nothing was asked: \(stage.effects)")
      return
    }
    #expect(request == .restoreEverything(moment: nil))
    var preview = Scenes.preview(request, confirmation: .typeName("NationSounds"), role: .administrator)
    let newest = Fixture.healthy.backups.filter { [.databaseFull, .filesFull].contains($0.leg) }.compactMap(\.newest)
    try #require(newest.count == 2)
    preview.procedure.steps = newest.flatMap { backup in
      ["verify", "rebuild"].map { Step(verb: $0, arguments: ["backup": backup.id], title: LocalizedText($0)) }
    }
    stage.send(.answer(.preview(request), .preview(preview)))
    func plain(_ text: String) -> String { text.split(separator: "\u{A0}").joined(separator: " ") }
    let text = plain(stage.text)
    for backup in newest {
      let wording = stage.model.wording
      let rows = text.split(separator: "\n").filter { $0.contains(plain(wording.exact(backup.takenAt))) }
      #expect(rows.count == 1, "each once: \(text)")
      #expect(text.contains(plain(wording.ago(backup.takenAt, now: Fixture.now))))
    }
  }
}
