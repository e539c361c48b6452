import Host
import Maintenance
import Testing

@testable import Operations

@Suite struct CompressionTests {
  @Test func whoIsWaitedForPacksAtTheLowestLevel() {
    #expect(Compression.zstd.packing(isHurried: true).arguments == ["-q", "-c", "-1"])
    #expect(Compression.zstd.packing().arguments == ["-q", "-c", "-3"])
    #expect(Compression.gzip.packing(isHurried: true).arguments == ["-c", "-1"])
    #expect(Compression.gzip.packing().arguments == ["-c"])
  }

  @Test func aSafetyCopyIsPackedByTheQuickestThatIsHere() {
    let plan = Plan(application: "x", timezone: "UTC")
    #expect(Compression.of(plan) == .gzip)
    #expect(Compression.ofSafetyCopy(plan, find: { $0 == "zstd" ? "/usr/bin/zstd" : nil }) == .zstd)
    #expect(Compression.ofSafetyCopy(plan, find: { $0 == "zstd" ? nil : "/usr/bin/" + $0 }) == .gzip)
  }
}
