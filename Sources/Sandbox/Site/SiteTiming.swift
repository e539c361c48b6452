/// The rhythm of the sandbox's site. One timer drives all of it, so that the idle site wakes four times a minute.
public struct SiteTiming: Sendable, Hashable {
  /// How often the timer fires: whether an agent lives is looked up, and what is due is logged.
  public var beatSeconds: Double
  /// How long the site stays when no agent lives.
  public var loneSeconds: Double
  /// How far apart the entries of made-up activity are meant.
  public var activitySeconds: ClosedRange<Double>
  /// How far apart two entries about failing health are, at least.
  public var failureSeconds: Double

  /// The rhythm that suits a person who tries things.
  public init(
    beatSeconds: Double = 15, loneSeconds: Double = 90, activitySeconds: ClosedRange<Double> = 15...55,
    failureSeconds: Double = 60
  ) {
    self.beatSeconds = beatSeconds
    self.loneSeconds = loneSeconds
    self.activitySeconds = activitySeconds
    self.failureSeconds = failureSeconds
  }
}
