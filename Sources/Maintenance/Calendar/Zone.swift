/// A zone with its name: what turns moments into local times and back.
public struct Zone: Sendable, Equatable {
  /// `Europe/Paris`.
  public var name: String
  public var rules: ZoneRules

  /// A zone.
  public init(name: String, rules: ZoneRules) {
    self.name = name
    self.rules = rules
  }

  /// The zone to fall back on.
  public static let utc = Zone(name: "UTC", rules: .utc)

  /// The names under which a zone is looked for in the zone database: never absolute, never upwards. Whether there is such
  /// a zone is for the reader of the file to say.
  public static func isPlausibleName(_ name: String) -> Bool {
    guard (1...64).contains(name.utf8.count) else { return false }
    return name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
      part.utf8.first.map { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "-") } ?? false
        && part.utf8.allSatisfy { byte in
          switch byte {
          case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-"):
            true
          default: false
          }
        }
    }
  }

  /// What the clocks of the zone show at a moment.
  public func local(_ moment: Timestamp) -> LocalTime {
    LocalTime(moment, offsetSeconds: rules.offsetSeconds(at: moment))
  }

  /// Seconds east of UTC at a moment.
  public func offsetSeconds(at moment: Timestamp) -> Int { rules.offsetSeconds(at: moment) }

  /// Which moments a local time stands for.
  public func resolve(_ local: LocalTime) -> LocalResolution {
    let wanted = local.localSeconds
    // No offset reaches 26 hours: whatever the local time can stand for lies in this window.
    let low = Timestamp(milliseconds: (wanted - 27 * 3600) * 1000)
    let high = Timestamp(milliseconds: (wanted + 27 * 3600) * 1000)
    let transitions = rules.transitions(from: low, to: high)
    var found: [Timestamp] = []
    var start = Int64.min
    var offset = transitions.first?.before ?? rules.offset(at: low)
    for transition in transitions {
      let second = wanted - Int64(offset.seconds)
      if second >= start, second < transition.at { found.append(Timestamp(milliseconds: second * 1000)) }
      (start, offset) = (transition.at, transition.after)
    }
    let last = wanted - Int64(offset.seconds)
    if last >= start { found.append(Timestamp(milliseconds: last * 1000)) }
    if found.count > 1 { return .twice(first: found[0], second: found[found.count - 1]) }
    if let only = found.first { return .unique(only) }
    let gap = transitions.first {
      wanted >= $0.at + Int64($0.before.seconds) && wanted < $0.at + Int64($0.after.seconds)
    }
    return .gap(resumes: gap?.moment ?? Timestamp(milliseconds: last * 1000))
  }

  /// The moment at which a day begins: its midnight, or when the clocks jump over midnight, the end of the jump.
  public func start(of date: CivilDate) -> Timestamp { resolve(LocalTime(date: date)).planned }

  /// Seconds east of UTC at a wall-clock second of this zone, counted since 1970-01-01 00:00 of the wall clock: what a
  /// log line without a zone needs. A second that comes twice is taken the first time.
  public func offsetSeconds(atCivilSecond second: Int64) -> Int {
    let days = second.flooredQuotient(by: 86_400)
    let local = LocalTime(date: CivilDate(daysSinceEpoch: Int(days)), secondOfDay: Int(second - days * 86_400))
    return Int(second - resolve(local).planned.wholeSeconds)
  }
}
