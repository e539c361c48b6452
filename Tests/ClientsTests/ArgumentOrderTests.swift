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

  @Test func aRequestForHelpNeedsNoOption() {
    #expect(ordered("--lang fr --help") == "--help")
    #expect(ordered("--json --version") == "--version")
    #expect(ordered("--help --lang fr") == "--help")
    #expect(ordered("help --lang fr alert") == "help alert")
    #expect(ordered("--state=/s help alert") == "help alert")
  }

  @Test(
    arguments: [
      ("alret", "alret"), ("--lang fr alret list", "alret"), ("--json alert", nil), ("alert nothing", nil),
      ("--state alert", nil), ("--help", nil), ("--odd alret", nil), ("", nil),
    ])
  func aWordThatIsNoCommandIsFound(line: String, word: String?) {
    let arguments = line.split(separator: " ").map(String.init)
    #expect(ArgumentOrder.stranger(in: arguments, commands: ["alert"]) == word)
  }

  @Test func theLanguageIsFoundWhereverItStands() {
    #expect(ArgumentOrder.language(in: ["x", "--lang", "fr"]) == "fr")
    #expect(ArgumentOrder.language(in: ["--lang=en", "x"]) == "en")
    #expect(ArgumentOrder.language(in: ["x", "--lang"]) == nil)
    #expect(ArgumentOrder.language(in: ["x", "--", "--lang", "fr"]) == nil)
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
