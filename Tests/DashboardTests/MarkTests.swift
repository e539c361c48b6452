import Drawing
import Maintenance
import Testing

@testable import Dashboard

@Suite struct MarkTests {
  /// Three problems that alert and that nobody has.
  private var stage: Stage {
    var situation = Fixture.troubled
    for index in situation.problems.indices {
      situation.problems[index].state = .firing
      situation.problems[index].acknowledgement = nil
    }
    return Stage(situation)
  }

  @Test func severalProblemsAreTakenWithOneNote() {
    var stage = stage
    let ids = stage.model.situation?.problems.map(\.id) ?? []
    stage.press("space", "j", "space")
    #expect(stage.model.marks == [ids[0], ids[2]])
    #expect(stage.text.contains("◆") && stage.text.contains("2 marqués"))
    #expect(stage.press("a") == [.flushInput])
    #expect(stage.text.contains("2 problèmes"))
    stage.type("vu")
    #expect(
      stage.press("enter") == [
        .ask(.acknowledge(problem: ids[0], note: "vu")), .ask(.acknowledge(problem: ids[2], note: "vu")),
      ])
    #expect(stage.model.marks.isEmpty)
  }

  @Test func aSecondSpaceAndEscapeTakeMarksAway() {
    var stage = stage
    stage.press("space", "k", "space")
    #expect(stage.model.marks.isEmpty)
    stage.press("space", "esc")
    #expect(stage.model.marks.isEmpty && stage.model.screen == .overview)
  }

  @Test func marksGoWithTheirProblems() {
    var stage = stage
    stage.press("space", "space", "space")
    #expect(stage.model.marks.count == 3)
    stage.send(.situation(Fixture.troubled))
    #expect(stage.model.marks == ["service.mysql"])
    stage.send(.situation(Fixture.healthy))
    #expect(stage.model.marks.isEmpty)
  }

  @Test func whatCannotBeTakenIsNotMarked() {
    var stage = Stage(Fixture.troubled)
    stage.press("j", "space")
    #expect(stage.model.marks.isEmpty && stage.text.contains("marquer · déjà pris"))
    stage.press("tab", "space")
    #expect(stage.model.marks.isEmpty)
  }

  @Test func givingUpTheNoteKeepsTheMarks() {
    var stage = stage
    stage.press("space", "space", "a", "esc")
    #expect(stage.model.marks.count == 2 && stage.effects == [.flushInput])
  }

  @Test func readOnlyComesBackByItself() {
    var stage = Stage(Fixture.troubled, isReadOnly: true)
    stage.press("R")
    #expect(!stage.model.isReadOnly && stage.text.contains("Elle revient dans 10 minutes."))
    #expect(stage.model.nextWake <= Fixture.now.adding(seconds: 600))
    stage.send(.tick(Fixture.now.adding(seconds: 599)))
    #expect(!stage.model.isReadOnly && stage.rows[0].contains("ouvert"))
    #expect(stage.model.nextWake == Fixture.now.adding(seconds: 600))
    stage.press("s")
    stage.send(.tick(Fixture.now.adding(seconds: 600)))
    #expect(stage.model.isReadOnly && stage.text.contains("lecture seule"))
    #expect(stage.model.nextWake > Fixture.now.adding(seconds: 600))
    // What was asked before cannot be confirmed any more.
    let request = OperationRequest.service(verb: .start, name: "mysql")
    stage.send(.answer(.preview(request), .preview(Scenes.preview(request))))
    #expect(stage.press("y").isEmpty)
  }

  @Test func aClockSetBackDoesNotProlongIt() {
    var stage = Stage(Fixture.troubled, isReadOnly: true)
    stage.press("R")
    stage.send(.tick(Fixture.now.adding(seconds: -86_400)))
    stage.send(.tick(Fixture.now.adding(seconds: -86_400 + 600)))
    #expect(stage.model.isReadOnly)
  }

  @Test func whoDidNotAskForItIsNotLockedOut() {
    var stage = Stage(Fixture.troubled)
    stage.press("R", "R")
    stage.send(.tick(Fixture.now.adding(seconds: 7200)))
    #expect(!stage.model.isReadOnly && stage.model.locksAt == nil)
  }
}
