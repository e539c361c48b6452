import Maintenance
import Testing

@testable import Probes

@Suite struct AnswerJudgingTests {
  private func judged(_ outcome: WebOutcome, _ check: HTTPCheck = HTTPCheck(url: "http://x/")) throws -> String? {
    try serviceAnswer(outcome, to: check).fault
  }

  private func answered(_ status: Int, _ body: String = "") -> WebOutcome {
    WebOutcome(ending: .answered, status: status, seconds: 0.0125, body: Array(body.utf8))
  }

  @Test func faultsSayWhatWasExpected() throws {
    let answer = try serviceAnswer(answered(200), to: HTTPCheck(url: "http://x/"))
    #expect(answer == ServiceAnswer(status: 200, latencyMilliseconds: 12.5))
    #expect(try judged(answered(500)) == "status 500, expected 200")
    #expect(try judged(answered(200), HTTPCheck(url: "http://x/", expectedStatus: 204)) == "status 200, expected 204")
    #expect(try judged(WebOutcome(ending: .refused, seconds: 0)) == "connection refused")
    #expect(try judged(WebOutcome(ending: .timedOut, seconds: 2)) == "no answer within 2 s")
    #expect(
      try judged(WebOutcome(ending: .timedOut, seconds: 2), HTTPCheck(url: "http://x/", withinSeconds: 0.5))
        == "no answer within 0.5 s")
    #expect(try judged(WebOutcome(ending: .failed("no such name"), seconds: 2)) == "no such name")
  }

  @Test(arguments: [
    ("all is well here", true), ("well", true), ("all is wel", false), ("", false), ("wwell", true), ("WELL", false),
  ])
  func theBodyMustHoldTheText(body: String, holds: Bool) throws {
    let check = HTTPCheck(url: "http://x/", contains: "well")
    #expect(try judged(answered(200, body), check) == (holds ? nil : "the answer does not hold “well”"))
  }

  @Test func anEmptyTextIsAlwaysHeld() throws {
    #expect(try judged(answered(200), HTTPCheck(url: "http://x/", contains: "")) == nil)
  }

  @Test func aPortNamesItself() throws {
    let answer = try serviceAnswer(WebOutcome(ending: .refused, seconds: 0), to: TCPCheck(port: 3306))
    #expect(answer.fault == "port 3306: connection refused")
    #expect(answer.status == nil)
  }
}
