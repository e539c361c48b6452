import Maintenance
import Testing

@testable import Probes

@Suite struct ProcessorTests {
  @Test func guestTimeIsNotCountedTwice() {
    let before = CPUCounters(user: 100, nice: 10)
    let after = CPUCounters(
      user: 140, nice: 30, system: 10, idle: 20, iowait: 5, irq: 1, softirq: 2, steal: 2, guest: 30, guestNice: 15)
    let usage = after.usage(since: before)
    #expect(
      usage
        == CPUUsage(
          user: 10, nice: 5, system: 10, idle: 20, iowait: 5, irq: 1, softirq: 2, steal: 2, guest: 30, guestNice: 15))
    #expect(usage.busyPercent == 75)
  }

  @Test func countersThatGoBackCountAsNothing() {
    let before = CPUCounters(user: 100, idle: 100, iowait: 500)
    let usage = CPUCounters(user: 150, idle: 150, iowait: 400).usage(since: before)
    #expect(usage.user == 50)
    #expect(usage.idle == 50)
    #expect(usage.iowait == 0)
  }

  @Test func guestThatGrewMoreThanUserStaysWithinIt() {
    let usage = CPUCounters(user: 10, idle: 10, guest: 30).usage(since: CPUCounters())
    #expect(usage.user == 0)
    #expect(usage.guest == 50)
    #expect(usage.idle == 50)
  }

  @Test func noTickMeansNoUsageAndNoDivisionByZero() throws {
    let counters = try parseProcessorCounters(bytes("cpu  1 2 3 4\ncpu0 1 2 3 4\n"))
    #expect(counters.usage(since: counters) == nil)
    #expect(counters.total.usage(since: counters.total).idle == 0)
  }

  @Test func anOlderKernelWritesFewerColumns() throws {
    let counters = try parseProcessorCounters(bytes("cpu  1 2 3 4\ncpu0 1 2 3 4 5 6 7\nintr 1\n"))
    #expect(counters.total == CPUCounters(user: 1, nice: 2, system: 3, idle: 4))
    #expect(
      counters.cores == [
        .init(
          number: 0,
          counters: CPUCounters(user: 1, nice: 2, system: 3, idle: 4, iowait: 5, irq: 6, softirq: 7))
      ])
  }

  @Test func columnsOfTheFutureAreLeftAlone() throws {
    let counters = try parseProcessorCounters(bytes("cpu  1 2 3 4 5 6 7 8 9 10 11 12\n"))
    #expect(counters.total.guestNice == 10)
  }

  @Test func aProcessorThatComesOnlineHasNoUsageYet() throws {
    let before = try parseProcessorCounters(bytes("cpu  10 0 0 10\ncpu0 5 0 0 5\ncpu3 5 0 0 5\n"))
    let after = try parseProcessorCounters(bytes("cpu  20 0 0 20\ncpu0 5 0 0 15\ncpu1 900 0 0 0\ncpu3 15 0 0 5\n"))
    let usage = try #require(after.usage(since: before))
    #expect(usage.perCore.map(\.user) == [0, 100])
    let back = try #require(before.usage(since: after))
    #expect(back.perCore.count == 2)
  }

  @Test func sixtyFourProcessors() throws {
    func stat(_ tick: Int) -> ArraySlice<UInt8> {
      let cores = (0..<64).map { "cpu\($0) \($0 * tick) 0 0 \((64 - $0) * tick) 0 0 0 0 0 0" }
      return bytes(
        "cpu  \(2016 * tick) 0 0 \(2080 * tick) 0 0 0 0 0 0\n" + cores.joined(separator: "\n") + "\nintr 1\n")
    }
    let usage = try #require(try parseProcessorCounters(stat(3)).usage(since: parseProcessorCounters(stat(1))))
    #expect(usage.perCore.count == 64)
    #expect(usage.perCore[0].user == 0)
    #expect(usage.perCore[32].user == 50)
    #expect(usage.perCore[63].user == 100 * 63 / 64.0)
  }

  @Test(arguments: [
    ("", "cpu "), ("cpu  1 2 3\n", "four counts"), ("cpu  1 2 3 4 x\n", "counts"), ("cpu0 1 2 3 4\n", "cpu "),
    ("cpux 1 2 3 4\n", "number"), ("cpu  1 2 3 99999999999999999999\n", "four counts"), ("intr 5\n", "cpu "),
  ])
  func whatIsMalformedIsQuoted(text: String, expected: String) {
    let fault = #expect(throws: MalformedLine.self) { try parseProcessorCounters(bytes(text)) }
    #expect(fault?.expected.contains(expected) == true)
    #expect(fault?.line == text.split(separator: "\n").first.map(String.init) ?? "")
  }

  @Test func theMomentOfBoot() throws {
    #expect(try parseBootTime(bytes("cpu  1 2 3 4\nbtime 1795353536\n")) == 1_795_353_536)
    #expect(throws: MalformedLine.self) { try parseBootTime(bytes("cpu  1 2 3 4\n")) }
    #expect(throws: MalformedLine.self) { try parseBootTime(bytes("btime soon\n")) }
  }
}
