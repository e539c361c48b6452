import Maintenance
import Testing

@testable import Probes

@Suite struct MemoryTests {
  private let sample = """
    MemTotal:       1000 kB
    MemFree:         100 kB
    MemAvailable:    600 kB
    Buffers:          10 kB
    Cached:          300 kB
    SwapCached:        7 kB
    Shmem:            20 kB
    SReclaimable:     50 kB
    SwapTotal:       500 kB
    SwapFree:        400 kB
    HugePages_Total:       0

    """

  @Test func sizesAreUnitsOf1024Bytes() throws {
    let memory = try parseMemory(bytes(sample))
    #expect(
      memory
        == MemoryUsage(
          totalBytes: 1_024_000, availableBytes: 614_400, freeBytes: 102_400, buffersBytes: 10_240,
          cachedBytes: 358_400, sharedBytes: 20_480, swapTotalBytes: 512_000, swapFreeBytes: 409_600))
    #expect(memory.usedPercent == 40)
  }

  @Test func aKernelWithoutMemAvailableIsNotEstimated() {
    let text = sample.replacing("MemAvailable:    600 kB\n", with: "")
    let fault = #expect(throws: MalformedLine.self) { try parseMemory(bytes(text)) }
    #expect(fault?.expected == "MemAvailable")
  }

  @Test func whatIsAvailableNeverPassesTheTotal() throws {
    let memory = try parseMemory(bytes(sample.replacing("    600 kB", with: "999999 kB")))
    #expect(memory.availableBytes == memory.freeBytes)
  }

  @Test(arguments: ["", "MemTotal: lots kB\n", "MemTotal: 5 kB\n", "MemTotal: 99999999999999999 kB\n"])
  func malformed(text: String) {
    #expect(throws: MalformedLine.self) { try parseMemory(bytes(text)) }
  }
}
