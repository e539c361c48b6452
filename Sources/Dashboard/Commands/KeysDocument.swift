import Drawing
import Maintenance

/// The documentation of the keys, from the one table of commands, in both languages.
public enum KeysDocument {
  /// The whole text of `docs/KEYS.md`.
  public static var text: String {
    var lines = [
      "# Touches · Keys", "",
      "<!-- Written by the tests from the table of commands: VIGIE_RECORD_DOCS=1 swift test --filter KeysDocument -->",
      "",
      "Dans vigie, `?` montre les touches qui servent là où l’on est, `:` trouve une commande par son nom.",
      "Toute touche peut être changée dans `keys.yaml`, sauf Ctrl-C\u{A0}: le nom de la commande, puis une touche ou une",
      "liste de touches. Une liste vide laisse la commande sans touche\u{A0}; `:` la trouve toujours.", "",
      "In vigie, `?` shows the keys that work where one is, `:` finds a command by its name. Every key can be changed in",
      "`keys.yaml`, Ctrl-C apart: the name of the command, then a key or a list of keys. An empty list leaves the command",
      "without a key; `:` still finds it.", "", "```yaml", "service-restart: ctrl-r", "page-down: [pgdn, ctrl-f]",
      "suspend: []", "```",
    ]
    for group in Commands.groups {
      lines += [
        "", "## \(group.title.french) · \(group.title.english)", "",
        "| Touches · Keys | `keys.yaml` | Commande · Command | Ce qu’elle fait | What it does | Où · Where |",
        "|---|---|---|---|---|---|",
      ]
      lines += group.commands.map(row)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func row(_ command: Command) -> String {
    let french = Wording(.french)
    let english = Wording(.english)
    let keys = command.keys.map { key in
      let (one, other) = (french.key(key), english.key(key))
      return one == other ? one : "\(one) · \(other)"
    }
    let names = command.keys.map { "`\($0.name)`" }
    let cells = [
      keys.joined(separator: ", "), names.joined(separator: " "), "`\(command.name)`", french(command.about),
      english(command.about), places(command.places),
    ]
    return "| " + cells.map(escaped).joined(separator: " | ") + " |"
  }

  private static func places(_ places: Places) -> String {
    switch places {
    case .always: "partout, toujours · everywhere, always"
    case .everywhere: "partout sauf en écrivant · everywhere but while typing"
    case .screens: "tous les écrans · every screen"
    case .screensAndViews: "tous les écrans et leurs vues · every screen and its views"
    case .only(let places): places.map(\.name).joined(separator: ", ")
    }
  }

  private static func escaped(_ text: String) -> String {
    String(text.flatMap { $0 == "|" ? ["\\", "|"] : [$0] })
  }
}
