import Drawing
import Maintenance

/// From `keys.yaml` to the keys of commands. Every fault of the file at once, as with plans.
///
///     service-restart: ctrl-r
///     page-down: [pgdn, ctrl-f]
///     suspend: []
public enum KeysLoader {
  /// Reads the bytes of a file of keys.
  ///
  /// - Parameters:
  ///   - file: the name of the file, as it shall stand in the faults.
  ///   - table: the commands there are.
  /// - Returns: by the name of each command that the file names, its keys, the one that hints show first.
  public static func load(bytes: [UInt8], file: String, table: BindingTable) throws(PlanFaults) -> [String: [Key]] {
    let log = FaultLog(file: file)
    guard let text = YAMLText.decode(bytes, log: log) else { throw PlanFaults(log.sorted) }
    if isBlank(text) { return [:] }
    guard let root = YAMLText.compose(text, log: log), let section = Section(root, path: "", log: log) else {
      throw PlanFaults(log.sorted)
    }
    let names = table.entries.map(\.name)
    var bindings: [String: [Key]] = [:]
    for field in section.fields {
      guard let entry = table.entry(named: field.name) else {
        let near = Spelling.nearest(to: field.name, among: names)
        let name = Found.printable(field.name)
        log.report(
          at: field.keyNode, path: "",
          french: "commande inconnue « \(name) » ; « : » dans vigie les montre toutes" + Found.suggestionFrench(near),
          english: "unknown command “\(name)”; “:” in vigie shows them all" + Found.suggestionEnglish(near))
        continue
      }
      bindings[field.name] = field.keys(of: entry, reserved: table.reserved)
    }
    report(table.clashes(bindings), bindings, in: section, log: log)
    if log.hasErrors { throw PlanFaults(log.sorted) }
    return bindings
  }

  /// Whether there is nothing but comments: a file that changes nothing.
  private static func isBlank(_ text: String) -> Bool {
    text.split(whereSeparator: \.isNewline).allSatisfy { line in
      line.first { $0 != " " && $0 != "\t" }.map { $0 == "#" } ?? true
    }
  }

  private static func report(
    _ clashes: [BindingTable.Clash], _ bindings: [String: [Key]], in section: Section, log: FaultLog
  ) {
    for clash in clashes {
      // The one that stands further down in the file takes what the other had.
      let lines = [clash.one, clash.other].compactMap { name in section[name].map { (name, $0) } }
      guard let (name, field) = lines.max(by: { $0.1.line < $1.1.line }) else { continue }
      let other = name == clash.one ? clash.other : clash.one
      let own = bindings[other] == nil
      field.report(
        french: "la touche \(clash.key.name) est aussi celle de « \(other) »"
          + (own ? " ; donnez-lui-en une autre ici" : ", au même endroit"),
        english: "the key \(clash.key.name) is also that of “\(other)”"
          + (own ? "; give that one another key here" : ", in the same place"))
    }
  }
}

extension Field {
  private static let key = Expectation(
    "une touche : s, G, space, enter, esc, tab, backtab, up, pgdn, f5, ctrl-l ou alt-x",
    "a key: s, G, space, enter, esc, tab, backtab, up, pgdn, f5, ctrl-l or alt-x")

  private static let names = [
    "enter", "esc", "tab", "backtab", "backspace", "delete", "insert", "up", "down", "left", "right", "home", "end",
    "pgup", "pgdn", "space",
  ]

  /// Whether a line that is being typed takes the key for itself.
  private static func edits(_ key: Key) -> Bool {
    var line = TextField("a")
    return line.take(key)
  }

  /// The keys that stand here, one or several; none at all leaves the command to the palette.
  fileprivate func keys(of entry: BindingTable.Entry, reserved: Set<Key>) -> [Key] {
    var keys: [Key] = []
    for item in oneOrMore() {
      let known = Field.names + (1...12).map { "f\($0)" }
      guard let key: Key = item.value(Field.key, candidates: known, { Key(name: $0) }) else { continue }
      if reserved.contains(key) {
        item.report(
          french: "la touche \(key.name) est réservée : elle quitte toujours",
          english: "the key \(key.name) is reserved: it always quits")
      } else if entry.isForTyping, Field.edits(key) {
        item.report(
          french: "\(key.name) écrit ou corrige là où sert « \(entry.name) » ; attendu : une touche qui n'en fait rien",
          english: "\(key.name) types or edits where “\(entry.name)” works; expected a key that does neither")
      } else if keys.contains(key) {
        item.report(french: "\(key.name) est donnée deux fois", english: "\(key.name) is given twice")
      } else {
        keys.append(key)
      }
    }
    return keys
  }
}
