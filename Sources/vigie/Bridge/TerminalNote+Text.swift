import CursesTerminal
import Maintenance

extension TerminalNote {
  /// The note in words.
  var text: LocalizedText {
    switch self {
    case .unknownTerminal(let name, let used):
      LocalizedText(
        french: "TERM=\(name) est inconnu ici ; traité comme \(used)",
        english: "TERM=\(name) is unknown here; treated as \(used)")
    }
  }
}
