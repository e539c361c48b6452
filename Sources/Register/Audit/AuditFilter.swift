import Maintenance

/// Which rows of the audit are asked for; what is `nil` does not matter.
public struct AuditFilter: Sendable, Equatable {
  /// The action, or a family of them: `operation` and `operation.` stand for `operation.started` and all that begin so.
  public var action: String?
  /// The target, exactly.
  public var target: String?
  /// The name of the person, exactly.
  public var person: String?
  /// Not earlier than this moment.
  public var since: Timestamp?
  /// Before this moment.
  public var until: Timestamp?

  /// A filter; without arguments, all rows.
  public init(
    action: String? = nil, target: String? = nil, person: String? = nil, since: Timestamp? = nil,
    until: Timestamp? = nil
  ) {
    self.action = action
    self.target = target
    self.person = person
    self.since = since
    self.until = until
  }
}
