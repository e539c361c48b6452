/// Which part of the written procedure asks for a task; two that ask for the same make one task.
public enum TaskOrigin: String, Codable, Sendable, CaseIterable {
  /// The maintenance calendar.
  case calendar
  /// The checklists of its annex.
  case checklist
  /// The regular maintenance of the database.
  case database
}
