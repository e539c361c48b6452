/// How many objects of each kind a schema holds, or a dump makes.
struct ServerObjects: Sendable, Hashable {
  var tables = 0
  var views = 0
  var triggers = 0
  var routines = 0
  var events = 0
  var sequences = 0

  /// Each kind as a manifest names it, in parentheses, beside the rows of the tables.
  var contents: [String: Int] {
    [
      "(table)": tables, "(view)": views, "(trigger)": triggers, "(routine)": routines, "(event)": events,
      "(sequence)": sequences,
    ]
  }

  /// The name under which a table's rows stand in a manifest: its own, unless it could be taken for a kind.
  static func key(ofTable name: String) -> String { name.hasPrefix("(") || name.hasPrefix("`") ? "`" + name : name }

  /// Found counts as far as a manifest knows their kinds: older ones know nothing of sequences.
  static func known(_ found: [String: Int], to contents: [String: Int]) -> [String: Int] {
    found.filter { $0.key != "(sequence)" || contents[$0.key] != nil }
  }

  /// By the kind's word.
  subscript(kind: String) -> Int {
    get {
      switch kind {
      case "table": tables
      case "view": views
      case "trigger": triggers
      case "routine": routines
      case "event": events
      case "sequence": sequences
      default: 0
      }
    }
    set {
      switch kind {
      case "table": tables = newValue
      case "view": views = newValue
      case "trigger": triggers = newValue
      case "routine": routines = newValue
      case "event": events = newValue
      case "sequence": sequences = newValue
      default: break
      }
    }
  }
}
