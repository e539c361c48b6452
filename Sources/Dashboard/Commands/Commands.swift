import Drawing
import Maintenance

/// The one table of bindings.
public enum Commands {
  /// All of them by what they are about, the special before the general.
  static let groups: [CommandGroup] = [
    CommandGroup(Phrase("En écrivant", "While typing"), entry + typing),
    CommandGroup(Phrase("Confirmer", "Confirming"), sheets),
    CommandGroup(Phrase("Thèmes", "Themes"), choosing),
    CommandGroup(Phrase("Moment d’une restauration", "Moment of a restore"), moments),
    CommandGroup(Phrase("Lignes d’une table", "Rows of a table"), rows + compared),
    CommandGroup(Phrase("Opération", "Operation"), operation),
    CommandGroup(Phrase("Ronde guidée", "Guided round"), round),
    CommandGroup(Phrase("Services", "Services"), services),
    CommandGroup(Phrase("Sauvegardes", "Backups"), backups),
    CommandGroup(Phrase("Capacité", "Capacity"), resources),
    CommandGroup(Phrase("Problèmes", "Problems"), problems),
    CommandGroup(Phrase("Rondes", "Rounds"), rounds),
    CommandGroup(Phrase("Procédures", "Procedures"), procedures),
    CommandGroup(Phrase("Logs", "Logs"), logs),
    CommandGroup(Phrase("Contacts", "Contacts"), contacts),
    CommandGroup(Phrase("Registre", "Register"), register),
    CommandGroup(Phrase("Listes et panneaux", "Lists and panels"), lists),
    CommandGroup(Phrase("Se déplacer", "Moving about"), movement),
    CommandGroup(Phrase("Écrans", "Screens"), screens),
    CommandGroup(Phrase("Partout", "Everywhere"), general),
  ]

  /// All of them; of two that share a key in a place, the first that applies is meant.
  static let all: [Command] = groups.flatMap(\.commands)

  /// All of them as the palette searches them, those that only move about last.
  static let searched: [SearchedCommand] = {
    let moves = Set(movement.map(\.name))
    return (all.filter { !moves.contains($0.name) } + movement).map(SearchedCommand.init)
  }()

  /// The command that `key` means here and now, even one that an obstacle keeps from working.
  static func command(for key: Key, in model: Model) -> Command? {
    let place = model.place
    return all.first { $0.places.holds(place) && model.keys(of: $0).contains(key) && $0.applies(model) }
  }

  /// The commands of the hint line: those that work here and now, each key once.
  static func hints(in model: Model) -> [Command] {
    let place = model.place
    var taken: Set<Key> = []
    let working = all.filter { command in
      guard command.hint != nil, command.places.holds(place), command.works(in: model), command.isHinted(model),
        let key = model.keys(of: command).first
      else { return false }
      return taken.insert(key).inserted
    }
    return working.sorted { ($0.hint ?? 0) < ($1.hint ?? 0) }
  }

  /// The command of that name.
  static func named(_ name: String) -> Command? { all.first { $0.name == name } }

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
    case .backspace: pick("Retour", "Backspace")
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
