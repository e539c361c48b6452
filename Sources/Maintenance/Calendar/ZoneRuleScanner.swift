/// Reads the parts of a POSIX TZ text from its front.
struct ZoneRuleScanner {
  private var rest: Substring.UTF8View

  init(_ text: some StringProtocol) { rest = Substring(text).utf8 }

  var atEnd: Bool { rest.isEmpty }

  func comesNext(_ character: Unicode.Scalar) -> Bool { rest.first == UInt8(ascii: character) }

  /// Consumes `character` when it comes next.
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard comesNext(character) else { return false }
    rest.removeFirst()
    return true
  }

  /// Three letters or more, or anything alphanumeric with signs between angle brackets.
  mutating func name() -> String? {
    let bracketed = skip("<")
    let head = rest.prefix {
      switch $0 {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"): bracketed
      default: false
      }
    }
    guard head.count >= 3 else { return nil }
    rest = rest.dropFirst(head.count)
    guard !bracketed || skip(">") else { return nil }
    return String(Substring(head))
  }

  /// `[+-]hh[:mm[:ss]]` in seconds, hours up to 167.
  mutating func offset() -> Int? {
    let negative = skip("-")
    if !negative { _ = skip("+") }
    guard let hours = number(), hours <= 167 else { return nil }
    var seconds = hours * 3600
    if skip(":") {
      guard let minutes = number(), minutes < 60 else { return nil }
      seconds += minutes * 60
      if skip(":") {
        guard let more = number(), more < 60 else { return nil }
        seconds += more
      }
    }
    return negative ? -seconds : seconds
  }

  /// `Mm.w.d`, `Jn` or `n`, with `/time` or 02:00.
  mutating func yearRule() -> ZoneYearRule? {
    guard let day = day() else { return nil }
    guard skip("/") else { return ZoneYearRule(day: day, secondOfDay: 7200) }
    return offset().map { ZoneYearRule(day: day, secondOfDay: $0) }
  }

  private mutating func day() -> ZoneYearRule.Day? {
    if skip("M") {
      guard let month = number(), (1...12).contains(month), skip("."), let week = number(), (1...5).contains(week),
        skip("."), let weekday = number(), weekday <= 6
      else { return nil }
      return .weekday(month: month, week: week, weekday: weekday)
    }
    if skip("J") {
      guard let n = number(), (1...365).contains(n) else { return nil }
      return .julian(n)
    }
    guard let n = number(), n <= 365 else { return nil }
    return .ordinal(n)
  }

  private mutating func number() -> Int? {
    let head = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard (1...3).contains(head.count), let value = Int(Substring(head)) else { return nil }
    rest = rest.dropFirst(head.count)
    return value
  }
}
