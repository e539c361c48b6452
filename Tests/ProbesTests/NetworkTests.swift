import Maintenance
import Testing

@testable import Probes

@Suite struct NetworkTests {
  private let heading = "Inter-|   Receive\n face |bytes\n"

  @Test func namesWithColonsAndWithoutBlanks() throws {
    let interfaces = try parseNetworkCounters(
      bytes(
        heading + "  eth0:123 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n eth0:1:   1 2 3 4 5 6 7 8 9 10 11 12 0 0 0 0\n"))
    #expect(interfaces.map(\.interface) == ["eth0", "eth0:1"])
    #expect(
      interfaces.first
        == NetworkCounters(
          interface: "eth0", receivedBytes: 123, receivedPackets: 2, receivedErrors: 3, receivedDrops: 4, sentBytes: 9,
          sentPackets: 10, sentErrors: 11, sentDrops: 12))
  }

  @Test(arguments: ["", "Inter\n", "Inter\n face\n eth0 1 2 3\n", "Inter\n face\n eth0: 1 2 3\n"])
  func malformed(text: String) {
    #expect(throws: MalformedLine.self) { try parseNetworkCounters(bytes(text)) }
  }

  @Test func aHostWithoutInterfacesHasNone() throws {
    #expect(try parseNetworkCounters(bytes(heading)).isEmpty)
  }

  private func counters(_ name: String, _ count: UInt64) -> NetworkCounters {
    NetworkCounters(
      interface: name, receivedBytes: count, receivedPackets: count, receivedErrors: count, receivedDrops: count,
      sentBytes: 2 * count, sentPackets: 2 * count, sentErrors: 2 * count, sentDrops: 2 * count)
  }

  @Test func ratesAndCountersThatStartAnew() {
    let rates = networkRates(
      from: [counters("lo", 10), counters("eth0", 1000), counters("gone", 5)],
      to: [counters("lo", 30), counters("new", 99), counters("eth0", 10)], seconds: 2)
    #expect(
      rates == [
        NetworkRate(
          interface: "lo", receivedBytesPerSecond: 10, sentBytesPerSecond: 20, receivedPacketsPerSecond: 10,
          sentPacketsPerSecond: 20, errorsPerSecond: 30, dropsPerSecond: 30),
        NetworkRate(
          interface: "eth0", receivedBytesPerSecond: 0, sentBytesPerSecond: 0, receivedPacketsPerSecond: 0,
          sentPacketsPerSecond: 0, errorsPerSecond: 0, dropsPerSecond: 0),
      ])
  }
}
