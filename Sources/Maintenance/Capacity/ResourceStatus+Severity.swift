extension ResourceStatus {
  /// How the resource stands, for its glyph: what fires, then what cannot be told. A clock that runs is a warning.
  public var severity: Severity {
    if critical.state == .firing { return .critical }
    if alert.state == .firing || alert.state == .pending || critical.state == .pending { return .warning }
    return usedPercent.fresh == nil ? .unknown : .fine
  }
}
