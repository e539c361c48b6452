/// Why a thing cannot be read. The kind is worded by the screen in both languages; the detail names the culprit.
public struct Unavailability: Codable, Sendable, Hashable, Error {
  /// The kind of reason.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// The file, program or socket is not there: this kernel or host does not offer it.
    case missing
    /// It is there, but not in the form that was expected.
    case malformed
    /// Access is denied.
    case denied
    /// It did not answer within its time limit.
    case timeout
    /// The plan does not ask for it.
    case notConfigured
    /// It answered with a failure.
    case failed
    /// The agent that would read it is not running.
    case agentStopped
  }

  /// The kind of reason.
  public var kind: Kind
  /// The culprit and what was found: `/proc/pressure/cpu: No such file or directory`.
  public var detail: String

  /// A reason with its culprit.
  public init(_ kind: Kind, _ detail: String) {
    self.kind = kind
    self.detail = detail
  }
}
