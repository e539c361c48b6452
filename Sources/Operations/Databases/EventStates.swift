import Host
import Maintenance

/// Which scheduled events are on, as the statements of the binary log say it. Whoever replays them makes each that is created
/// or changed `SLAVESIDE_DISABLED`, whatever it was (`Event_parse_data::check_originator_id` in the server's
/// event_parse_data.cc): a replica must not do what its source does. After the replay they are set as they were.
struct EventStates: Sendable, Hashable {
  /// By the words of `information_schema.events`.
  enum State: String, Sendable {
    case enabled = "ENABLED"
    case disabled = "DISABLED"
    case onReplicas = "SLAVESIDE_DISABLED"
  }

  /// Schema and name, in lower case: the server does not tell events apart by their case.
  struct Name: Hashable, Sendable {
    var schema, name: String

    init(_ schema: String, _ name: String) {
      self.schema = schema.lowercased()
      self.name = name.lowercased()
    }
  }

  private(set) var states: [Name: State] = [:]

  init() {}

  /// What a server has: rows of schema, name and state.
  init(_ rows: [[String]]) {
    for row in rows where row.count == 3 { states[Name(row[0], row[1])] = State(rawValue: row[2]) ?? .onReplicas }
  }

  /// Goes on through a file of the log.
  ///
  /// - Parameters:
  ///   - start: the position of the first event that counts.
  ///   - stop: the position before which it ends; `nil` to the file's end.
  mutating func apply(_ path: String, from start: UInt64, to stop: UInt64?) throws(StepFailure) {
    let reader = try BinlogReader(path)
    while let event = try reader.next() {
      if let stop, event.place >= stop { return }
      guard event.place >= start,
        event.kind == BinlogEvent.Kind.query || event.kind == BinlogEvent.Kind.queryCompressed,
        let statement = BinlogStatement(try reader.body(event), event)
      else { continue }
      apply(statement)
    }
  }

  /// Goes on by a statement.
  mutating func apply(_ statement: BinlogStatement) {
    guard let all = StatementTokens(statement), case .word(let verb) = all.tokens.first,
      ["create", "alter", "drop"].contains(verb)
    else { return }
    var place = 1
    let replaces = all.match(["or", "replace"], at: place)
    place = replaces ?? place
    if let schema = EventStates.schema(all, at: place) {
      if verb == "drop" || replaces != nil { states = states.filter { $0.key.schema != schema } }
      return
    }
    place = EventStates.behindDefiner(all, at: place)
    guard var name = all.match(["event"], at: place) else { return }
    let ifAbsent = all.match(["if", "not", "exists"], at: name)
    name = ifAbsent ?? all.match(["if", "exists"], at: name) ?? name
    guard let (event, end) = EventStates.name(all, at: name, inUse: statement.schema) else { return }
    let clauses = all.tokens[end...].prefix { $0 != .word("do") }
    let stated = EventStates.state(Array(clauses))
    switch verb {
    case "drop": states[event] = nil
    case "create":
      if ifAbsent != nil, states[event] != nil { return }
      states[event] = stated ?? .enabled
    default:
      let state = stated ?? states[event]
      states[event] = nil
      var renamed = event
      if let place = clauses.indices.first(where: { all.match(["rename", "to"], at: $0) != nil }),
        let (new, _) = EventStates.name(all, at: place + 2, inUse: statement.schema)
      {
        renamed = new
      }
      states[renamed] = state
    }
  }

  /// The clause is a word of its own before the body: `ENABLE`, `DISABLE`, `DISABLE ON SLAVE`, `DISABLE ON REPLICA`.
  private static func state(_ clauses: [StatementTokens.Token]) -> State? {
    guard let place = clauses.lastIndex(where: { $0 == .word("enable") || $0 == .word("disable") }) else { return nil }
    if clauses[place] == .word("enable") { return .enabled }
    return clauses.dropFirst(place + 1).first == .word("on")
      && [.word("slave"), .word("replica")].contains(clauses.dropFirst(place + 2).first) ? .onReplicas : .disabled
  }

  /// `DATABASE shop`, `SCHEMA IF EXISTS shop`: the schema of a statement on one.
  private static func schema(_ all: StatementTokens, at place: Int) -> String? {
    guard var place = all.match(["database"], at: place) ?? all.match(["schema"], at: place) else { return nil }
    place = all.match(["if", "exists"], at: place) ?? all.match(["if", "not", "exists"], at: place) ?? place
    return place < all.tokens.count ? all.tokens[place].named : nil
  }

  /// `DEFINER = user@host`, as the log writes it: in quotes, or `CURRENT_USER`, `CURRENT_USER()`.
  private static func behindDefiner(_ all: StatementTokens, at place: Int) -> Int {
    guard all.match(["definer"], at: place) != nil else { return place }
    return all.tokens[place...].firstIndex(of: .word("event")) ?? place
  }

  /// `event`, `schema.event`: and where it ends.
  private static func name(_ all: StatementTokens, at place: Int, inUse: String) -> (Name, Int)? {
    guard place < all.tokens.count, let first = all.tokens[place].named else { return nil }
    guard place + 2 < all.tokens.count, all.tokens[place + 1] == .sign(UInt8(ascii: ".")),
      let second = all.tokens[place + 2].named
    else { return (Name(inUse, first), place + 1) }
    return (Name(first, second), place + 3)
  }
}
