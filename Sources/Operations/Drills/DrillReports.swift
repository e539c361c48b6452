import Host
import Maintenance

/// The dated reports of drills, `STATE/reports/drill-partial-20261122T133205Z.md`: only a drill that found everything right
/// writes one.
public enum DrillReports {
  /// When each kind was last done.
  public static func latest(_ state: StateFolder) -> [DrillKind: Timestamp] {
    var latest: [DrillKind: Timestamp] = [:]
    for name in (try? FileSystem.names(in: state.reports)) ?? [] {
      let parts = name.split(separator: "-")
      guard parts.count == 3, parts[0] == "drill", let kind = DrillKind(rawValue: String(parts[1])),
        let moment = moment(parts[2].prefix { $0 != "." })
      else { continue }
      latest[kind] = max(latest[kind] ?? moment, moment)
    }
    return latest
  }

  /// `20261122T133205Z`.
  static func moment(_ text: Substring) -> Timestamp? {
    let digits = Array(text)
    guard digits.count == 16 else { return nil }
    func part(_ range: Range<Int>) -> String { String(digits[range]) }
    return Timestamp("\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(9..<11)):\(part(11..<13)):\(part(13..<15))Z")
  }
}
