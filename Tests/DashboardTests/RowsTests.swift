import Drawing
import Maintenance
import Testing

@testable import Dashboard

/// The way to a table or some rows: named, compared, brought back.
@Suite struct RowsTests {
  private var full: String { RowsFixture.situation.backups[0].newest?.id ?? "" }

  private func opened(_ situation: Situation = RowsFixture.situation, role: Role = .administrator) -> Stage {
    var stage = Stage(situation, language: .english, role: role)
    stage.press("4", "L")
    return stage
  }

  private func asked(_ effects: [Effect]) -> OperationRequest? {
    if case .ask(.preview(let request)) = effects.last { request } else { nil }
  }

  @Test func rowsAreNamedAndComparedFirst() {
    var stage = opened()
    #expect(stage.text.contains("Bring a table or rows back") && stage.text.contains("users, concerts, artists"))
    stage.type("concerts")
    stage.press("tab")
    stage.type("id < 20")
    let effects = stage.press("enter")
    #expect(asked(effects) == .restoreRows(RowsFixture.selection, backup: full, moment: nil))
    #expect(effects.contains(.flushInput))
  }

  @Test func theSelectedFullIsMeantAndAnotherLegMeansTheNewest() {
    var older = Stage(RowsFixture.situation, language: .english)
    older.press("4", "tab", "j", "L")
    older.type("t")
    let second = RowsFixture.situation.backups[0].backups.value?[1].id
    #expect(
      asked(older.press("enter")) == .restoreRows(.init(table: "t", onlyWritten: true), backup: second, moment: nil))
    var other = Stage(RowsFixture.situation, language: .english)
    other.press("4", "j", "j", "L")
    other.type("t")
    #expect(
      asked(other.press("enter")) == .restoreRows(.init(table: "t", onlyWritten: true), backup: full, moment: nil))
  }

  @Test func aMomentIsChosenAndGivenUpAgain() {
    var stage = opened()
    stage.type("concerts")
    stage.press("down", "down", "space")
    #expect(stage.place == .moment && stage.text.contains("Bring rows back: the moment"))
    #expect(!stage.text.contains("of writes"), "nothing is lost by it")
    stage.press("esc")
    #expect(stage.place == .rows && stage.text.contains("[backup of "), "nothing was chosen")
    stage.press("space", "up", "enter")
    #expect(stage.text.contains("[just before "))
    let wanted = Fixture.now.adding(seconds: -0.6 * 3600 - 3600)
    let moment = Timestamp(milliseconds: wanted.wholeSeconds * 1000)
    let request = asked(stage.press("enter"))
    guard case .restoreRows(let selection, nil, let asked?) = request else {
      Issue.record("\(String(describing: request))")
      return
    }
    #expect(selection.table == "concerts" && abs(asked.seconds(since: moment)) <= 1)
    // The moment that was chosen is where the next choice begins.
    stage.press("esc", "space")
    guard case .moment(let chooser)? = stage.model.layers.last else {
      Issue.record("no choice")
      return
    }
    #expect(chooser.chosen == moment)
    stage.press("esc", "backspace")
    #expect(stage.text.contains("[backup of "))
  }

  @Test func aLostTableIsProposedAsItWasJustBeforeTheLoss() {
    var stage = Stage(RowsFixture.situation, language: .english)
    stage.press("4")
    #expect(stage.press("L") == [.ask(.losses)])
    #expect(stage.text.contains("looking for lost tables"))
    stage.send(.answer(.losses, .losses(LossFixture.report)))
    #expect(stage.text.contains("lost: concerts"))
    stage.type("Concerts")
    #expect(stage.text.contains("concerts dropped at 14:01:23 (mysql-bin.000012:4711)"))
    #expect(stage.text.contains("just before Sun 22 Nov 2026 14:01:23"))
    #expect(
      asked(stage.press("enter"))
        == .restoreRows(.init(table: "Concerts", onlyWritten: true), backup: nil, moment: LossFixture.dropped.at))
  }

  @Test func theProblemOfALostTableLeadsToTheFormWithItsName() {
    for language in [Language.english, .french] {
      var stage = Stage(LossFixture.situation, columns: 80, rows: 24, language: language)
      #expect(stage.text.contains(language == .english ? "Table concerts dropped" : "Table concerts supprimée"))
      while stage.model.selectedProblem == nil { stage.press("tab") }
      #expect(stage.model.lead(from: LossFixture.situation.problems[0])?.key == .character("L"))
      #expect(stage.press("L") == [.ask(.losses)])
      stage.send(.answer(.losses, .losses(LossFixture.report)))
      #expect(
        asked(stage.press("enter"))
          == .restoreRows(.init(table: "concerts", onlyWritten: true), backup: nil, moment: LossFixture.dropped.at))
    }
    // Another problem, or none, has no table to bring back.
    #expect(!Commands.named("restore-rows")!.applies(Stage(RowsFixture.situation, language: .english).model))
  }

  @Test func whatIsThereAgainIsToldAndNotProposed() {
    var stage = opened()
    var report = LossFixture.report
    report.losses[0].madeAgainAt = report.losses[0].at.adding(seconds: 60)
    stage.send(.answer(.losses, .losses(report)))
    #expect(stage.text.contains("lost: users"))
    stage.type("concerts")
    #expect(stage.text.contains("concerts dropped at 14:01:23, made again at 14:02:23"))
    #expect(!stage.text.contains("just before"))
  }

  @Test func whoChoseABackupIsNotSentElsewhere() {
    var stage = Stage(RowsFixture.situation, language: .english)
    stage.press("4", "tab", "j", "L")
    stage.send(.answer(.losses, .losses(LossFixture.report)))
    stage.type("concerts")
    #expect(!stage.text.contains("just before"))
    let second = RowsFixture.situation.backups[0].backups.value?[1].id
    #expect(
      asked(stage.press("enter"))
        == .restoreRows(.init(table: "concerts", onlyWritten: true), backup: second, moment: nil))
  }

  @Test func aLogThatCannotBeReadIsSaidWhereTheStateIsChosen() {
    var stage = opened()
    var report = LossFixture.report
    report.fault = LocalizedText("mariadb: no answer")
    stage.send(.answer(.losses, .losses(report)))
    #expect(stage.text.contains("the log could not be read: mariadb: no answer"))
    stage.press("esc", "L")
    stage.send(.answer(.losses, .refused(LocalizedText("not you"))))
    #expect(stage.text.contains("the log could not be read: not you"))
  }

  @Test func aMomentOutOfReachIsNotTaken() {
    var stage = opened()
    stage.press("down", "down", "space", "pgup", "pgup")
    for _ in 0..<18 { stage.press("up") }
    #expect(stage.press("enter").isEmpty && stage.place == .moment)
  }

  @Test func whatIsMissingOrWrongIsSaidAtOnce() {
    var stage = opened()
    #expect(stage.press("enter").isEmpty && stage.text.contains("the name of a table is needed"))
    stage.type("users")
    #expect(!stage.text.contains("the name of a table is needed"))
    stage.press("tab")
    stage.type("id = 1; DROP")
    #expect(stage.text.contains("“;” has no place in a condition"))
    stage.press("tab")
    #expect(stage.press("enter").isEmpty && stage.place == .entry, "the field that is wrong takes the keys")
  }

  @Test func escapeLeavesAndSaysThatNothingWasDone() {
    for steps in 0..<4 {
      var stage = opened()
      for _ in 0..<steps { stage.press("tab") }
      #expect(stage.press("esc") == [.flushInput] && stage.model.layers.isEmpty)
      #expect(stage.text.contains("nothing was done"))
    }
  }

  @Test func fieldsAreGoneThroughBothWays() {
    var stage = opened()
    let order: [RowsForm.Field] = [.condition, .moment, .dependents, .table]
    for field in order {
      stage.press("tab")
      #expect(stage.model.rowsForm?.focus == field)
    }
    for field in order.reversed().dropFirst() + [.table] {
      stage.press("up")
      #expect(stage.model.rowsForm?.focus == field)
    }
    stage.press("backtab")
    #expect(stage.model.rowsForm?.focus == .dependents)
    stage.press("space")
    #expect(stage.model.rowsForm?.withDependents == true)
    stage.press("q")
    #expect(stage.model.layers.isEmpty)
  }

  @Test func whoMayNotIsToldAndSQLiteIsNotOffered() {
    #expect(opened(role: .operator).text.contains("administrator"))
    #expect(opened(role: .operator).model.layers.isEmpty)
    var sqlite = Stage(Fixture.healthy, language: .english)
    sqlite.press("4", "L")
    #expect(sqlite.model.layers.isEmpty)
    #expect(!Commands.named("restore-rows")!.applies(sqlite.model))
    var without = RowsFixture.situation
    without.backups[0].backups = .known([], at: Fixture.now)
    #expect(opened(without).text.contains("no backup in the catalogue"))
  }

  /// A role that is lost while the form is filled in, or an agent.
  @Test func theFormAsksNobodyForWhatWouldBeRefused() {
    var stage = opened()
    stage.type("users")
    stage.send(.welcome(person: Fixture.person, role: .observer))
    #expect(stage.press("enter").isEmpty && stage.text.contains("administrator"))
    stage.send(.lost(reason: "reset"))
    #expect(stage.press("enter").isEmpty && stage.text.contains("not connected"))
  }

  /// Without a binary log there is the state of each backup, and no other.
  @Test func withoutALogThereIsNoMoment() {
    var situation = RowsFixture.situation
    situation.backups[0].recovery = []
    var stage = opened(situation)
    stage.press("down", "down")
    #expect(stage.press("space").isEmpty && stage.place == .rows)
    #expect(stage.text.contains("no backup leads to this moment") && !stage.hints.contains("choose a moment"))
  }

  @Test func theComparisonIsFollowedAndGoesOnAsItOffers() {
    var stage = RowsFixture.afterComparison(Stage(RowsFixture.situation, rows: 30, language: .english))
    #expect(stage.place == .operation && stage.text.contains("~ id=9 (price, concert_date)"))
    #expect(stage.text.contains("apply.sql"), "where the SQL lies")
    #expect(stage.hints.contains("a bring the rows back") && stage.hints.contains("d with dependents"))
    var selection = RowsFixture.selection
    selection.onlyWritten = false
    let backup = "database.full-1795305725"
    let apply = OperationRequest.restoreRows(selection, backup: backup, moment: nil)
    #expect(asked(stage.press("a")) == apply)
    // With its confirmation; then neither comparison nor form is below it.
    let preview = Scenes.preview(apply, confirmation: .typeName("concerts"), role: .administrator)
    stage.send(.answer(.preview(apply), .preview(preview)))
    stage.type("concerts")
    stage.press("enter")
    stage.send(.answer(.start(apply, confirmation: "concerts", reason: nil), .started(operation: "43")))
    #expect(stage.place == .operation && stage.model.layers.count == 1)
    stage.press("esc")
    #expect(stage.model.layers.isEmpty)
  }

  @Test func whatDependsOnThemIsComparedAnew() {
    var stage = RowsFixture.afterComparison(Stage(RowsFixture.situation, language: .english))
    var selection = RowsFixture.selection
    selection.withDependents = true
    let again = OperationRequest.restoreRows(selection, backup: "database.full-1795305725", moment: nil)
    #expect(asked(stage.press("d")) == again)
    stage.send(.answer(.preview(again), .preview(Scenes.preview(again, confirmation: .none, role: .administrator))))
    stage.send(.answer(.start(again, confirmation: nil, reason: nil), .started(operation: "43")))
    #expect(stage.place == .operation)
    stage.press("esc")
    #expect(stage.model.rowsForm?.withDependents == true, "the form says what was compared last")
  }

  @Test func whatIsNotOfferedCannotBeTaken() {
    let stage = Stage(RowsFixture.situation, language: .english)
    var nothing = RowsFixture.afterComparison(stage, RowsFixture.compared(offers: []))
    #expect(nothing.press("a").isEmpty && nothing.press("d").isEmpty)
    // Rows whose parents are gone: only with them.
    let failed = RowsFixture.compared(state: .failed, offers: [.dependents])
    var orphans = RowsFixture.afterComparison(stage, failed)
    #expect(orphans.press("a").isEmpty && orphans.hints.contains("d with dependents"))
    var running = RowsFixture.afterComparison(stage, RowsFixture.compared(state: .running))
    #expect(running.press("a").isEmpty)
    var observer = RowsFixture.afterComparison(stage)
    observer.send(.welcome(person: Fixture.person, role: .operator))
    #expect(observer.press("a").isEmpty && observer.text.contains("administrator"))
  }

  /// What is brought back is not a comparison: its key is the way back.
  @Test func whatCameBackIsUndoneAndNotBroughtBackAgain() {
    var selection = RowsFixture.selection
    selection.onlyWritten = false
    var done = RowsFixture.compared(selection)
    done.wayBack = WayBack(title: LocalizedText("Set back"), request: .revert(operation: done.id))
    var stage = RowsFixture.afterComparison(Stage(RowsFixture.situation, language: .english), done)
    #expect(stage.press("a").isEmpty && stage.hints.contains("u undo"))
    #expect(asked(stage.press("u")) == .revert(operation: done.id))
  }

  @Test func everyFormatShowsEveryField() {
    for (columns, rows) in [(80, 24), (40, 12), (200, 60)] {
      for charset in [Charset.unicode, .ascii] {
        var stage = Stage(RowsFixture.situation, columns: columns, rows: rows, language: .french, charset: charset)
        stage.press("4", "L")
        for label in ["Table", "Lignes o", "tat", "pendances"] { #expect(stage.text.contains(label)) }
        #expect(stage.canvas.cursor != nil)
      }
    }
  }
}
