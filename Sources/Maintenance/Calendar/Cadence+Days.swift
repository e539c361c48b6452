extension Cadence {
  /// How many days may pass from one time to the next; `nil` for what no calendar says.
  var days: Double? {
    switch self {
    case .daily: 1
    case .weekly: 7
    case .monthly: 31
    case .quarterly: 92
    case .yearly: 366
    case .asAvailable, .eachBackup, .eachTest, .eachChange, .onFailure, .always: nil
    }
  }
}
