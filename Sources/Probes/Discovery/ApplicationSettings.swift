import Maintenance

/// Two lines of the `.env` of a Laravel application: `DB_CONNECTION` and `DB_DATABASE`. Nothing else of it is kept, and its
/// passwords are never looked at.
struct ApplicationSettings: Equatable {
  var engine: DatabasePlan.Engine?
  var database: String?

  init(_ text: String) {
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let value = String(parts[1]).filter { $0 != "\"" && $0 != "'" && !$0.isWhitespace }
      switch parts[0] {
      case "DB_CONNECTION": engine = DatabasePlan.Engine(rawValue: value)
      case "DB_DATABASE": database = value.isEmpty ? nil : value
      default: break
      }
    }
  }
}
