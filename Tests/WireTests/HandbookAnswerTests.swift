import Maintenance
import Testing
import Wire

/// What people read travels over the line as it is.
@Suite struct HandbookAnswerTests {
  @Test func aHandbookArrivesAsItWasSent() throws {
    let text = LocalizedText(french: "à", english: "b")
    let handbook = Handbook(
      windows: [MaintenanceWindow(name: "w", label: text, span: .weekly(from: 5, until: 1))],
      contacts: [
        Contact(
          name: "c", role: text, responsibility: text, addresses: [ContactAddress(channel: "x", address: .toFill)])
      ],
      updates: [
        UpdatePolicy(
          kind: .minor, title: text, purpose: text, frequency: .monthly, window: "w", notice: .ahead(seconds: 60),
          audiences: [], channels: [])
      ],
      runbooks: [
        Runbook(
          name: "r", title: text, purpose: text, rollbackCriteria: .filled(text),
          stages: [
            RunbookStage(
              name: "s", title: text,
              steps: [
                RunbookStep(name: "a", title: text, action: .service(.restart, name: "x"), check: .services),
                RunbookStep(name: "b", title: text, action: .restore(.database)),
                RunbookStep(name: "c", title: text, action: .command("x")),
              ])
          ])
      ])
    let answer = AgentMessage.answer(number: 3, .handbook(handbook, enabledChannels: ["x"]))
    let line = try WireCoding.line(answer)
    #expect(try WireCoding.message(AgentMessage.self, from: line.dropLast()) == answer)
  }

  @Test func aPartOfALogArrivesAsItWasSent() throws {
    let request = ClientMessage.ask(number: 1, .log(LogRequest(name: "a", before: 12, knownEnd: 40, limit: 3)))
    let asked = try WireCoding.line(request)
    #expect(try WireCoding.message(ClientMessage.self, from: asked.dropLast()) == request)
    let page = LogPage(
      name: "a",
      entries: [
        LogEntry(offset: 1, at: Timestamp(seconds: 4), level: .error, text: "é\u{2028}", more: ["x"], moreCount: 9)
      ],
      start: 1, end: 12)
    let answer = AgentMessage.answer(number: 1, .log(page))
    let line = try WireCoding.line(answer)
    #expect(line.filter { $0 == 10 }.count == 1)
    #expect(try WireCoding.message(AgentMessage.self, from: line.dropLast()) == answer)
  }
}
