/// What an operation would do: shown before it is confirmed, and the whole answer to `--dry-run`.
public struct OperationPreview: Codable, Sendable, Equatable {
  public var request: OperationRequest
  public var procedure: Procedure
  /// The exact commands, step by step, as a person would type them.
  public var commands: [String]
  public var preflight: [Preflight]
  /// The command line that does the same from a shell.
  public var commandLine: String
  /// What it will change or lose, in a sentence.
  public var impact: LocalizedText

  /// Whether a person has to say why: something speaks against it.
  public var needsReason: Bool { preflight.contains { $0.severity == .warning } }

  /// A preview.
  public init(
    request: OperationRequest, procedure: Procedure, commands: [String], preflight: [Preflight], commandLine: String,
    impact: LocalizedText
  ) {
    self.request = request
    self.procedure = procedure
    self.commands = commands
    self.preflight = preflight
    self.commandLine = commandLine
    self.impact = impact
  }

  /// Whether nothing forbids it.
  public var isAllowed: Bool { !preflight.contains { $0.severity == .critical } }
}
