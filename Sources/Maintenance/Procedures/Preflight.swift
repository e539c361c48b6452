/// One thing that was looked at before anything is touched.
public struct Preflight: Codable, Sendable, Equatable {
  /// `fine`, `warning` (asks for a reason), `critical` (refuses).
  public var severity: Severity
  public var text: LocalizedText
  /// Whether a `fine` line says what could be better all the same: it asks for no reason, and must not look as if it were well.
  public var isAdvice: Bool?
  /// The programs that the line says are there.
  public var tools: [String]?

  /// A preflight line.
  public init(severity: Severity, text: LocalizedText) {
    self.severity = severity
    self.text = text
  }
}
