/// How many objects of each kind a schema holds, or a dump makes.
struct ServerObjects: Sendable, Hashable {
  var tables = 0
  var views = 0
  var triggers = 0
  var routines = 0
  var events = 0

  /// Each kind as a manifest names it, in parentheses, beside the rows of the tables.
  var contents: [String: Int] {
    ["(table)": tables, "(view)": views, "(trigger)": triggers, "(routine)": routines, "(event)": events]
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
      default: break
      }
    }
  }
}
