/// What the host says of a service, before anyone asks the service itself.
public struct ServiceCondition: Codable, Sendable, Equatable {
  public var activity: ServiceActivity
  /// The main process, when there is one.
  public var pid: Int32?
  /// When the service entered this activity.
  public var since: Timestamp?
  /// How the main process ended the last time: `exited` with a status or `killed` with a signal number.
  public var ending: ProcessEnding?
  /// How often the service manager has restarted it by itself.
  public var restarts: Int?
  /// Resident memory or the unit's cgroup memory, in bytes.
  public var memoryBytes: UInt64?

  /// A condition.
  public init(
    activity: ServiceActivity, pid: Int32? = nil, since: Timestamp? = nil, ending: ProcessEnding? = nil,
    restarts: Int? = nil, memoryBytes: UInt64? = nil
  ) {
    self.activity = activity
    self.pid = pid
    self.since = since
    self.ending = ending
    self.restarts = restarts
    self.memoryBytes = memoryBytes
  }
}
