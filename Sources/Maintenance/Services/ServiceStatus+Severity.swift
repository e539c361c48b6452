extension ServiceStatus {
  /// How the service stands, for its glyph. Not read yet is unknown, never fine.
  public var severity: Severity {
    if let problem = ServiceRules.problem(of: self) { return problem.severity }
    if condition == .pending { return .unknown }
    if case .unavailable(let why) = condition, why.kind == .notConfigured, answer.fresh == nil { return .unknown }
    return .fine
  }
}
