import Glibc
import Testing

/// The charset of lines is never chosen. A whole picture makes sure of the usual one; what changes in it does not say so
/// again with every attribute.
@Suite(.serialized) struct CharsetTests {
  @Test(
    arguments: [
      ("xterm-256color", "\u{1B}(B", "unicode full"), ("tmux-256color", "\u{F}", "unicode full"),
      ("linux", "\u{F}", "ascii eight"), ("vt100", "\u{F}", "unicode mono"),
    ])
  func theUsualCharsetIsChosenWithAWholePictureOnly(term: String, choice: String, looks: String) throws {
    let pty = try Pty(environment: ["TERM": term])
    try pty.told("open 80x24 \(looks)")
    #expect(String(decoding: pty.output, as: UTF8.self).contains(choice), "another program may have left another")
    let later = String(decoding: try pty.written(until: "painted") { pty.type("b") }, as: UTF8.self)
    #expect(!later.contains(choice) && later.contains("m"), "\(later.debugDescription)")
    let anew = try pty.written(until: "painted") { pty.type("l") }
    #expect(String(decoding: anew, as: UTF8.self).contains(choice))
    pty.type("q")
    #expect(try pty.ended() == 0)
  }
}
