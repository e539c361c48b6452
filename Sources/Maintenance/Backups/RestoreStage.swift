/// One stage of a restore. A stage is done for every part that is restored before the next one begins.
public enum RestoreStage: Codable, Sendable, Hashable {
  /// What vigie does, by its name in a plan.
  public enum Work: String, Codable, Sendable, CaseIterable {
    /// Saves the log of the database's server until now, so that any moment until now can be reached.
    case logs
    /// Reads the chosen backups through.
    case verify
    /// Rebuilds each part aside, and proves it there.
    case rebuild
    /// Saves the present state, and reads that copy through.
    case safetyCopy = "safety-copy"
    case beginMaintenance = "begin-maintenance"
    case stopWriters = "stop-writers"
    /// Puts in place what was proven.
    case swap
    /// Holds what is in place against what was proven.
    case check
    case startWriters = "start-writers"
    case endMaintenance = "end-maintenance"
    /// Waits until what was stopped answers again.
    case health
    /// A new full backup of the database: the log of the restore itself leads nowhere.
    case newBackup = "new-backup"
  }

  case work(Work)
  /// A command of the team: the cache to be cleared, the workers to be told. It must bear being run twice.
  case command(TeamCommand)
}
