import Drawing
import Maintenance
import Testing

@testable import Dashboard

@Suite struct CopyingTests {
  private func copied(_ effects: [Effect]) -> String? {
    for case .copy(let text) in effects { return text }
    return nil
  }

  @Test func theSelectedRowIsCopiedWordForWord() throws {
    var stage = Stage(Fixture.troubled, language: .english)
    stage.press("2", "j")
    let service = try #require(stage.model.selectedService)
    let text = try #require(copied(stage.press("y")))
    #expect(text.contains(service.name))
    #expect(!text.contains("  ") || text.contains("\n"))
    stage.send(.copied(text, .sent))
    #expect(stage.text.contains("Copied"))
  }

  @Test func aBackupIsCopiedWithItsExactFacts() throws {
    var stage = Stage(Fixture.healthy, language: .english)
    stage.press("4", "tab")
    let backup = try #require(stage.model.selectedBackup)
    let text = try #require(copied(stage.press("y")))
    #expect(text.hasPrefix(backup.id + "\n") && text.contains("(\(backup.bytes))"))
    stage.press("enter")
    #expect(stage.place == .detail)
    #expect(copied(stage.press("y")) == text, "what is open is the same")
  }

  @Test func aRowOfTheRegisterIsCopiedWithItsHash() throws {
    var stage = Scenes.register(Stage(Fixture.troubled, language: .french))
    stage.press("tab")
    let text = try #require(copied(stage.press("y")))
    let row = try #require(stage.model.audit.first)
    #expect(text.contains("SHA-256: " + row.hash))
  }

  @Test func whereTheTerminalHasNoClipboardTheTextIsShown() throws {
    var stage = Stage(Fixture.troubled, language: .english)
    #expect(
      stage.send(.copied("a\n\nb", .impossible)) == [.showPlainly(["a", "", "b", "", "[any key returns to vigie]"])])
  }

  @Test func aTextThatIsTooLongIsRefusedWithTheWayOut() {
    var stage = Stage(Fixture.troubled, language: .english)
    #expect(stage.send(.copied("…", .tooLong(bytes: 90_000, limit: 74_994))).isEmpty)
    #expect(stage.text.contains("Too long to copy") && stage.text.contains("· Y"))
  }

  @Test func theWholeScreenIsShownAsItStands() {
    for charset in [Charset.unicode, .ascii] {
      var stage = Stage(Fixture.troubled, language: .french, charset: charset)
      let rows = stage.rows
      #expect(stage.press("Y") == [.showPlainly(rows.dropLast(2) + ["[une touche revient à vigie]"])])
      stage.press("?")
      let help = stage.rows
      #expect(stage.press("Y") == [.showPlainly(help.dropLast(2) + ["[une touche revient à vigie]"])])
    }
  }

  @Test func neitherIsACommandWhileTextIsTyped() {
    var stage = Stage(Fixture.troubled)
    stage.press("a")
    #expect(stage.place == .entry)
    #expect(stage.press("y", "Y").isEmpty)
    #expect(stage.text.contains("yY"))
  }
}
