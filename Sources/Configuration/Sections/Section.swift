import Yams

/// A mapping of the plan, with its place in it.
struct Section {
  let node: Node
  let path: String
  let log: FaultLog
  private let entries: [(key: String, keyNode: Node, field: Field)]

  /// The mapping of a node whose keys are words; other keys are reported.
  init?(_ node: Node, path: String, log: FaultLog) {
    guard let mapping = node.mapping else {
      log.unexpected(node, path: path, expected: .mapping)
      return nil
    }
    self.node = node
    self.path = path
    self.log = log
    entries = mapping.compactMap { key, value in
      guard let name = key.scalar?.string, !name.isEmpty else {
        log.unexpected(key, path: path, expected: Expectation("un nom", "a name"))
        return nil
      }
      if DuplicateMark.isMarked(name) { return nil }
      let place = path.isEmpty ? name : "\(path).\(name)"
      return (name, key, Field(node: value, keyNode: key, name: name, path: Found.printablePath(place), log: log))
    }
  }

  /// The value of a key, when it is there.
  subscript(_ key: String) -> Field? { entries.first { $0.key == key }?.field }

  /// All values, in the order of the file.
  var fields: [Field] { entries.map(\.field) }

  /// Reports the keys that are not known, with the nearest that is, and those that this version does not use yet.
  func expect(_ keys: [String], unused: [String] = []) {
    for entry in entries where !keys.contains(entry.key) {
      if unused.contains(entry.key) {
        log.report(
          .notice, at: entry.keyNode, path: entry.field.path, french: "pas encore utilisé par cette version",
          english: "not used yet by this version")
      } else {
        reportUnknown(entry.key, at: entry.keyNode, among: keys + unused, listed: keys)
      }
    }
  }

  /// Reports the keys that the table does not hold, and those that it asks for and that are not there.
  func expect(_ table: KeyTable, unused: [String] = []) {
    expect(table.names, unused: unused)
    for key in table.keys where key.isRequired && self[key.name] == nil { reportMissing(key.name) }
  }

  /// What `read` makes of each entry whose name is one; the others are reported.
  func named<Value>(_ read: (Field) -> Value?) -> [Value] {
    fields.compactMap { field in
      if !Field.isWord(field.name, more: "._-") {
        log.unexpected(field.keyNode, path: field.path, expected: .name)
        return nil
      }
      return read(field)
    }
  }

  /// The value of a key that must be there.
  func required(_ key: String) -> Field? {
    if let field = self[key] { return field }
    reportMissing(key)
    return nil
  }

  /// Reports a key that must be there and is not.
  func reportMissing(_ key: String) {
    log.report(at: node, path: path, french: "il manque « \(key) »", english: "“\(key)” is missing")
  }

  /// Reports a name that is not one of the known ones.
  func reportUnknown(_ name: String, at keyNode: Node, among candidates: [String], listed: [String]) {
    let near = Spelling.nearest(to: name, among: candidates)
    let list = listed.joined(separator: ", ")
    log.report(
      at: keyNode, path: path,
      french: "clé inconnue « \(Found.printable(name)) » ; attendu : \(list)" + Found.suggestionFrench(near),
      english: "unknown key “\(Found.printable(name))”; expected one of: \(list)" + Found.suggestionEnglish(near))
  }
}
