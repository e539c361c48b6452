import Drawing
import Maintenance

/// The one table of bindings.
public enum Commands {
  /// All of them; of two that share a key in a place, the first that applies is meant.
  static let all: [Command] =
    entry + sheets + operation + round + services + backups + problems + rounds + register + movement + screens
    + general

  /// The command that `key` means here and now, even one that an obstacle keeps from working.
  static func command(for key: Key, in model: Model) -> Command? {
    let place = model.place
    return all.first { $0.keys.contains(key) && $0.places.holds(place) && $0.applies(model) }
  }

  /// The commands of the hint line: those that work here and now, each key once.
  static func hints(in model: Model) -> [Command] {
    let place = model.place
    var taken: Set<Key> = []
    let working = all.filter { command in
      guard command.hint != nil, command.places.holds(place), command.works(in: model), let key = command.keys.first
      else { return false }
      return taken.insert(key).inserted
    }
    return working.sorted { ($0.hint ?? 0) < ($1.hint ?? 0) }
  }

  /// The command of that name.
  static func named(_ name: String) -> Command? { all.first { $0.name == name } }

  /// What every key does, for the documentation: the names of the keys, the command, and what it does.
  public static func listing(in wording: Wording) -> [(keys: [String], name: String, about: String)] {
    var seen: Set<String> = []
    return all.filter { seen.insert($0.name).inserted }.map { command in
      (command.keys.map(wording.key), command.name, wording(command.about))
    }
  }

  /// What keeps a person from changing anything, by the least role that may.
  static func guarded(_ needed: Role, _ model: Model) -> Obstacle? {
    guard let role = model.connection.role, model.situation != nil else { return .notConnected }
    if model.isReadOnly { return .readOnly }
    return role < needed ? .role(needed: needed) : nil
  }
}

extension Wording {
  /// A key as people call it: `Entrée`, `Échap`, `↑`, `Ctrl-L`.
  func key(_ key: Key) -> String {
    switch key {
    case .enter: pick("Entrée", "Enter")
    case .escape: pick("Échap", "Esc")
    case .tab: "Tab"
    case .backTab: pick("Maj-Tab", "Shift-Tab")
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .pageUp: pick("Page↑", "PgUp")
    case .pageDown: pick("Page↓", "PgDn")
    case .home: pick("Début", "Home")
    case .end: pick("Fin", "End")
    case .character(" "): pick("Espace", "Space")
    case .control(let letter): "Ctrl-" + String(letter).uppercased()
    case .function(let number): "F\(number)"
    default: key.name
    }
  }
}
