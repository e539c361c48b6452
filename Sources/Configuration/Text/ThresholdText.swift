import Maintenance

/// Thresholds as plans write them: `> 75%`, `> 70% for 1h`.
public enum ThresholdText {
  /// The threshold; `nil` when the text is none, or one that is never or always exceeded.
  public static func threshold(_ text: some StringProtocol) -> Threshold? {
    let words = text.split(separator: " ")
    guard let sign = words.first, sign.first == ">" else { return nil }
    // The sign, the number and the percent sign may stand together or apart.
    let limitEnd = words.firstIndex { $0.hasSuffix("%") } ?? words.endIndex
    guard limitEnd < words.endIndex else { return nil }
    let limit = words[...limitEnd].joined().dropFirst().dropLast()
    guard !limit.isEmpty, limit.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }), let percent = Double(limit),
      percent >= 0, percent < 100
    else { return nil }
    let rest = words[(limitEnd + 1)...]
    if rest.isEmpty { return Threshold(percent: percent) }
    guard rest.first == "for", let seconds = PlanDuration.seconds(rest.dropFirst().joined(separator: " ")) else {
      return nil
    }
    return Threshold(percent: percent, forSeconds: seconds)
  }

  /// `> 70% for 1h`.
  public static func text(_ threshold: Threshold) -> String {
    let whole = threshold.percent == threshold.percent.rounded()
    let percent = whole ? "\(Int(threshold.percent))" : "\(threshold.percent)"
    return "> \(percent)%" + (threshold.forSeconds > 0 ? " for \(PlanDuration.text(threshold.forSeconds))" : "")
  }
}
