import FoundationEssentials
import Maintenance
import TestSupport
import Testing

/// Loads and builds zones for the tests of the calendar.
enum TestZones {
  static func rules(_ source: ZoneTable.Source) throws -> ZoneRules {
    switch source {
    case .file(let name): try ZoneRules(tzif: bytes(name))
    case .text(let rule): try ZoneRules(tzif: file(rule: rule))
    }
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    let folder = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    return Array(try Data(contentsOf: URL(filePath: "/\(folder)/Zones/\(name).tzif")))
  }

  static func paris() throws -> Zone { Zone(name: "Europe/Paris", rules: try rules(.file("paris"))) }

  /// A zone that jumps over a whole day at the epoch, from ten hours behind UTC to fourteen ahead.
  static func skipsADay() throws -> Zone {
    var bytes = Array("TZif".utf8) + [UInt8](repeating: 0, count: 16 + 12)
    bytes += [0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 8]  // one transition, two types, 8 bytes of names
    bytes += [0, 0, 0x8C, 0xA0, 1]  // 10:00 UTC, type 1
    bytes += [0xFF, 0xFF, 0x73, 0x60, 0, 0, 0, 0, 0xC4, 0xE0, 0, 4] + Array("AAA\0BBB\0".utf8)
    return Zone(name: "skips", rules: try ZoneRules(tzif: bytes))
  }

  /// A zone file of version 3 without transitions.
  static func file(rule: String) -> [UInt8] {
    var block = Array("TZif3".utf8) + [UInt8](repeating: 0, count: 15 + 16)
    block += [0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0] + Array("UTC\0".utf8)
    return block + block + Array("\n\(rule)\n".utf8)
  }
}

@Suite struct ZoneRulesTests {
  @Test(arguments: ZoneTable.changes)
  func knowsEveryChangeOfTheClocks(changes: ZoneTable.Changes) throws {
    let rules = try TestZones.rules(changes.source)
    let from = try #require(Timestamp("\(changes.years.lowerBound)-01-01T00:00:00Z"))
    let to = try #require(Timestamp("\(changes.years.upperBound)-01-01T00:00:00Z"))
    let found = rules.transitions(from: from, to: to)
    #expect(found.map(\.at) == changes.list.map(\.at))
    for (transition, expected) in zip(found, changes.list) {
      #expect(transition.before.seconds == expected.before)
      #expect(transition.after.seconds == expected.after)
      let moment = Timestamp(milliseconds: expected.at * 1000)
      #expect(rules.offsetSeconds(at: moment) == expected.after)
      #expect(rules.offsetSeconds(at: moment.adding(seconds: -0.001)) == expected.before)
      #expect(rules.abbreviation(at: moment) == expected.name)
      #expect(rules.nextTransition(after: moment.adding(seconds: -1))?.at == expected.at)
    }
  }

  @Test(arguments: ZoneTable.locals)
  func resolvesLocalTimes(local: ZoneTable.Local) throws {
    let zone = Zone(name: "test", rules: try TestZones.rules(local.source))
    let moment = try #require(Timestamp(local.text))
    let expected: LocalResolution =
      switch local.kind {
      case .unique: .unique(Timestamp(milliseconds: local.first * 1000))
      case .gap: .gap(resumes: Timestamp(milliseconds: local.first * 1000))
      case .twice:
        .twice(
          first: Timestamp(milliseconds: local.first * 1000), second: Timestamp(milliseconds: local.second * 1000))
      }
    #expect(zone.resolve(LocalTime(moment, offsetSeconds: 0)) == expected, "\(local)")
  }

  /// By the C library; Python's zoneinfo counts the days of these forms otherwise than POSIX.
  @Test(arguments: [
    ("EST5EDT,59,299/1:30", "2026-03-01T07:00:00Z"), ("EST5EDT,59,299/1:30", "2028-02-29T07:00:00Z"),
    ("EST5EDT,59,299/1:30", "2026-10-27T05:30:00Z"), ("EST5EDT,J59/2,J300/2", "2028-02-28T07:00:00Z"),
    ("EST5EDT,J59/2,J300/2", "2026-02-28T07:00:00Z"),
  ])
  func countsTheDaysOfAYear(rule: String, changesAt: String) throws {
    let rules = try TestZones.rules(.text(rule))
    let moment = try #require(Timestamp(changesAt))
    #expect(rules.nextTransition(after: moment.adding(seconds: -1))?.moment == moment)
  }

  @Test func everyMomentOfFourYearsGoesThereAndBack() throws {
    for name in ["paris", "paris-slim", "st-johns", "lord-howe", "kathmandu"] {
      let zone = Zone(name: name, rules: try TestZones.rules(.file(name)))
      var moment = try #require(Timestamp("2026-01-01T00:00:00Z"))
      for _ in 0..<(4 * 365 * 24 / 7) {
        switch zone.resolve(zone.local(moment)) {
        case .unique(let same): #expect(same == moment)
        case .twice(let first, let second): #expect(first == moment || second == moment)
        case .gap: Issue.record("\(name): \(moment) shows a time that does not exist")
        }
        moment = moment.adding(seconds: 7 * 3600 + 1)
      }
    }
  }

  @Test func readsTheTimesBeforeTheFirstTransition() throws {
    let rules = try TestZones.rules(.file("paris"))
    let old = try #require(Timestamp("1800-01-01T00:00:00Z"))
    #expect(rules.offsetSeconds(at: old) == 561)
    #expect(rules.abbreviation(at: old) == "LMT")
  }

  @Test func utcNeedsNoFile() throws {
    #expect(Zone.utc.rules.offset(at: Timestamp(milliseconds: 0)) == .utc)
    let day = try #require(CivilDate(year: 2026, month: 3, day: 29))
    #expect(Zone.utc.start(of: day).description == "2026-03-29T00:00:00Z")
  }

  @Test(arguments: [
    "", "CET", "CE-1", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0",
    "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J0,J300", "CET-1CEST,J366,J300", "CET-1CEST,366,300", "<+05-5", "<+05>",
    "CET-168", "CET-1:60", "CET-1CEST,M3.5.0,M10.5.0/3,", "CET-1CEST,M3.5.0/200,M10.5.0", "é-1",
  ])
  func refusesWhatIsNoRule(rule: String) throws {
    let bytes = TestZones.file(rule: rule)
    if rule.isEmpty {
      // No rule for the future is allowed: the last offset goes on.
      #expect(try ZoneRules(tzif: bytes).offsetSeconds(at: Timestamp(milliseconds: 0)) == 0)
    } else {
      #expect(throws: ZoneFault.rule(rule)) { try ZoneRules(tzif: bytes) }
    }
  }

  @Test func everyCutOfAFileIsRefused() throws {
    let bytes = try TestZones.bytes("paris-slim")
    for count in 0..<bytes.count {
      #expect(throws: ZoneFault.self) { try ZoneRules(tzif: Array(bytes.prefix(count))) }
    }
  }

  @Test func flippedBytesNeverCrash() throws {
    let bytes = try TestZones.bytes("paris")
    var numbers = SeededNumbers(seed: 5)
    for _ in 0..<800 {
      var broken = bytes
      for _ in 0..<Int.random(in: 1...8, using: &numbers) {
        broken[Int.random(in: 0..<broken.count, using: &numbers)] = UInt8.random(in: 0...255, using: &numbers)
      }
      if let rules = try? ZoneRules(tzif: broken) {
        _ = rules.offset(at: Timestamp(milliseconds: 1_795_354_320_000))
        _ = rules.transitions(from: Timestamp(milliseconds: 0), to: Timestamp(milliseconds: 4_000_000_000_000))
      }
    }
  }

  @Test func leapSecondsAreRefused() throws {
    var bytes = TestZones.file(rule: "UTC0")
    // leapcnt is the third count of the second header, which follows 44 + 6 + 4 bytes.
    bytes[54 + 20 + 11] = 1
    #expect(throws: ZoneFault.leapSeconds) { try ZoneRules(tzif: bytes) }
  }

  @Test func aFileOfVersionOneHasNoFuture() throws {
    var bytes = Array("TZif".utf8) + [UInt8](repeating: 0, count: 16 + 12)
    bytes += [0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 8]  // one transition, two types, 8 bytes of names
    bytes += [0xFF, 0xFF, 0xFF, 0xF6, 1]  // at −10 s, type 1
    bytes += [0, 0, 0, 0, 0, 0, 0, 0, 0x0E, 0x10, 0, 4] + Array("AAA\0BBB\0".utf8)
    let rules = try ZoneRules(tzif: bytes)
    #expect(rules.abbreviation(at: Timestamp(seconds: -11)) == "AAA")
    #expect(rules.offset(at: Timestamp(seconds: -10)).seconds == 3600)
    #expect(rules.abbreviation(at: Timestamp(seconds: 1e9)) == "BBB")
  }

  @Test(arguments: [
    ("Europe/Paris", true), ("UTC", true), ("America/Argentina/Buenos_Aires", true), ("Etc/GMT+3", true),
    ("America/Port-au-Prince", true), ("", false), ("../../etc/passwd", false), ("/etc/localtime", false),
    ("Europe//Paris", false), ("Europe/", false), ("Europe/../UTC", false), ("Europe/Par is", false),
    ("Europe/Paris\0", false), (".hidden", false), ("-x", false),
    (String(repeating: "a", count: 65), false),
  ])
  func namesStayInTheZoneDatabase(name: String, plausible: Bool) {
    #expect(Zone.isPlausibleName(name) == plausible)
  }
}
