/// One thing to deal with now: every problem once, with its cause.
public struct Problem: Codable, Sendable, Equatable {
  /// Stable while the problem lasts: `service.nginx`, `cpu.critical`, `backup.database.log`.
  public var id: String
  public var subject: Subject
  public var severity: Severity
  /// `pending` problems are shown with their clock, but do not alert.
  public var state: AlertState
  public var cause: Cause
  /// When it began, as far as is known.
  public var since: Timestamp?
  /// How long until it fires; only while it is pending.
  public var firesInSeconds: Double?
  /// Who has taken it, and until when.
  public var acknowledgement: Acknowledgement?
  /// The written procedure's advice.
  public var action: LocalizedText?

  /// A problem.
  public init(
    id: String, subject: Subject, severity: Severity, state: AlertState, cause: Cause, since: Timestamp? = nil,
    firesInSeconds: Double? = nil, acknowledgement: Acknowledgement? = nil, action: LocalizedText? = nil
  ) {
    self.id = id
    self.subject = subject
    self.severity = severity
    self.state = state
    self.cause = cause
    self.since = since
    self.firesInSeconds = firesInSeconds
    self.acknowledgement = acknowledgement
    self.action = action
  }
}
