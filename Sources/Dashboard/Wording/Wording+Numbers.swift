import Maintenance

extension Wording {
  /// `43 %` in French (with a space that does not break), `43%` in English; rounded, but never up to a full hundred
  /// nor down to nothing.
  public func percent(_ value: Double) -> String {
    guard value.isFinite else { return pick("? %", "?%") }
    var whole = Int(max(-9999, min(9999, value)).rounded())
    if whole == 100 && value < 100 { whole = 99 }
    if whole == 0 && value > 0.05 { whole = 1 }
    return pick("\(whole)\u{A0}%", "\(whole)%")
  }

  /// A number with one decimal: `0,7` in French, `0.7` in English.
  public func decimal(_ value: Double) -> String {
    guard value.isFinite else { return "?" }
    let tenths = Int((max(-1e12, min(1e12, value)) * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    return "\(sign)\(abs(tenths) / 10)\(pick(",", "."))\(abs(tenths) % 10)"
  }

  /// A size in powers of 1024, as `free -h` and `df -h` count: `980 Mo`, `1,4 Go`; `980 MB`, `1.4 GB`.
  public func bytes(_ count: UInt64) -> String { ByteWords.text(count, in: language) }

  /// A rate: `1,2 Mo/s`.
  public func rate(_ bytesPerSecond: Double) -> String {
    guard bytesPerSecond.isFinite else { return "?" }
    return bytes(UInt64(max(0, min(1e18, bytesPerSecond.rounded())))) + "/s"
  }

  /// A latency: `14 ms`, `1,2 s`.
  public func latency(milliseconds: Double) -> String {
    guard milliseconds.isFinite, milliseconds >= 0 else { return "?" }
    if milliseconds < 0.95 { return "<1\u{A0}ms" }
    if milliseconds < 999.5 { return "\(Int(milliseconds.rounded()))\u{A0}ms" }
    return decimal(milliseconds / 1000) + "\u{A0}s"
  }
}
