import Maintenance
import Testing

@testable import Probes

@Suite struct ProcessTests {
  private let tail = "S 7 1 1 0 -1 4194304 102 0 0 0 30 12 0 0 20 0 1 0 176832 3133440 388 18446744073709551615 1\n"

  @Test(arguments: [
    ("cat", "cat"), ("a b", "a b"), ("tmux: server", "tmux: server"), ("evil) R 1 (", "evil) R 1 ("), ("", ""),
    (")", ")"), ("\u{1B}[31mred", "red"), ("exactly-fifteen", "exactly-fifteen"),
    ("kworker/u4:1-events", "kworker/u4:1-ev"),
  ])
  func names(name: String, shown: String) throws {
    let process = try parseProcess(bytes("4711 (\(name)) " + tail))
    #expect(process.pid == 4711)
    #expect(process.name.text == shown)
    #expect(process.state == UInt8(ascii: "S"))
    #expect(process.parent == 7)
    #expect(process.ticks == 42)
    #expect(process.startTicks == 176_832)
    #expect(process.residentPages == 388)
    #expect(process.isAlive)
  }

  @Test(arguments: ["", "4711 cat S 1", "4711 (cat", "4711 (cat) S 1 2 3", "x (cat) S 7 1"])
  func malformed(text: String) {
    #expect(throws: MalformedLine.self) { try parseProcess(bytes(text)) }
  }

  @Test func aZombieIsNotAlive() throws {
    #expect(try !parseProcess(bytes("1 (x) Z" + tail.dropFirst())).isAlive)
  }

  @Test func theEffectiveOwner() throws {
    #expect(try parseOwner(bytes("Name:\tx\nUid:\t0\t33\t0\t33\n")) == 33)
    #expect(throws: MalformedLine.self) { try parseOwner(bytes("Name:\tx\n")) }
    #expect(throws: MalformedLine.self) { try parseOwner(bytes("Uid:\t0\n")) }
  }
}
