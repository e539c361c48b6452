import Glibc
import Host
import Maintenance
import Testing

@testable import Probes

@Suite struct WebClientTests {
  private func page(_ body: String, status: String = "200 OK", headers: String = "") -> String {
    "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)"
  }

  @Test func aPageWithItsStatusBodyAndTime() async throws {
    let site = try TinySite(answer: page("the shop is open"))
    defer { site.stop() }
    let client = WebClient()
    let question = WebQuestion(url: "http://127.0.0.1:\(site.port)/health?x=1", limitSeconds: 10, keepsBody: true)
    for _ in 0..<3 {
      let outcome = try await client.ask(question)
      #expect(outcome.ending == .answered)
      #expect(outcome.status == 200)
      #expect(outcome.body == Array("the shop is open".utf8))
      #expect(outcome.seconds > 0)
      #expect(outcome.certificateEnds == nil)
    }
    #expect(site.requests.count == 3)
    #expect(
      site.requests.allSatisfy { $0.hasPrefix("GET /health?x=1 HTTP/1.1\r\n") && $0.contains("User-Agent: vigie\r\n") })
  }

  @Test func theBodyIsNotKeptUnlessItIsAskedFor() async throws {
    let site = try TinySite(answer: page("the shop is open", status: "503 Service Unavailable"))
    defer { site.stop() }
    let outcome = try await WebClient().ask(WebQuestion(url: "http://127.0.0.1:\(site.port)/", limitSeconds: 10))
    #expect(outcome.status == 503)
    #expect(outcome.body.isEmpty)
  }

  @Test func redirectsAreAnswersAndNotFollowed() async throws {
    let site = try TinySite(answer: page("", status: "301 Moved", headers: "Location: http://127.0.0.1:1/\r\n"))
    defer { site.stop() }
    let outcome = try await WebClient().ask(WebQuestion(url: "http://127.0.0.1:\(site.port)/", limitSeconds: 10))
    #expect(outcome.status == 301)
    #expect(outcome.ending == .answered)
  }

  @Test func anEndlessBodyIsCutAfterOneMebibyte() async throws {
    let body = String(repeating: "x", count: WebTransfer.bodyLimit + 100_000)
    let site = try TinySite(answer: page(body))
    defer { site.stop() }
    let outcome = try await WebClient().ask(
      WebQuestion(url: "http://127.0.0.1:\(site.port)/", limitSeconds: 20, keepsBody: true))
    #expect(outcome.ending == .answered)
    #expect(outcome.status == 200)
    #expect(outcome.body.count == WebTransfer.bodyLimit)
  }

  @Test func noProxyOfTheEnvironmentComesInBetween() async throws {
    let site = try TinySite(answer: page("direct"))
    defer { site.stop() }
    setenv("http_proxy", "http://127.0.0.1:1", 1)
    defer { unsetenv("http_proxy") }
    let outcome = try await WebClient().ask(WebQuestion(url: "http://127.0.0.1:\(site.port)/", limitSeconds: 10))
    #expect(outcome.ending == .answered)
  }

  @Test func nobodyListens() async throws {
    let closed = try ClosedPort()
    defer { withExtendedLifetime(closed) {} }
    let client = WebClient()
    let page = try await client.ask(WebQuestion(url: "http://127.0.0.1:\(closed.number)/", limitSeconds: 10))
    #expect(page.ending == .refused)
    #expect(page.status == nil)
    let port = try await client.ask(
      WebQuestion(url: "http://127.0.0.1:\(closed.number)/", limitSeconds: 10, connectsOnly: true))
    #expect(port.ending == .refused)
  }

  @Test func whatIsNoAnswerOfTheWebSaysSo() async throws {
    let site = try TinySite(answer: "mail server ready\r\n")
    defer { site.stop() }
    let outcome = try await WebClient().ask(WebQuestion(url: "http://127.0.0.1:\(site.port)/", limitSeconds: 10))
    guard case .failed(let words) = outcome.ending else {
      Issue.record("it ended with \(outcome.ending)")
      return
    }
    #expect(!words.isEmpty)
  }

  @Test func oneThatHangsDelaysNoOther() async throws {
    let silent = try TinySite(answer: nil)
    let site = try TinySite(answer: page("quick"))
    defer {
      silent.stop()
      site.stop()
    }
    let client = WebClient()
    let url = "http://127.0.0.1:\(silent.port)/"
    async let late = client.ask(WebQuestion(url: url, limitSeconds: 60))
    for _ in 0..<20 {
      let outcome = try await client.ask(WebQuestion(url: "http://127.0.0.1:\(site.port)/", limitSeconds: 10))
      #expect(outcome.ending == .answered)
    }
    silent.stop()
    let ended = try await late
    #expect(ended.ending != .answered)
    #expect(ended.ending != .timedOut)
  }

  @Test func theLimitHolds() async throws {
    let silent = try TinySite(answer: nil)
    defer { silent.stop() }
    let client = WebClient()
    let url = "http://127.0.0.1:\(silent.port)/"
    let outcome = try await client.ask(WebQuestion(url: url, limitSeconds: 0.05))
    #expect(outcome.ending == .timedOut)
    // The same port accepts connections, and that is all that is asked then.
    let port = try await client.ask(WebQuestion(url: url, limitSeconds: 10, connectsOnly: true))
    #expect(port.ending == .answered)
  }

  @Test func certificates() async throws {
    try await Recording.withFolder { folder in
      let site = try TinyTLSSite(folder: folder, name: "IP:127.0.0.1")
      defer { site.stop() }
      let client = WebClient()
      var question = WebQuestion(url: "https://127.0.0.1:\(site.port)/", limitSeconds: 20)
      let untrusted = try await client.ask(question)
      guard case .failed(let words) = untrusted.ending else {
        Issue.record("it ended with \(untrusted.ending)")
        return
      }
      #expect(words.contains("certificate"))

      question.authorities = site.certificate
      let trusted = try await client.ask(question)
      #expect(trusted.ending == .answered)
      #expect(trusted.status == 200)
      let days =
        try #require(trusted.certificateEnds).seconds(
          since: Timestamp(milliseconds: SystemClock().wallMilliseconds())) / 86_400
      #expect((29...30).contains(days.rounded()))
    }
  }

  @Test(arguments: ["", "file:///etc/passwd", "ftp://127.0.0.1/", "http://", "http://[oops/"])
  func addressesThatCannotBeAsked(url: String) async throws {
    let outcome = try await WebClient().ask(WebQuestion(url: url, limitSeconds: 10))
    guard case .badAddress(let words) = outcome.ending else {
      Issue.record("\(url) ended with \(outcome.ending)")
      return
    }
    #expect(!words.isEmpty)
    #expect(throws: Unavailability.self) { try serviceAnswer(outcome, to: HTTPCheck(url: url)) }
  }
}
