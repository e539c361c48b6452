import Drawing
import TestSupport
import Testing

@Suite struct FakeTerminalTests {
  @Test func playsItsScript() {
    let terminal = FakeTerminal()
    terminal.press(.enter, .up)
    terminal.deliver(.resize(Size(columns: 40, rows: 12)), .readable(7))
    #expect(terminal.wait(for: [7], upTo: nil) == [.key(.enter)])
    #expect(terminal.wait(for: [7], upTo: 1) == [.key(.up)])
    #expect(terminal.size == .comfortable)
    #expect(terminal.wait(for: [7], upTo: 1) == [.resize(Size(columns: 40, rows: 12)), .readable(7)])
    #expect(terminal.size == Size(columns: 40, rows: 12))
    #expect(terminal.wait(for: [7], upTo: 1) == [])
    #expect(terminal.wait(for: [7], upTo: nil) == [.hangup])
    #expect(terminal.waits.count == 5)
  }

  @Test func keysPressedTogetherCanBeFlushed() {
    let terminal = FakeTerminal()
    terminal.deliver(.key(.enter), .key(.enter), .readable(3))
    terminal.press(.escape)
    #expect(terminal.wait(for: [3], upTo: nil) == [.key(.enter), .readable(3)])
    terminal.flushInput()
    #expect(terminal.wait(for: [3], upTo: nil) == [.key(.escape)])
    terminal.deliver(.key(.up), .key(.down))
    #expect(terminal.wait(for: [], upTo: nil) == [.key(.up)])
    #expect(terminal.wait(for: [], upTo: nil) == [.key(.down)])
  }
}
