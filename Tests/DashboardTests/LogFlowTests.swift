@testable import Dashboard
import Drawing
import Maintenance
import Testing

/// Reading a log: what is asked and when, and what the keys do.
@Suite struct LogFlowTests {
  private static func newest(_ name: String, knownEnd: Int64? = nil) -> Effect {
    .ask(.log(LogRequest(name: name, knownEnd: knownEnd, limit: 200)))
  }

  private func logs() -> Stage {
    var stage = Stage(Fixture.healthy, columns: 100)
    stage.press("7")
    stage.send(.answer(.log(LogRequest(name: "laravel")), .log(LogFixture.page())))
    return stage
  }

  @Test func escapeLeadsFromTheEntriesToTheListOfLogs() {
    var stage = Stage(Fixture.troubled, columns: 120, rows: 40)
    stage.press("7")
    stage.model.setFocus(.logTail)
    #expect(stage.model.pane == .logTail)
    stage.press("esc")
    #expect(stage.model.screen == .logs && stage.model.pane == .logs)
    stage.press("esc")
    #expect(stage.model.screen == .overview)
  }

  @Test func aLogIsAskedForOnlyWhileItIsShown() {
    var stage = Stage(Fixture.healthy)
    #expect(stage.press("7").contains(Self.newest("laravel")))
    #expect(stage.send(.tick(Fixture.now.adding(seconds: 60))).isEmpty, "one question at a time")
    stage.send(.answer(.log(LogRequest(name: "laravel")), .log(LogFixture.page())))
    #expect(stage.model.nextWake == Fixture.now.adding(seconds: 63))
    #expect(stage.send(.tick(Fixture.now.adding(seconds: 62))).isEmpty)
    #expect(stage.send(.tick(Fixture.now.adding(seconds: 63))) == [Self.newest("laravel", knownEnd: 5000)])
    stage.send(.answer(.log(LogRequest(name: "laravel")), .log(LogFixture.page(isTold: false))))
    #expect(stage.text.contains("suit la fin"))
    stage.press("1")
    #expect(stage.send(.tick(Fixture.now.adding(seconds: 600))).isEmpty)
    #expect(stage.press("7").contains(Self.newest("laravel", knownEnd: 5000)))
  }

  @Test func anotherLogIsReadWhenItIsSelected() {
    var stage = logs()
    #expect(stage.press("j") == [Self.newest("nginx")])
    // What the first answer says comes too late.
    stage.send(.answer(.log(LogRequest(name: "laravel")), .log(LogFixture.page())))
    #expect(!stage.text.contains("SQLSTATE[HY000] [2002] Connection refused +"))
    stage.send(.answer(.log(LogRequest(name: "nginx")), .refused(LocalizedText("/var/log: denied"))))
    #expect(stage.text.contains("/var/log: denied"))
  }

  @Test func identicalErrorsAreOneRowWithTheirCount() {
    let rows = logs().rows.filter { $0.contains("SQLSTATE") && $0.contains("×5") }
    #expect(rows.count == 1)
  }

  @Test func scrollingUpPausesAndFFollowsAgain() {
    var stage = logs()
    stage.press("tab", "k")
    #expect(stage.text.contains("en pause"))
    #expect(stage.send(.tick(Fixture.now.adding(seconds: 30))).isEmpty)
    #expect(stage.press("f") == [Self.newest("laravel", knownEnd: 5000)])
    #expect(stage.text.contains("suit la fin"))
    stage.press("k", "G")
    #expect(stage.text.contains("suit la fin"))
  }

  @Test func newEntriesDoNotMoveWhoHasScrolledBack() {
    var stage = logs()
    stage.press("tab", "k", "k", "k")
    let row = stage.rows.first { $0.hasPrefix("▸") && $0.contains("GET") }
    stage.send(.answer(.log(LogRequest(name: "laravel")), .log(LogFixture.page(from: 3000))))
    #expect(row != nil && stage.rows.contains { $0.hasPrefix("▸") && $0.contains("GET") })
  }

  @Test func theTopAsksForWhatStandsBefore() {
    var stage = logs()
    stage.press("tab")
    #expect(stage.press("g") == [.ask(.log(LogRequest(name: "laravel", before: 1000, limit: 200)))])
    stage.send(
      .answer(.log(LogRequest(name: "laravel", before: 1000)), .log(LogFixture.page(from: 0, count: 10))))
    stage.press("g")
    #expect(stage.effects.last != .ask(.log(LogRequest(name: "laravel", before: 0, limit: 200))))
  }

  @Test func errorsAndWarningsAreFoundByKey() {
    var stage = logs()
    stage.press("E")
    #expect(stage.rows.contains { $0.hasPrefix("▸") && $0.contains("✖") })
    stage.press("W")
    #expect(stage.rows.contains { $0.hasPrefix("▸") && $0.contains("▲") })
    stage.press("E", "w", "e")
    #expect(stage.rows.contains { $0.hasPrefix("▸") && $0.contains("✖") })
    stage.press("e", "e", "e")
    #expect(stage.text.contains("aucune après celle-ci"))
    stage.press("enter")
    #expect(stage.text.contains("quand"))
  }

  @Test func anErrorThatLiesFurtherBackIsFetched() {
    var stage = Stage(Fixture.healthy, columns: 100)
    stage.press("7")
    let request = LogRequest(name: "laravel")
    stage.send(.answer(.log(request), .log(LogFixture.page(from: 9000, count: 2))))
    #expect(stage.press("E") == [.ask(.log(LogRequest(name: "laravel", before: 9000, limit: 1000)))])
    let older = LogRequest(name: "laravel", before: 9000, limit: 1000)
    let next = stage.send(.answer(.log(older), .log(LogFixture.page(from: 8800, count: 2))))
    #expect(next == [.ask(.log(LogRequest(name: "laravel", before: 8800, limit: 1000)))])
    stage.send(
      .answer(
        .log(LogRequest(name: "laravel", before: 8800, limit: 1000)), .log(LogFixture.page(from: 0, count: 5))))
    #expect(stage.rows.contains { $0.hasPrefix("▸") && $0.contains("✖") })
    #expect(stage.press("E").isEmpty && stage.text.contains("aucune avant"))
  }

  @Test func aFilterLeavesWhatItSays() {
    var stage = logs()
    stage.press("tab", "/")
    stage.type("!GET")
    stage.press("enter")
    #expect(!stage.rows.dropFirst(8).contains { $0.contains("GET /concerts") })
    #expect(stage.rows.contains { $0.contains("slow query") })
  }

  @Test func aTruncatedLogBeginsAnew() {
    var stage = logs()
    stage.send(.answer(.log(LogRequest(name: "laravel")), .log(LogFixture.page(from: 0, count: 2))))
    #expect(!stage.text.contains("slow query") && stage.text.contains("GET /concerts/1"))
  }
}
