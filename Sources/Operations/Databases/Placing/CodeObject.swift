/// A trigger, routine, view or event of a schema, with what the server needs to make the same one again.
///
/// The definition is kept as bytes: the server hands it out in the charset of the client that wrote it, and reads it in the
/// charset that is set when it is made anew.
struct CodeObject: Codable, Sendable, Hashable {
  /// The kinds, in the order in which they are made: a view may call a function, an event anything.
  enum Kind: String, Codable, Sendable, CaseIterable {
    case function, procedure, package
    case packageBody = "package body"
    case view, trigger, event

    /// The word of `SHOW CREATE …` and `DROP …`.
    var word: String { rawValue.uppercased() }
  }

  var kind: Kind
  var name: String
  /// The statement that makes it.
  var definition: [UInt8]
  /// The `sql_mode` it was written under; `nil` for a view, which has none.
  var sqlMode: String?
  var clientCharset: String
  var connectionCollation: String
  /// The collation that its schema had by default when it was made: it is kept with it, and decides what a parameter without
  /// a charset is. `nil` for a view.
  var databaseCollation: String?
  /// The zone in which an event's times are meant.
  var timeZone: String?
  /// The columns of a view.
  var columns: [String] = []
  /// Whether a view cannot be used, because what it reads is not there.
  var isBroken = false

  /// Kind and name: what there is one of in a schema.
  struct Key: Hashable {
    let kind: Kind
    let name: String
  }
  var key: Key { Key(kind: kind, name: name) }

  /// Whether another of the schema of a name would be made by the same statement under the same settings.
  func isSame(as other: CodeObject, in schema: String) -> Bool {
    let isText =
      definition == other.definition
      || kind == .view
        && ViewText.withoutSchema(schema, definition) == ViewText.withoutSchema(schema, other.definition)
    return key == other.key && isText && sqlMode == other.sqlMode
      && clientCharset == other.clientCharset && connectionCollation == other.connectionCollation
      && timeZone == other.timeZone && databaseCollation == other.databaseCollation
  }

  /// All that makes it what it is, in one line for the journal.
  var facts: String {
    let settings = [sqlMode, clientCharset, connectionCollation, timeZone, databaseCollation].map { $0 ?? "–" }
    return String(decoding: definition, as: UTF8.self) + " [" + settings.joined(separator: ", ") + "]"
  }

  /// How the name is written in SQL.
  var identifier: String { ServerDatabase.identifier(name) }

  // MARK: Making it

  /// The lines of a script for the server's client that make it in the schema in use.
  ///
  /// - Parameters:
  ///   - enabled: for an event, whether it may run; `nil` as it was.
  ///   - isOver: for an event that was to happen once, whether its time is over. The server makes none of these, and says so
  ///     in a warning alone: it is told an earlier time, and the event does not run.
  func script(enabled: Bool? = nil, isOver: Bool = false) -> [UInt8] {
    var text = definition
    if kind == .event, isOver || enabled == false { text = disabled }
    let mark = delimiter(for: text)
    var lines = settings
    lines += Array("DELIMITER \(mark)\n".utf8)
    if kind == .view { lines += Array("DROP VIEW IF EXISTS \(identifier)\(mark)\n".utf8) }
    if isOver, let onceAt { lines += Array("SET timestamp=UNIX_TIMESTAMP('\(onceAt)')-1\(mark)\n".utf8) }
    lines += text + Array("\n\(mark)\nDELIMITER ;\n".utf8)
    if isOver { lines += Array("SET timestamp=DEFAULT;\n".utf8) }
    return lines
  }

  /// A view with the same columns that reads nothing: the others may be made in any order.
  var placeholder: String {
    let columns = columns.map { "1 AS " + ServerDatabase.identifier($0) }
    return
      "CREATE OR REPLACE VIEW \(identifier) AS SELECT \(columns.isEmpty ? "1" : columns.joined(separator: ", "));\n"
  }

  /// The statement that takes it away, out of a schema that need not be the one in use.
  func drop(in schema: String) -> String {
    "DROP \(kind.word) IF EXISTS \(ServerDatabase.identifier(schema)).\(identifier);\n"
  }

  private var settings: [UInt8] {
    var text = "SET character_set_client=\(clientCharset), collation_connection=\(connectionCollation);\n"
    text += "SET sql_mode=\(ServerDatabase.literal(sqlMode ?? ""));\n"
    if let timeZone { text += "SET time_zone=\(ServerDatabase.literal(timeZone));\n" }
    return Array(text.utf8)
  }

  /// A mark that does not occur in the text: the client takes it for the end wherever it stands.
  private func delimiter(for text: [UInt8]) -> String {
    var mark = ";;"
    while text.contains(sequence: Array(mark.utf8)) { mark = "\u{24}" + mark + "\u{24}" }
    return mark
  }

  /// The same for a schema of another name. A trigger's statement is kept as it was written, and one that names its schema
  /// (`CREATE TRIGGER shop.bi …`) would land in that one, wherever it is run. `nil` when the name cannot be taken out.
  func moved(from schema: String, to target: String) -> CodeObject? {
    var object = self
    switch kind {
    case .view: object.definition = ViewText.moved(from: schema, to: target, definition)
    case .trigger:
      guard let definition = TriggerText.withoutSchema(schema, definition) else { return nil }
      object.definition = definition
    default: break
    }
    return object
  }

  // MARK: Events

  /// The definition of an event that does not run. `SHOW CREATE EVENT` writes the state after the schedule:
  /// `… ON COMPLETION NOT PRESERVE ENABLE DO …`.
  private var disabled: [UInt8] {
    guard let place = statePlace else { return definition }
    return Array(definition[..<place.lowerBound]) + Array("DISABLE".utf8) + Array(definition[place.upperBound...])
  }

  /// Whether the event may run, by its definition.
  var isEnabled: Bool {
    guard kind == .event, let place = statePlace else { return false }
    return Array(definition[place]) == Array("ENABLE".utf8)
  }

  /// When an event is to happen that happens once, in its own zone: `2030-05-05 05:05:05`. `SHOW CREATE EVENT` writes
  /// `… ON SCHEDULE AT '2030-05-05 05:05:05' ON COMPLETION …` behind the name.
  var onceAt: String? {
    guard kind == .event, let state = statePlace,
      let start = definition.range(of: Array(" ON SCHEDULE AT '".utf8), from: 0)?.upperBound,
      start < state.lowerBound, let end = definition[start...].firstIndex(of: UInt8(ascii: "'"))
    else { return nil }
    let text = definition[start..<end]
    guard text.allSatisfy({ (0x30...0x3A).contains($0) || $0 == 0x20 || $0 == 0x2D || $0 == 0x2E }) else { return nil }
    return String(decoding: text, as: UTF8.self)
  }

  /// Where the state stands. It is looked for behind the name, so that neither a name nor a definer can be taken for it;
  /// the schedule before it is written by the server and holds no text of anybody's.
  private var statePlace: Range<Int>? {
    let quoted = [
      identifier, "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\"",
    ]
    guard
      let start = quoted.compactMap({ definition.range(of: Array((" EVENT " + $0).utf8), from: 0)?.upperBound }).first,
      let completion = definition.range(of: Array(" ON COMPLETION ".utf8), from: start)?.upperBound,
      let preserve = definition.range(of: Array("PRESERVE ".utf8), from: completion)?.upperBound
    else { return nil }
    for word in ["DISABLE ON SLAVE", "SLAVESIDE_DISABLED", "DISABLE ON REPLICA", "DISABLE", "ENABLE"]
    where definition[preserve...].starts(with: Array(word.utf8)) {
      return preserve..<preserve + word.utf8.count
    }
    return nil
  }
}

extension [UInt8] {
  /// Where a sequence of bytes stands first, from a place on.
  func range(of sequence: [UInt8], from start: Int) -> Range<Int>? {
    guard let first = sequence.first else { return nil }
    var place = start
    while place + sequence.count <= count {
      guard let next = self[place...].firstIndex(of: first), next + sequence.count <= count else { return nil }
      if self[next..<next + sequence.count].elementsEqual(sequence) { return next..<next + sequence.count }
      place = next + 1
    }
    return nil
  }

  fileprivate func contains(sequence: [UInt8]) -> Bool { range(of: sequence, from: 0) != nil }
}
