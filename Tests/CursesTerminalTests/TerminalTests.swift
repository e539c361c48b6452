import Drawing
import Glibc
import Testing

@Suite(.serialized) struct TerminalTests {
  private func contains(_ bytes: [UInt8], _ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard bytes.count >= wanted.count else { return false }
    return (0...bytes.count - wanted.count).contains { bytes[$0..<$0 + wanted.count].elementsEqual(wanted) }
  }

  private func count(_ bytes: [UInt8], _ text: String) -> Int {
    let wanted = Array(text.utf8)
    guard bytes.count >= wanted.count else { return 0 }
    return (0...bytes.count - wanted.count).count { bytes[$0..<$0 + wanted.count].elementsEqual(wanted) }
  }

  // MARK: Opening

  @Test func opensAsTheTerminalIs() throws {
    let pty = try Pty()
    try pty.told("open 80x24 unicode full")
    #expect(contains(pty.output, "\u{1B}[?1049h"))
    #expect(contains(pty.output, "80x24 count 0"))
    #expect(contains(pty.output, "arrêté 日本 e\u{301} 👍 ok"))
    #expect(contains(pty.output, "┘"))
    #expect(!contains(pty.output, "\u{1B}[?1000h"), "no mouse")
  }

  @Test func fallsBackForAnUnknownTerminal() throws {
    let pty = try Pty(environment: ["TERM": "no-such-terminal"])
    try pty.told("open 80x24 unicode full")
    try pty.told("note no-such-terminal xterm-256color")
    let nameless = try Pty(environment: ["TERM": ""])
    try nameless.told("note  xterm-256color")
  }

  @Test func refusesATerminalWithoutCursor() throws {
    let pty = try Pty(environment: ["TERM": "dumb"])
    try pty.told("error noFullScreen(name: \"dumb\")")
    #expect(try pty.ended() == 3)
    #expect(pty.modes() == pty.found)
  }

  @Test(
    arguments: [("xterm-256color", "full", "48;5;234m"), ("xterm", "eight", "[40m"), ("vt100", "mono", nil)]
      as [(String, String, String?)])
  func takesAnotherThemeAndComesBack(term: String, depth: String, ground: String?) throws {
    let pty = try Pty([], environment: ["TERM": term])
    try pty.told("open 80x24 unicode \(depth)")
    let night = try pty.written(until: "painted") { pty.type("t") }
    if let ground {
      #expect(contains(night, ground))
      #expect(night.count > 280, "every cell is painted")
    } else {
      #expect(!contains(night, "[4"))
    }
    #expect(try pty.written(until: "painted") { pty.type("p") }.isEmpty, "and once")
    let after = try pty.written(until: "painted") { pty.type("T") }
    if let ground { #expect(!contains(after, ground), "the terminal's own ground is back") }
    pty.type("q")
    #expect(try pty.ended() == 0)
    #expect(pty.modes() == pty.found)
  }

  @Test(
    arguments: [
      (["TERM": "xterm-256color", "NO_COLOR": "1"], [], "mono"), (["TERM": "xterm-256color"], ["never"], "mono"),
      (["TERM": "xterm-256color", "NO_COLOR": "1"], ["always"], "full"), (["TERM": "vt100"], [], "mono"),
      (["TERM": "xterm"], [], "eight"),
    ] as [([String: String], [String], String)])
  func respectsTheWishForColour(environment: [String: String], arguments: [String], depth: String) throws {
    let pty = try Pty(arguments, environment: environment)
    try pty.told("open 80x24 unicode \(depth)")
    pty.type("q")
    #expect(try pty.ended() == 0)
    #expect(contains(pty.output, "\u{1B}[38;5;160m") == (depth == "full"))
    #expect(contains(pty.output, "\u{1B}[31m") == (depth == "eight"))
    #expect(!contains(pty.output, "\u{1B}[40m") && !contains(pty.output, ";40m"), "no background is painted")
  }

  @Test func aLocaleWithoutUTF8GetsPlainLetters() throws {
    let pty = try Pty(environment: ["LC_ALL": "C"])
    try pty.told("open 80x24 ascii full")
    #expect(contains(pty.output, "arrete ? ?  e ?  ok"))
    #expect(pty.output.allSatisfy { $0 < 0x80 })
  }

  @Test func aLocaleThatIsNotInstalledStillHasItsCharacters() throws {
    let pty = try Pty(environment: ["LC_ALL": "xx_XX.UTF-8"])
    try pty.told("open 80x24 unicode full")
  }

  @Test func theKernelsConsoleGetsNoSymbols() throws {
    let pty = try Pty(environment: ["TERM": "linux"])
    try pty.told("open 80x24 ascii eight")
  }

  // MARK: Leaving

  @Test func quittingLeavesTheTerminalAsItWas() throws {
    let pty = try Pty()
    try pty.told("open 80x24 unicode full")
    #expect(pty.modes() != pty.found)
    pty.type("q")
    #expect(try pty.ended() == 0)
    #expect(pty.modes() == pty.found)
    #expect(contains(pty.output, "\u{1B}[?1049l"))
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
  func signalsEndInOrder(number: Int32) throws {
    let pty = try Pty()
    try pty.told("open 80x24 unicode full")
    pty.signal(number)
    try pty.told("terminate \(number)")
    #expect(try pty.ended() == 128 + number)
    #expect(pty.modes() == pty.found)
    #expect(contains(pty.output, "\u{1B}[?1049l"))
  }

  @Test(arguments: [("a", SIGABRT), ("s", SIGSEGV), ("o", SIGSEGV)])
  func crashesRestoreTheTerminal(key: String, number: Int32) throws {
    let pty = try Pty()
    try pty.told("open 80x24 unicode full")
    pty.type(key)
    #expect(try pty.ended() == -number)
    #expect(pty.modes() == pty.found)
    #expect(contains(pty.output, "\u{1B}[?1049l"))
    #expect(count(pty.output, "\u{1B}[?1049l") == 1)
  }

  @Test func whoDoesNotAnswerASignalIsEndedByIt() throws {
    let pty = try Pty(["stubborn"])
    try pty.told("open 80x24 unicode full")
    pty.signal(SIGTERM)
    try pty.told("terminate \(SIGTERM)")
    #expect(try pty.ended() == -SIGTERM)
    #expect(pty.modes() == pty.found)
    #expect(contains(pty.output, "\u{1B}[?1049l"))
  }

  @Test func aStoppedTerminalDoesNotHoldUpTheEnd() throws {
    let pty = try Pty()
    try pty.told("open 80x24 unicode full")
    pty.type("w")
    try pty.told("writing", reads: false)
    pty.signal(SIGTERM)
    #expect(try pty.ended(reads: false) == -SIGTERM)
    #expect(pty.modes() == pty.found)
  }

  @Test func aHangUpEnds() throws {
    let pty = try Pty()
    try pty.told("open 80x24 unicode full")
    pty.hangUp()
    let code = try pty.ended()
    #expect(code == 4 || code == 128 + SIGHUP)
  }

  @Test func aHangUpEndsWhereItsSignalIsIgnored() throws {
    let pty = try Pty(ignoresHangup: true)
    try pty.told("open 80x24 unicode full")
    pty.signal(SIGHUP)
    pty.type("n")
    try pty.told("key n")
    pty.hangUp()
    try pty.told("hangup")
    #expect(try pty.ended() == 4)
  }

  // MARK: Keys

  @Test func keysArrive() throws {
    let pty = try Pty()
    try pty.told("open 80x24 unicode full")
    for (typed, name) in [
      ("\u{1B}", "esc"), ("\u{1B}OA", "up"), ("\u{1B}[6~", "pgdn"), ("\u{1B}OP", "f1"), ("é", "é"), ("日", "日"),
      ("\r", "enter"), ("\t", "tab"), ("\u{1B}[Z", "backtab"), ("\u{7F}", "backspace"), ("\u{3}", "ctrl-c"),
      ("\u{1C}", "ctrl-\\"), ("\u{C}", "ctrl-l"), ("\u{1B}x", "alt-x"), (" ", "space"), ("\u{1B}OH", "home"),
    ] {
      pty.type(typed)
      let before = try pty.told("key \(name)")
      #expect(!before.contains { $0.hasPrefix("key") }, "\(name) came as \(before)")
    }
    pty.type("\u{1B}[200~")
    pty.type("n")
    #expect(!(try pty.told("key n")).contains { $0.hasPrefix("key") })
  }

  @Test func flushedKeysNeverArrive() throws {
    let pty = try Pty()
    try pty.told("open 80x24 unicode full")
    pty.type("f")
    try pty.told("sleeping")
    pty.type("\ryyy\u{1B}")
    pty.feedByte()
    try pty.told("painted")
    pty.type("n")
    let before = try pty.told("key n")
    #expect(before.filter { $0.hasPrefix("key") } == [])
  }

  @Test func keysTypedTogetherComeOneByOne() throws {
    let pty = try Pty()
    try pty.told("open 80x24 unicode full")
    pty.type("nnp")
    for key in ["n", "n", "p"] {
      #expect(try pty.told("key \(key)") == [])
      #expect(try pty.told("painted") == [])
    }
    pty.type("fyyy")
    try pty.told("sleeping")
    pty.feedByte()
    try pty.told("painted")
    pty.type("q")
    #expect(try pty.ended() == 0)
    #expect(pty.rest() == [])
  }

  @Test func descriptorsWakeUp() throws {
    let pty = try Pty(["listen"])
    try pty.told("open 80x24 unicode full")
    pty.feedByte()
    try pty.told("readable 4 1")
    pty.type("n")
    try pty.told("key n")
  }

  @Test func escapeIsAnsweredAtOnceUnlessTheDelayIsSet() throws {
    try Pty(["delay"]).told("delay 25")
    try Pty(["delay"], environment: ["ESCDELAY": "400"]).told("delay 400")
  }

  // MARK: Copying

  @Test(
    arguments: [
      (["TERM": "xterm-256color"], "\u{1B}]52;c;c2VjcmV0IMOp\u{7}"),
      (
        ["TERM": "tmux-256color", "TMUX": "/tmp/x,1,0"],
        "\u{1B}]52;c;c2VjcmV0IMOp\u{7}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;c2VjcmV0IMOp\u{7}\u{1B}\\"
      ),
      (["TERM": "screen-256color", "TMUX": ""], "\u{1B}P\u{1B}]52;c;c2VjcmV0IMOp\u{7}\u{1B}\\"),
      (["TERM": "no-such-terminal"], "\u{1B}]52;c;c2VjcmV0IMOp\u{7}"),
    ] as [([String: String], String)])
  func copyingHandsTheTextToTheTerminal(environment: [String: String], order: String) throws {
    let pty = try Pty(environment: environment)
    try pty.told("open 80x24 unicode full")
    let bytes = try pty.written(until: "copy sent") { pty.type("y") }
    #expect(String(decoding: bytes, as: UTF8.self) == order)
    #expect(try pty.written(until: "copy tooLong(bytes: 80000, limit: 74994)") { pty.type("Y") }.isEmpty)
  }

  @Test(arguments: [("linux", "ascii eight"), ("vt100", "unicode mono")])
  func aTerminalWithoutClipboardIsSentNothing(term: String, opened: String) throws {
    let pty = try Pty(environment: ["TERM": term])
    try pty.told("open 80x24 " + opened)
    #expect(try pty.written(until: "copy impossible") { pty.type("y") }.isEmpty)
    pty.type("q")
    #expect(try pty.ended() == 0)
  }

  @Test func linesAreShownPlainlyUntilAKey() throws {
    let pty = try Pty()
    try pty.told("open 80x24 unicode full")
    let own = pty.modes()
    let bytes = try pty.written(until: "plain") { pty.type("P") }
    _ = bytes
    try pty.shows("[any key]")
    #expect(contains(pty.output, "\u{1B}[?1049l") && contains(pty.output, "first line\r\né[31mend\r\n[any key]\r\n"))
    // The first of these goes back, the others mean nothing.
    pty.type("\u{1B}[A")
    try pty.told("back")
    try pty.told("painted")
    #expect(pty.modes() == own)
    pty.type("q")
    #expect(try pty.ended() == 0)
    #expect(pty.modes() == pty.found)
  }

  @Test func aSignalEndsThePlainLines() throws {
    let pty = try Pty()
    try pty.told("open 80x24 unicode full")
    pty.type("P")
    try pty.told("plain")
    try pty.shows("[any key]")
    pty.signal(SIGTERM)
    try pty.told("terminate \(SIGTERM)")
    #expect(try pty.ended() == 128 + SIGTERM)
    #expect(pty.modes() == pty.found)
  }

  // MARK: Pictures

  @Test func nothingIsWrittenWhenNothingChanges() throws {
    let pty = try Pty()
    try pty.told("open 80x24 unicode full")
    for _ in 0..<3 {
      let bytes = try pty.written(until: "painted") { pty.type("p") }
      #expect(bytes.isEmpty)
    }
  }

  @Test func littleIsWrittenWhenLittleChanges() throws {
    let pty = try Pty()
    try pty.told("open 80x24 unicode full")
    let bytes = try pty.written(until: "painted") { pty.type("n") }
    #expect(bytes.last == UInt8(ascii: "1"))
    #expect(bytes.count <= 12, "\(bytes.count) bytes for one digit")
  }

  @Test func theCursorShowsWhereItIsAsked() throws {
    let pty = try Pty()
    try pty.told("open 80x24 unicode full")
    let shown = try pty.written(until: "painted") { pty.type("c") }
    #expect(contains(shown, "\u{1B}[3;6H") && contains(shown, "\u{1B}[?12l\u{1B}[?25h"))
    let hidden = try pty.written(until: "painted") { pty.type("c") }
    #expect(contains(hidden, "\u{1B}[?25l"))
  }

  @Test func aResizeIsOneEventAndAWholePicture() throws {
    let pty = try Pty()
    try pty.told("open 80x24 unicode full")
    let bytes = try pty.written(until: "resize 100x30") { pty.resize(Size(columns: 100, rows: 30)) }
    try pty.told("painted")
    _ = bytes
    pty.type("p")
    try pty.told("painted")
    #expect(contains(pty.output, "100x30 count 0"))
    pty.resize(Size(columns: 100, rows: 30))
    pty.type("p")
    #expect(!(try pty.told("painted")).contains { $0.hasPrefix("resize") })
  }

  @Test func resizesThatCameWhileItWasBusyAreOne() throws {
    let pty = try Pty()
    try pty.told("open 80x24 unicode full")
    pty.type("f")
    try pty.told("sleeping")
    for step in 1...20 { pty.resize(Size(columns: 80 + step, rows: 24)) }
    pty.feedByte()
    #expect(!(try pty.told("resize 100x24")).contains { $0.hasPrefix("resize") })
    pty.type("p")
    #expect(!(try pty.told("key p")).contains { $0.hasPrefix("resize") })
  }

  @Test func pulledAndBackWhileItWasBusyIsAWholePicture() throws {
    let pty = try Pty()
    try pty.told("open 80x24 unicode full")
    pty.type("p")
    try pty.told("painted")
    pty.type("f")
    try pty.told("sleeping")
    pty.resize(Size(columns: 60, rows: 20))
    pty.resize(Size(columns: 80, rows: 24))
    let before = pty.output.count
    pty.feedByte()
    try pty.told("resize 80x24")
    _ = try pty.written(until: "painted") {}
    #expect(contains(Array(pty.output[before...]), "80x24 count 0"))
  }

  @Test func aStormOfResizesIsSurvived() throws {
    let pty = try Pty()
    try pty.told("open 80x24 unicode full")
    for step in 0..<50 { pty.resize(Size(columns: 1 + step * 37 % 250, rows: 1 + step * 13 % 80)) }
    pty.resize(Size(columns: 90, rows: 20))
    try pty.told("resize 90x20")
    pty.type("q")
    #expect(try pty.ended() == 0)
    #expect(contains(pty.output, "90x20 count 0"))
  }

  @Test func drawingAnewSendsEverything() throws {
    let pty = try Pty()
    try pty.told("open 80x24 unicode full")
    let bytes = try pty.written(until: "painted") { pty.type("l") }
    #expect(contains(bytes, "80x24 count 0") && contains(bytes, "\u{1B}[2J"))
  }

  // MARK: Stopping

  @Test func stoppingGivesTheTerminalBackForAWhile() throws {
    // A session leader alone would not be stopped by Ctrl-Z, since nobody could let it go on.
    let pty = try Pty()
    try pty.told("open 80x24 unicode full")
    let own = pty.modes()
    pty.signal(SIGSTOP)
    try pty.stopped()
    pty.signal(SIGCONT)
    try pty.told("resumed")
    try pty.told("painted")
    #expect(pty.modes() == own)
    let bytes = try pty.written(until: "resumed") { pty.type("\u{1A}") }
    #expect(contains(bytes, "\u{1B}[?1049l") && contains(bytes, "80x24 count 0"))
    #expect(pty.modes() == own)
    pty.type("q")
    #expect(try pty.ended() == 0)
    #expect(pty.modes() == pty.found)
  }

  @Test func anotherProgramMayHaveTheScreen() throws {
    let pty = try Pty()
    try pty.told("open 80x24 unicode full")
    let own = pty.modes()
    pty.type("u")
    try pty.told("suspended")
    #expect(pty.modes() == pty.found)
    let bytes = try pty.written(until: "painted") { pty.feedByte() }
    #expect(contains(bytes, "80x24 count 0"))
    #expect(pty.modes() == own)
    #expect(contains(pty.output, "other program"))
  }
}
