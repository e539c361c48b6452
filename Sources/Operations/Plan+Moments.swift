import Host
import Maintenance

extension Plan {
  /// A moment as an option takes it, by the plan's clocks: `2026-11-22T15:55:45+01:00`.
  func option(_ moment: Timestamp) -> String { (ZoneFile.zone(named: timezone) ?? .utc).text(moment) }

  /// A moment in words, to the second, in the plan's zone.
  func exact(_ moment: Timestamp) -> LocalizedText {
    MomentWords.exact((ZoneFile.zone(named: timezone) ?? .utc).local(moment))
  }
}
