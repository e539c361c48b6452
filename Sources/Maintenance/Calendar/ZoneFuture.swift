/// The rule of a zone for all time after its last transition: a POSIX TZ text with the extensions of RFC 9636,
/// `CET-1CEST,M3.5.0,M10.5.0/3` or `<+0545>-5:45`.
struct ZoneFuture: Sendable, Equatable {
  var standard: ZoneOffset
  /// Daylight saving time with its start (on the standard clock) and its end (on the daylight clock).
  var daylight: (offset: ZoneOffset, start: ZoneYearRule, end: ZoneYearRule)?

  /// Reads the text between the two newlines of a TZif footer.
  init(_ text: some StringProtocol) throws(ZoneFault) {
    let fault = ZoneFault.rule(String(text))
    var scanner = ZoneRuleScanner(text)
    guard let name = scanner.name(), let offset = scanner.offset() else { throw fault }
    standard = ZoneOffset(seconds: -offset, isDaylight: false, abbreviation: name)
    if scanner.atEnd { return }
    guard let summerName = scanner.name() else { throw fault }
    var summer = ZoneOffset(seconds: standard.seconds + 3600, isDaylight: true, abbreviation: summerName)
    if !scanner.comesNext(",") {
      guard let offset = scanner.offset() else { throw fault }
      summer.seconds = -offset
    }
    guard scanner.skip(","), let start = scanner.yearRule(), scanner.skip(","), let end = scanner.yearRule(),
      scanner.atEnd
    else { throw fault }
    daylight = (summer, start, end)
  }

  /// What holds at a second since the epoch.
  func offset(at second: Int64) -> ZoneOffset {
    transitions(around: second).last { $0.at <= second }?.after ?? standard
  }

  /// The transitions of the year of `second` and of the years before and after it, in order. A year whose daylight saving
  /// time ends when the next one's starts has it all year: such a pair is one transition that changes nothing.
  func transitions(around second: Int64) -> [ZoneTransition] {
    guard let daylight else { return [] }
    let local = second + Int64(standard.seconds)
    let year = CivilDate(daysSinceEpoch: Int(local.flooredQuotient(by: 86_400))).year
    let all = (year - 2...year + 2).flatMap { year in
      [
        ZoneTransition(
          at: daylight.start.localSeconds(year: year) - Int64(standard.seconds), before: standard,
          after: daylight.offset),
        ZoneTransition(
          at: daylight.end.localSeconds(year: year) - Int64(daylight.offset.seconds), before: daylight.offset,
          after: standard),
      ]
    }
    .sorted { ($0.at, $0.after.isDaylight ? 1 : 0) < ($1.at, $1.after.isDaylight ? 1 : 0) }
    let merged: [ZoneTransition] = all.reduce(into: []) { merged, next in
      if let last = merged.last, last.at == next.at {
        merged[merged.count - 1].after = next.after
      } else {
        merged.append(next)
      }
    }
    // The outermost two may lack the one they would have been merged with.
    return Array(merged.dropFirst().dropLast())
  }

  static func == (a: ZoneFuture, b: ZoneFuture) -> Bool {
    a.standard == b.standard && a.daylight?.offset == b.daylight?.offset && a.daylight?.start == b.daylight?.start
      && a.daylight?.end == b.daylight?.end
  }
}
