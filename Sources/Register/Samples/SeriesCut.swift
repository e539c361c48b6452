import Maintenance

/// How a stretch of time is cut in steps, in units of a tier.
struct SeriesCut {
  /// No graph has more columns; a caller that asks for more gets longer steps.
  static let mostSteps: Int64 = 10_000

  let tier: SampleTier
  let start: Int64
  let step: Int64
  let count: Int64

  init(from: Timestamp, to: Timestamp, stepSeconds: Double, tier: SampleTier) {
    self.tier = tier
    start = floored(from.milliseconds, by: tier.unit)
    let units = -floored(-to.milliseconds, by: tier.unit) - start
    let most = Double(units).rounded(.up)
    let asked = Int64(min(max((stepSeconds * 1000 / Double(tier.unit)).rounded(.up), 1), max(most, 1)))
    step = max(asked, (units + Self.mostSteps - 1) / Self.mostSteps, 1)
    count = (units + step - 1) / step
  }

  /// Just after the last step.
  var end: Int64 { start + step * count }

  var emptyPoints: [SeriesPoint] {
    (0..<count).map { SeriesPoint(at: Timestamp(milliseconds: (start + $0 * step) * tier.unit)) }
  }
}
