/// The periods of the written maintenance calendar.
public enum Period: String, Codable, Sendable, CaseIterable {
  case daily, weekly, monthly, quarterly, yearly
}
