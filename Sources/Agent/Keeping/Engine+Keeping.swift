import Maintenance

extension Engine {
  /// How often samples and clocks are written: a crash loses no more than this, as a gap that is shown as one.
  static let keepingSeconds: Double = 30

  /// Opens the register, takes over what the last agent kept, then keeps what comes.
  func keepRegister() async {
    let kept = await keeper.open(agent: configuration.version, at: now)
    board.restore(kept.clocks)
    for rule in configuration.plan.capacity {
      let means = await keeper.lastHour(of: rule.resource.rawValue, endingAt: now)
      board.restore(means: means, of: rule.resource, before: now)
    }
    await readTicks()
    await attachToOperations()
    hasAttached = true
    // Only now is everything there that the kept problems may be about.
    if let ledger = kept.ledger { fold.ledger = ledger.merged(with: fold.ledger) }
    await reportRegister()
    publishSoon()
    await repeating(every: Self.keepingSeconds, startingAfter: Self.keepingSeconds) { await self.keepNow() }
  }

  private func keepNow() async {
    let samples = unkeptSamples
    unkeptSamples = []
    await keeper.keep(samples: samples, clocks: board.clocks, ledger: fold.ledger, at: now)
    await reportRegister()
    // A new day begins a new round, whose ticks may already be there after a clock was set back.
    await readTicks()
  }

  private func readTicks() async {
    var ticks: [Tick] = []
    for round in configuration.plan.rounds {
      let span = round.period.round(at: now, in: configuration.zone)
      ticks += await keeper.ticks(period: round.period, round: span.key)
    }
    fold.ticks = ticks
  }

  /// What is wrong with the register is a problem like any other.
  func reportRegister() async {
    let fault = await keeper.fault
    if fold.agent.registerFault != fault {
      fold.agent.registerFault = fault
      publishSoon()
    }
  }
}
