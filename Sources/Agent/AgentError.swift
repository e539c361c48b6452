import Host
import Maintenance
import Wire

/// Why an agent cannot run.
public enum AgentError: Error, Sendable {
  /// Another agent holds this state folder's lock.
  case alreadyRunning(pid: Int32?)
  /// The state folder cannot be made, locked or written.
  case stateFolder(FileFault)
  /// The socket cannot be made.
  case socket(WireError)
}
