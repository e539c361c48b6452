import Maintenance
import Testing

@testable import Probes

@Suite struct PressureAndLoadTests {
  @Test func bothLines() throws {
    let pressure = try parsePressure(
      bytes("some avg10=38.98 avg60=12.53 avg300=8.16 total=9\nfull avg10=1.05 avg60=2.00 avg300=100.00 total=0\n"))
    #expect(
      pressure
        == Pressure(
          someAverage10: 38.98, someAverage60: 12.53, someAverage300: 8.16, fullAverage10: 1.05, fullAverage60: 2,
          fullAverage300: 100))
  }

  @Test func theProcessorOfAnOlderKernelHasNoFullLine() throws {
    let pressure = try parsePressure(bytes("some avg10=0.12 avg60=0.34 avg300=1.50 total=512\n"))
    #expect(pressure.fullAverage10 == nil)
    #expect(pressure.someAverage300 == 1.5)
  }

  @Test(arguments: [
    "", "full avg10=0.00 avg60=0.00 avg300=0.00 total=0\n", "some avg10=zero\n", "some avg10=1. avg60=",
  ])
  func malformedPressure(text: String) {
    #expect(throws: MalformedLine.self) { try parsePressure(bytes(text)) }
  }

  @Test func loadAndUptime() throws {
    #expect(
      try parseLoadAverage(bytes("0.27 10.59 0.05 2/102 18256\n")) == LoadAverage(one: 0.27, five: 10.59, fifteen: 0.05)
    )
    #expect(try parseUptime(bytes("350735.47 234388.90\n")) == 350735.47)
    #expect(throws: MalformedLine.self) { try parseLoadAverage(bytes("0.27 0.5")) }
    #expect(throws: MalformedLine.self) { try parseUptime(bytes("")) }
  }
}
