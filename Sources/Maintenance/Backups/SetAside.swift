/// What a restore has set aside: what was live before it, kept under another name, from where one command brings it back.
public struct SetAside: Codable, Sendable, Hashable {
  /// The restore's operation.
  public var operation: String
  public var scope: RestoreScope
  /// The schema on the server, or the paths beside the live ones.
  public var names: [String]
  /// When it was set aside.
  public var at: Timestamp
  /// How much room it takes; `nil` where that was not counted.
  public var bytes: UInt64?

  /// What was set aside.
  public init(operation: String, scope: RestoreScope, names: [String], at: Timestamp, bytes: UInt64? = nil) {
    self.operation = operation
    self.scope = scope
    self.names = names
    self.at = at
    self.bytes = bytes
  }

  /// Whether it may go by itself: its time is over, and what took its place was saved and read through since.
  ///
  /// - Parameters:
  ///   - keepSeconds: how long the plan keeps it; `nil`: it never goes by itself.
  ///   - verified: when the newest full backup that was read through was taken.
  public func isOver(keepSeconds: Double?, verified: Timestamp?, now: Timestamp) -> Bool {
    guard let keepSeconds, let verified, verified > at else { return false }
    return now.seconds(since: at) > keepSeconds
  }
}
