import Maintenance

/// A typed time as a moment: `14:32`, `14:32:05`, `2026-11-22 14:32`, `2026-11-22 14:32:05`, by the clock that the screen shows.
enum MomentEntry {
  /// Why a typed time is not taken.
  enum Fault: Error, Sendable, Equatable {
    /// It is none of the forms.
    case unreadable(String)
    /// There is no such day or no such time of day.
    case noSuchTime(String)
    /// It has not come yet.
    case future(Timestamp)
    /// No full backup is as old; the oldest moment that is reached.
    case tooEarly(Timestamp, oldest: Timestamp)
    /// A log is missing there; the nearest moments that are reached, before and after.
    case hole(Timestamp, nearest: [Timestamp])
  }

  /// Reads a time.
  ///
  /// - Parameters:
  ///   - day: the day that is meant where none is typed.
  ///   - zone: by whose clocks it is meant. A time that they show twice is taken the first time.
  static func read(_ text: String, day: CivilDate, zone: Zone) throws(Fault) -> Timestamp {
    let parts = text.split { $0 == " " || $0 == "T" || $0 == "t" }
    guard let clock = parts.last, parts.count <= 2 else { throw .unreadable(text) }
    let wanted: CivilDate
    if parts.count == 2 {
      let numbers = try numbers(parts[0], by: "-", counts: [3], lengths: [4, 2, 2], text)
      guard let date = CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]) else { throw .noSuchTime(text) }
      wanted = date
    } else {
      wanted = day
    }
    let time = try numbers(clock, by: ":", counts: [2, 3], lengths: [2, 2, 2], text)
    let second = time.count == 3 ? time[2] : 0
    guard time[0] < 24, time[1] < 60, second < 60 else { throw .noSuchTime(text) }
    let local = LocalTime(date: wanted, secondOfDay: time[0] * 3600 + time[1] * 60 + second)
    switch zone.resolve(local) {
    case .unique(let moment), .twice(let moment, _): return moment
    case .gap: throw .noSuchTime(text)
    }
  }

  /// The same, held against what can be reached.
  static func reached(
    _ text: String, day: CivilDate, zone: Zone, spans: [RecoverySpan], now: Timestamp
  ) throws(Fault) -> Timestamp {
    let moment = try read(text, day: day, zone: zone)
    if moment > now { throw .future(moment) }
    if RecoveryTimeline.span(for: moment, in: spans, now: now) != nil { return moment }
    if let oldest = spans.map(\.from).min(), moment < oldest { throw .tooEarly(moment, oldest: oldest) }
    throw .hole(moment, nearest: RecoveryTimeline.nearest(to: moment, in: spans))
  }

  /// Whole numbers between signs, each as long as it has to be; the first of a time may have one digit.
  private static func numbers(
    _ text: Substring, by sign: Character, counts: [Int], lengths: [Int], _ whole: String
  ) throws(Fault) -> [Int] {
    let pieces = text.split(separator: sign, omittingEmptySubsequences: false)
    guard counts.contains(pieces.count) else { throw .unreadable(whole) }
    var numbers: [Int] = []
    for (index, piece) in pieces.enumerated() {
      let isLong = piece.count == lengths[index] || (sign == ":" && index == 0 && piece.count == 1)
      guard isLong, piece.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(piece) else {
        throw .unreadable(whole)
      }
      numbers.append(number)
    }
    return numbers
  }
}

extension Wording {
  /// Why a typed time is not taken.
  func fault(_ fault: MomentEntry.Fault) -> String {
    switch fault {
    case .unreadable(let text):
      pick(
        "«\u{A0}\(text)\u{A0}» n’est pas une heure\u{A0}: HH:MM, HH:MM:SS ou AAAA-MM-JJ HH:MM[:SS]",
        "\"\(text)\" is no time: HH:MM, HH:MM:SS or YYYY-MM-DD HH:MM[:SS]")
    case .noSuchTime(let text):
      pick(
        "«\u{A0}\(text)\u{A0}»\u{A0}: ce jour ou cette heure n’existe pas", "\"\(text)\": there is no such day or time")
    case .future(let moment):
      pick(
        "\(exact(moment)) n’est pas encore passé\u{A0}; un autre jour\u{A0}: AAAA-MM-JJ HH:MM",
        "\(exact(moment)) has not come yet; another day: YYYY-MM-DD HH:MM")
    case .tooEarly(let moment, let oldest):
      pick(
        "\(exact(moment)) est avant la plus ancienne complète, \(exact(oldest))",
        "\(exact(moment)) is before the oldest full, \(exact(oldest))")
    case .hole(let moment, let nearest):
      pick(
        "\(exact(moment)) n’est pas récupérable, un journal manque\u{A0}; au plus près\u{A0}: ",
        "\(exact(moment)) is not recoverable, a log is missing; nearest: ")
        + nearest.map(exact).joined(separator: pick(" ou ", " or "))
    }
  }

  /// `Europe/Paris, UTC+1`, `UTC+5:30`: by which clock moments are told.
  func zoneWords(at moment: Timestamp) -> String {
    let offset = offsetWords(at: moment)
    return ["", "UTC"].contains(zone.name) ? offset : "\(zone.name), \(offset)"
  }

  /// `UTC`, `UTC+1`, `UTC-3:30`.
  func offsetWords(at moment: Timestamp) -> String {
    let seconds = zone.offsetSeconds(at: moment)
    let minutes = abs(seconds) / 60
    let rest = minutes % 60 == 0 ? "" : ":" + (minutes % 60 < 10 ? "0" : "") + String(minutes % 60)
    return seconds == 0 ? "UTC" : "UTC\(seconds < 0 ? "-" : "+")\(minutes / 60)\(rest)"
  }
}
