import Drawing

/// The keys that a person has given to commands; the others keep their own.
public struct Keymap: Sendable, Equatable {
  /// By the name of the command, the keys that give it in place of its own; the first is the one that hints show.
  public let bindings: [String: [Key]]

  /// A map of the commands that have other keys. Names that no command has are without effect.
  /// Ctrl-C keeps its meaning whatever stands there.
  public init(_ bindings: [String: [Key]]) {
    self.bindings = bindings.filter { $0.key != Keymap.unchangeable }
      .mapValues { keys in keys.filter { !Keymap.reserved.contains($0) } }
  }

  /// The command whose keys are the reserved ones.
  private static let unchangeable = "quit-anywhere"
  private static let reserved: Set<Key> = [.control("c")]

  /// What a file of keys may name.
  public static let table = BindingTable(
    entries: Commands.all.filter { $0.name != unchangeable }.map { command in
      BindingTable.Entry(
        name: command.name, keys: command.keys, places: command.places.names,
        isForTyping: Place.all.contains { $0.isTyping && command.places.holds($0) })
    }, reserved: reserved)

  /// Every command has its own keys.
  public static let builtIn = Keymap([:])
}

/// As JSON: the names of the keys by the name of the command, as in a file of keys.
extension Keymap: Codable {
  /// Reads names of keys; one that no key has is left out.
  public init(from decoder: any Decoder) throws {
    let names = try decoder.singleValueContainer().decode([String: [String]].self)
    self.init(names.mapValues { $0.compactMap { Key(name: $0) } })
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(bindings.mapValues { $0.map(\.name) })
  }
}

extension Model {
  /// The keys that give `command`, the one that hints show first; none when it was left without.
  func keys(of command: Command) -> [Key] { keymap.bindings[command.name] ?? command.keys }

  /// The key that hints show for the command of that name, as people call it.
  func key(of name: String) -> String? {
    Commands.named(name).flatMap { keys(of: $0).first }.map(wording.key)
  }
}
