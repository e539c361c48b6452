import Maintenance

/// Why the agent will not do what it was asked: worded for the person, with the way out.
public struct Refusal: Codable, Sendable, Equatable, Error {
  /// The kind, for programs.
  public enum Kind: String, Codable, Sendable {
    /// The two ends speak different versions.
    case version
    /// The person has no role that allows it.
    case notAllowed = "not-allowed"
    /// A red preflight line, or the target is busy.
    case preflight
    /// The confirmation is missing or wrong, or a reason is.
    case notConfirmed = "not-confirmed"
    /// There is no such service, backup, task or operation.
    case unknown
    /// The agent cannot do it now: the register cannot be written, for example.
    case failed
    /// The line could not be read.
    case malformed
  }

  public var kind: Kind
  public var message: LocalizedText

  /// A refusal.
  public init(_ kind: Kind, french: String, english: String) {
    self.kind = kind
    message = LocalizedText(french: french, english: english)
  }
}
