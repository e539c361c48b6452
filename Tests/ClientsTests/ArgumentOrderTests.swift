import Testing

@testable import Clients

@Suite struct ArgumentOrderTests {
  private func ordered(_ line: String) -> String {
    ArgumentOrder.ordered(line.split(separator: " ").map(String.init), commands: ["alert", "backup"])
      .joined(separator: " ")
  }

  @Test func commonOptionsMayStandBeforeTheCommand() {
    #expect(ordered("--state /s alert list") == "alert list --state /s")
    #expect(
      ordered("--state=/s --json --lang fr alert ack id --note x")
        == "alert ack id --note x --state=/s --json --lang fr")
    #expect(ordered("--read-only backup -- --odd") == "backup --read-only -- --odd")
    #expect(ordered("--state alert alert list") == "alert list --state alert", "a folder may be called as a command")
  }

  @Test func whatIsNoCommandStaysAsItIs() {
    for line in [
      "", "alert list --state /s", "--json", "--state /s", "--state", "--help alert", "--theme night alert",
      "--state /s nothing",
      "-- alert", "--json=1 alert",
    ] {
      #expect(ordered(line) == line)
    }
  }
}
