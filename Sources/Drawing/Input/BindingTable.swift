/// The commands that keys can be given to, as a file of keys may name them: nothing but names, keys and places, so
/// that the file can be judged without the program that has the commands.
public struct BindingTable: Sendable, Equatable {
  /// A command that keys can be given to.
  public struct Entry: Sendable, Equatable {
    public var name: String
    /// The keys that give it unless the file says otherwise.
    public var keys: [Key]
    /// Where it works, by the names of the places. Keys need to differ only within a place.
    public var places: Set<String>
    /// Whether it works where text is typed: letters are text there, and cannot give it.
    public var isForTyping: Bool

    public init(name: String, keys: [Key], places: Set<String>, isForTyping: Bool = false) {
      self.name = name
      self.keys = keys
      self.places = places
      self.isForTyping = isForTyping
    }
  }

  /// All commands, in the order of the documentation.
  public var entries: [Entry]
  /// Keys that no command can be given, since they always mean the same.
  public var reserved: Set<Key>

  public init(entries: [Entry], reserved: Set<Key>) {
    self.entries = entries
    self.reserved = reserved
  }

  /// The command of that name.
  public func entry(named name: String) -> Entry? { entries.first { $0.name == name } }

  /// Two commands that one key would give in one place.
  public struct Clash: Sendable, Equatable {
    public var key: Key
    public var one, other: String
  }

  /// What goes wrong when the commands named in `bindings` have the keys given there. Commands that share a key by
  /// themselves never apply at the same time, and may share another.
  public func clashes(_ bindings: [String: [Key]]) -> [Clash] {
    var found: [Clash] = []
    for (index, one) in entries.enumerated() {
      let keys = bindings[one.name] ?? one.keys
      for other in entries[(index + 1)...] {
        guard bindings[one.name] != nil || bindings[other.name] != nil, !one.places.isDisjoint(with: other.places),
          Set(one.keys).isDisjoint(with: other.keys)
        else { continue }
        let others = bindings[other.name] ?? other.keys
        if let key = keys.first(where: others.contains) {
          found.append(Clash(key: key, one: one.name, other: other.name))
        }
      }
    }
    return found
  }
}
