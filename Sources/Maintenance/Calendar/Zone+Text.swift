extension Zone {
  /// A moment on the clock of this zone with its offset, `2026-11-22T01:00:00+01:00` (RFC 3339): what a person reads and
  /// what an option takes are the same text.
  public func text(_ moment: Timestamp) -> String {
    let local = local(moment)
    let minutes = offsetSeconds(at: moment) / 60
    let offset = "\(twoDigits(abs(minutes) / 60)):\(twoDigits(abs(minutes) % 60))"
    return "\(local.date)T\(local.clockWithSeconds)\(minutes < 0 ? "-" : "+")\(offset)"
  }
}
