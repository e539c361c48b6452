import Clients
import Dashboard
import Maintenance

/// The Situation as a monitoring plugin says it (Monitoring Plugins Development Guidelines): one line whose first
/// 80 columns tell, performance data after the bar, and an exit status.
struct PluginReport {
  let situation: Situation
  let wording: Wording

  /// 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.
  var status: Int32 {
    switch situation.severity {
    case .fine: hasReadings ? 0 : 3
    case .warning: 1
    case .critical: 2
    case .unknown: 3
    }
  }

  /// The one line.
  var line: String { "VIGIE \(word) - \(summary) | \(performance)" }

  private var word: String { ["OK", "WARNING", "CRITICAL", "UNKNOWN"][Int(status)] }

  /// Whether anything was read at all: an agent that has only just started knows nothing, which is not fine.
  private var hasReadings: Bool {
    situation.services.allSatisfy { $0.condition != .pending } && situation.vitals.memory != .pending
  }

  private var summary: String {
    let firing = situation.problems.filter { $0.state == .firing }
    // What nobody has taken comes first.
    guard let worst = firing.first(where: { $0.acknowledgement == nil }) ?? firing.first else {
      let count = situation.services.count
      return hasReadings
        ? wording(
          Phrase(
            "\(situation.application)\u{A0}: tout va bien, \(count) service\(count < 2 ? "" : "s")",
            "\(situation.application): all is well, \(count) service\(count == 1 ? "" : "s")"))
        : wording(
          Phrase(
            "\(situation.application)\u{A0}: rien n’est encore lu",
            "\(situation.application): nothing has been read yet"))
    }
    let taken =
      worst.acknowledgement.map {
        wording(Phrase(", pris par \($0.by.name)", ", taken by \($0.by.name)"))
      } ?? ""
    let more = firing.count > 1 ? " (+\(firing.count - 1))" : ""
    let cause = wording.cause(worst, in: situation)
    return Self.plain(wording.headline(worst, in: situation) + (cause.isEmpty ? "" : ", " + cause) + taken + more)
  }

  /// `'label'=value[UOM];warn;crit;min;max`, one after the other.
  private var performance: String {
    var parts: [String] = situation.capacity.compactMap { resource in
      guard let used = resource.usedPercent.fresh else { return nil }
      let (warn, critical) = (resource.alert.threshold.percent, resource.critical.threshold.percent)
      return "'\(resource.resource.rawValue)'=\(Self.number(used))%;\(Self.number(warn));\(Self.number(critical));0;100"
    }
    parts += situation.services.compactMap { service in
      // A wrong answer took its time as well; how soon nobody answered is no latency.
      guard let answer = service.answer.fresh, answer.fault == nil || answer.status != nil else { return nil }
      return "'\(Self.label(service.name))'=\(Self.number(answer.latencyMilliseconds))ms;;;0"
    }
    parts += situation.backups.compactMap { leg in
      guard leg.backups.fresh != nil, let newest = leg.newest else { return nil }
      return "'\(leg.leg.rawValue)'=\(Int(max(0, situation.at.seconds(since: newest.takenAt))))s;;;0"
    }
    return parts.joined(separator: " ")
  }

  /// Two decimals, a point, whatever the locale.
  private static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    if hundredths % 100 == 0 { return String(hundredths / 100) }
    let fraction = String(100 + abs(hundredths) % 100).dropFirst()
    return "\(hundredths < 0 ? "-" : "")\(abs(hundredths) / 100).\(fraction)"
  }

  /// A label may not hold a quote or an equals sign.
  private static func label(_ name: String) -> String { String(name.map { "'=|".contains($0) ? "_" : $0 }) }

  /// The bar begins the performance data, and a line end the long output: neither may stand in the summary.
  private static func plain(_ text: String) -> String {
    String(text.map { $0 == "|" ? "/" : $0.isNewline ? " " : $0 })
  }
}
