import Maintenance
import Testing

/// Whether a file of the log goes on where another ends.
@Suite struct BinlogFileTests {
  private static let start = Timestamp(seconds: 1_795_305_600)

  private func file(
    _ name: String, next: String, from: Double, to: Double?, begun: [String: UInt64]?, ended: [String: UInt64]?,
    server: UInt32 = 1
  ) -> BinlogFile {
    BinlogFile(
      name: name, bytes: 1000, firstEventAt: nil, lastEventAt: nil, next: next,
      identity: BinlogIdentity(createdAt: Self.start.adding(seconds: from), server: server, transactions: begun),
      transactions: ended, closedAt: to.map { Self.start.adding(seconds: $0) })
  }

  private func leads(
    closed: Double? = 100, ended: [String: UInt64]? = ["0-1": 7], to next: String = "b.2", from: Double = 100,
    begun: [String: UInt64]? = ["0-1": 7], server: UInt32 = 1
  ) -> Bool? {
    file("b.1", next: "b.2", from: 0, to: closed, begun: [:], ended: ended).leads(
      to: file(next, next: "b.9", from: from, to: nil, begun: begun, ended: nil, server: server))
  }

  @Test func eachOfItsMarksDecides() {
    #expect(leads() == true)
    #expect(leads(to: "b.3") == false)
    // Of another history that was begun at the same time, or had come to the same number.
    #expect(leads(begun: ["0-1": 8]) == false)
    #expect(leads(begun: ["0-1": 7, "0-2": 1]) == false)
    #expect(leads(begun: [:]) == false)
    #expect(leads(ended: [:], begun: ["0-1": 7]) == false)
    #expect(leads(from: 161) == false)
    #expect(leads(from: 160) == true)
    #expect(leads(from: 39) == false)
  }

  @Test func whatMayChangeDoesNotDecide() {
    #expect(leads(server: 9) == true, "server_id was changed")
    #expect(
      leads(closed: nil, from: -86_400) == true, "it was stopped, and the clock was set back before it was started")
    #expect(leads(ended: ["0-1": 7, "5-1": 2]) == true, "FLUSH BINARY LOGS DELETE_DOMAIN_ID")
    #expect(leads(ended: [:], begun: [:]) == true, "nothing was committed yet")
  }

  /// MySQL writes no such list.
  @Test func withoutNumbersTheMomentDecides() {
    #expect(leads(ended: nil, begun: nil) == true)
    #expect(leads(ended: nil, from: 200, begun: nil) == false)
    #expect(leads(closed: nil, ended: nil, from: 200, begun: nil) == true)
    #expect(leads(closed: nil, ended: nil, from: 200, begun: nil, server: 2) == false)
    #expect(leads(ended: nil, begun: nil, server: 2) == true, "it was closed there and then, whatever the number")
  }

  @Test func whatDoesNotSayWhichItIsIsUnknown() {
    var old = file("b.1", next: "b.2", from: 0, to: 100, begun: [:], ended: nil)
    old.identity = nil
    #expect(old.leads(to: file("b.2", next: "b.3", from: 100, to: nil, begun: [:], ended: nil)) == nil)
  }
}
