import Maintenance

/// What is known of lost tables.
struct LossReading: Sendable, Equatable {
  /// Whether the agent is asked.
  var isAsked = false
  var report: LossReport?

  /// Why the server's own log could not be read, or why the agent would not.
  var fault: LocalizedText?
}

extension Model {
  /// Asks which tables were lost: a restore is most often wanted for one.
  mutating func askForLosses() -> [Effect] {
    guard !lossReading.isAsked else { return [] }
    lossReading.isAsked = true
    return [.ask(.losses)]
  }

  /// Takes what the agent found.
  mutating func take(_ report: LossReport) {
    lossReading = LossReading(report: report, fault: report.fault)
  }

  /// The agent would not say.
  mutating func take(lossRefusal why: LocalizedText) {
    (lossReading.isAsked, lossReading.fault) = (false, why)
  }

  /// The losses that a moment can be chosen before, newest first.
  var losses: [TableLoss] {
    guard let spans = recoverableLeg?.recovery else { return [] }
    return (lossReading.report?.losses ?? []).filter { RecoveryTimeline.span(for: $0.at, in: spans, now: now) != nil }
  }

  /// The last loss of a table that can be gone back behind; `nil` when none is known.
  func loss(of table: String?) -> TableLoss? {
    guard let table else { return nil }
    return LossReport(losses: losses, readAt: now).loss(of: table)
  }

  /// The tables that were lost and are not there again.
  var missingTables: [String] {
    Set(losses.filter { $0.madeAgainAt == nil }.compactMap(\.table)).sorted()
  }

  /// The loss that the next press goes to: the newest, then from each to the one before, and round.
  var nextLoss: TableLoss? {
    guard case .moment(let chooser) = layers.last else { return nil }
    let moments = losses
    guard let present = moments.firstIndex(where: { $0.at == chooser.chosen }) else { return moments.first }
    return moments[(present + 1)...].first { $0.at != chooser.chosen } ?? moments.first
  }

  /// Chooses the moment just before a loss.
  mutating func moveBeforeLoss() -> [Effect] {
    guard case .moment(var chooser) = layers.last, let loss = nextLoss else { return [] }
    chooser.chosen = loss.at
    layers[layers.count - 1] = .moment(chooser)
    return []
  }
}

extension Wording {
  /// What happened to a table: `concerts dropped`, `the whole schema dropped`.
  func loss(_ loss: TableLoss) -> String { self(loss.name) + " " + self(loss.kind.words) }
}
