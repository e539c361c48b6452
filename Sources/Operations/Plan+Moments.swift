import Host
import Maintenance

extension Plan {
  /// A moment in words, to the second, in the plan's zone.
  func exact(_ moment: Timestamp) -> LocalizedText {
    MomentWords.exact((ZoneFile.zone(named: timezone) ?? .utc).local(moment))
  }
}
