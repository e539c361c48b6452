import GRDB
import Maintenance

extension Register {
  /// Keeps the threshold clocks, by their ids, for the next start of the agent; those not named are forgotten.
  public func saveClocks(_ clocks: [String: some Codable & Sendable], at moment: Timestamp) throws(RegisterError) {
    try write { db in
      try db.execute(sql: "DELETE FROM clocks")
      for (id, state) in clocks {
        try db.execute(
          sql: "INSERT INTO clocks (id, state, saved_at) VALUES (?, ?, ?)",
          arguments: [storable(id), json(state), moment.milliseconds])
      }
    }
  }
}

extension RegisterReading {
  /// The threshold clocks that were saved. One that is no longer of that shape is left out: it begins anew.
  public func clocks<State: Codable & Sendable>(_ type: State.Type) throws(RegisterError) -> [String: SavedClock<State>]
  {
    try read { db in
      var clocks: [String: SavedClock<State>] = [:]
      for row in try Row.fetchAll(db, sql: "SELECT id, state, saved_at FROM clocks") {
        guard let state = try? value(type, fromJSON: field(row, 1)) else { continue }
        clocks[try field(row, 0)] = SavedClock(state: state, savedAt: Timestamp(milliseconds: try field(row, 2)))
      }
      return clocks
    }
  }
}
