// A program for the tests of the terminal: shows its size, a counter and the corners of the screen, and tells on
// descriptor 3 what happens to it, one line for each event. Keys: n counts, b counts in bold below, p paints the same picture again, c calls
// for a cursor, a and s crash, o overflows the stack, w writes without end, f sleeps for a byte on descriptor 4 and
// then flushes the input, y copies the text "secret é" and Y a text that is too long, P shows lines plainly, t takes the theme night and T the default, u gives the screen to another program, l draws everything anew, q quits.
import CursesTerminal
import Drawing
import Glibc

func tell(_ line: String) {
  let bytes = Array((line + "\n").utf8)
  _ = write(3, bytes, bytes.count)
}

func overflow(_ depth: Int) -> Int { depth < 0 ? 0 : 1 + overflow(depth + 1) * (depth % 7 + 1) }

func picture(_ terminal: CursesTerminal, _ count: Int, bold: Int = 0, cursor: Bool) -> Canvas {
  var canvas = Canvas(size: terminal.size, charset: terminal.charset)
  let last = Point(column: terminal.size.columns - 1, row: terminal.size.rows - 1)
  canvas.put("\(terminal.size.columns)x\(terminal.size.rows) count \(count)", at: Point(column: 2, row: 0))
  canvas.put("arrêté 日本 e\u{301} 👍🏽 ok", at: Point(column: 2, row: 1), style: .critical)
  canvas.put("┌", at: .origin)
  canvas.put("┘", at: last)
  if bold > 0 { canvas.put(String(bold), at: Point(column: 2, row: 2), style: .critical) }
  if cursor { canvas.cursor = Point(column: 5, row: 2) }
  return canvas
}

let arguments = CommandLine.arguments
let colour = arguments.contains("never") ? ColourChoice.never : (arguments.contains("always") ? .always : .auto)
let terminal: CursesTerminal
do throws(TerminalError) {
  terminal = try CursesTerminal(TerminalOptions(colour: colour))
} catch {
  tell("error \(error)")
  exit(3)
}
var count = 0
var bold = 0
var cursor = false
terminal.paint(picture(terminal, count, bold: bold, cursor: cursor))
tell("open \(terminal.size.columns)x\(terminal.size.rows) \(terminal.charset) \(terminal.depth)")
if arguments.contains("delay") { tell("delay \(terminal.escapeDelay)") }
for case .unknownTerminal(let name, let used) in terminal.notes { tell("note \(name) \(used)") }

@MainActor func end(_ code: Int32) -> Never {
  terminal.close()
  exit(code)
}

while true {
  for event in terminal.wait(for: arguments.contains("listen") ? [4] : [], upTo: nil) {
    switch event {
    case .key(.character("q")): end(0)
    case .key(.character("n")): count += 1
    case .key(.character("b")): bold += 1
    case .key(.character("c")): cursor.toggle()
    case .key(.character("a")): abort()
    case .key(.character("s")): _ = kill(getpid(), SIGSEGV)
    case .key(.character("o")): tell("\(overflow(1))")
    case .key(.character("l")): terminal.invalidate()
    case .key(.character("t")): terminal.use(.night)
    case .key(.character("T")): terminal.use(.terminal)
    case .key(.character("w")):
      tell("writing")
      while true {
        count += 1
        terminal.invalidate()
        terminal.paint(picture(terminal, count, cursor: false))
      }
    case .key(.character("f")):
      tell("sleeping")
      var byte: UInt8 = 0
      _ = read(4, &byte, 1)
      terminal.flushInput()
    case .key(.character("u")):
      terminal.suspend {
        let text = Array("other program\n".utf8)
        _ = write(1, text, text.count)
        tell("suspended")
        var byte: UInt8 = 0
        _ = read(4, &byte, 1)
      }
    case .key(.character("y")): tell("copy \(terminal.copy("secret é"))")
    case .key(.character("Y")): tell("copy \(terminal.copy(String(repeating: "x", count: 80_000)))")
    case .key(.character("P")):
      tell("plain")
      terminal.showPlainly(["first line", "é\u{1B}[31m\u{7}\u{9B}end", "[any key]"])
      tell("back")
    case .readable(let descriptor):
      var byte: UInt8 = 0
      let got = read(descriptor, &byte, 1)
      tell("readable \(descriptor) \(got)")
      if got == 0 { end(5) }
      continue
    case .terminate(let signal):
      tell("terminate \(signal)")
      if arguments.contains("stubborn") { while true { pause() } }
      end(128 + signal)
    case .hangup:
      tell("hangup")
      end(4)
    default: break
    }
    if case .key(let key) = event { tell("key \(key.name)") }
    if case .resize(let size) = event { tell("resize \(size.columns)x\(size.rows)") }
    if case .resumed = event { tell("resumed") }
  }
  terminal.paint(picture(terminal, count, bold: bold, cursor: cursor))
  tell("painted")
}
