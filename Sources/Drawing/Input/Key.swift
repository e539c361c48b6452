/// A key press, as the terminal reports it.
public enum Key: Hashable, Sendable {
  /// A printable character, space among them.
  case character(Character)
  /// Ctrl with a letter, in lower case, or with one of `@[\]^_`. Ctrl-I, J, M and H arrive as the keys they are.
  case control(Character)
  /// Alt, or Escape quickly followed by a character.
  case alt(Character)
  /// F1 to F24.
  case function(Int)
  case enter
  case escape
  case tab
  case backTab
  case backspace
  case delete
  case insert
  case up
  case down
  case left
  case right
  case home
  case end
  case pageUp
  case pageDown

  /// The keys that have a name, by the names that a file of key bindings uses.
  private static let named: [(name: String, key: Key)] = [
    ("enter", .enter), ("esc", .escape), ("tab", .tab), ("backtab", .backTab), ("backspace", .backspace),
    ("delete", .delete), ("insert", .insert), ("up", .up), ("down", .down), ("left", .left), ("right", .right),
    ("home", .home), ("end", .end), ("pgup", .pageUp), ("pgdn", .pageDown), ("space", .character(" ")),
  ]

  /// The name in files of key bindings: `q`, `G`, `space`, `f1`, `ctrl-l`, `alt-x`, `pgup`.
  public var name: String {
    if let entry = Key.named.first(where: { $0.key == self }) { return entry.name }
    switch self {
    case .character(let character): return String(character)
    case .control(let character): return "ctrl-\(character)"
    case .alt(let character): return "alt-\(character == " " ? "space" : String(character))"
    case .function(let number): return "f\(number)"
    default: return ""
    }
  }

  /// The key of that name; `nil` if there is none.
  public init?(name: String) {
    if let entry = Key.named.first(where: { $0.name == name.lowercased() }) {
      self = entry.key
    } else if name.count == 1, let character = name.first, !character.isControl {
      self = .character(character)
    } else if let number = Key.number(after: "f", in: name), (1...24).contains(number) {
      self = .function(number)
    } else if let rest = Key.rest(after: "ctrl-", in: name), let character = rest.lowercased().first {
      switch character {
      case "i": self = .tab
      case "m", "j": self = .enter
      case "h": self = .backspace
      case "a"..."z", "@", "\\", "]", "^", "_": self = .control(character)
      default: return nil
      }
      if rest.count != 1 { return nil }
    } else if let rest = Key.rest(after: "alt-", in: name) {
      if rest == "space" {
        self = .alt(" ")
      } else if rest.count == 1, let character = rest.first, !character.isControl {
        self = .alt(character)
      } else {
        return nil
      }
    } else {
      return nil
    }
  }

  private static func rest(after prefix: String, in name: String) -> Substring? {
    name.lowercased().hasPrefix(prefix) ? name.dropFirst(prefix.count) : nil
  }

  private static func number(after prefix: String, in name: String) -> Int? {
    rest(after: prefix, in: name).flatMap { Int($0) }
  }
}

extension Character {
  /// Whether it holds a control character, which no key binding and no typed text may.
  var isControl: Bool { unicodeScalars.contains { $0.properties.generalCategory == .control } }
}
