/// The offsets of a zone at any moment, read from the bytes of a zone file (TZif, RFC 9636), as `/usr/share/zoneinfo`
/// holds them:
///
///     header(44): "TZif" version(1) reserved(15) isutcnt isstdcnt leapcnt timecnt typecnt charcnt   (6 × 4 bytes)
///     data: timecnt × time, timecnt × type index, typecnt × (utoff(4) isdst(1) idx(1)), charcnt bytes of names, …
///
/// Version 1 has 4-byte times; from version 2 on a second header and data block with 8-byte times follow, then a footer:
/// newline, a POSIX TZ text for all time after the last transition, newline.
///
/// It is ours because static binaries have no zone database behind `TimeZone(identifier:)`, and because the calendar
/// needs the transitions themselves: which local times do not exist, which exist twice.
public struct ZoneRules: Sendable, Equatable {
  /// Seconds since the epoch, rising.
  private let times: [Int64]
  /// What holds from the transition of the same index on.
  private let offsets: [ZoneOffset]
  /// What holds before the first transition.
  private let first: ZoneOffset
  private let future: ZoneFuture?

  /// UTC, all the time.
  public static let utc = ZoneRules(fixed: .utc)

  /// The same offset all the time.
  public init(fixed offset: ZoneOffset) {
    times = []
    offsets = []
    first = offset
    future = nil
  }

  /// Of changes that are known, in their order; without any, the same offset all the time.
  init(_ changes: [ClockChange], otherwise seconds: Int) {
    func offset(_ seconds: Int) -> ZoneOffset { ZoneOffset(seconds: seconds, isDaylight: false, abbreviation: "") }
    times = changes.map(\.at.wholeSeconds)
    offsets = changes.map { offset($0.after) }
    first = offset(changes.first?.before ?? seconds)
    future = nil
  }

  /// Reads the bytes of a zone file.
  public init(tzif bytes: [UInt8]) throws(ZoneFault) {
    var reader = TZifReader(bytes)
    var header = try reader.header()
    var wide = false
    if header.version >= 2 {
      try reader.skip(header.dataBytes(timeBytes: 4))
      header = try reader.header()
      wide = true
    }
    let block = try reader.block(header, timeBytes: wide ? 8 : 4)
    times = block.times
    offsets = block.indices.map { block.types[$0] }
    first = block.types[0]
    let footer = wide ? try reader.footer() : ""
    future = footer.isEmpty ? nil : try ZoneFuture(footer)
  }

  /// What holds at a moment.
  public func offset(at moment: Timestamp) -> ZoneOffset { offset(second: moment.wholeSeconds) }

  /// Seconds to add to UTC at a moment.
  public func offsetSeconds(at moment: Timestamp) -> Int { offset(at: moment).seconds }

  /// `CET`, `CEST` … at a moment.
  public func abbreviation(at moment: Timestamp) -> String { offset(at: moment).abbreviation }

  /// The changes of the clocks from `start` (included) to `end` (excluded), in order; those that change nothing but the
  /// name are left out.
  public func transitions(from start: Timestamp, to end: Timestamp) -> [ZoneTransition] {
    let (low, high) = (start.wholeSeconds, end.wholeSeconds)
    var found: [ZoneTransition] = []
    var index = firstIndex { $0 >= low }
    while index < times.count, times[index] < high {
      found.append(
        ZoneTransition(at: times[index], before: index == 0 ? first : offsets[index - 1], after: offsets[index]))
      index += 1
    }
    if let future {
      let last = times.last ?? .min
      var second = max(low, last)
      var seen = last
      while second < high + 366 * 86_400 {
        for transition in future.transitions(around: second) where transition.at > seen {
          seen = transition.at
          if transition.at >= low, transition.at < high { found.append(transition) }
        }
        second += 366 * 86_400
      }
    }
    return found.filter { $0.before.seconds != $0.after.seconds }
  }

  /// The next change of the clocks after a moment, within two years.
  public func nextTransition(after moment: Timestamp) -> ZoneTransition? {
    let start = Timestamp(milliseconds: (moment.wholeSeconds + 1) * 1000)
    return transitions(from: start, to: start.adding(seconds: 2 * 366 * 86_400)).first
  }

  private func offset(second: Int64) -> ZoneOffset {
    let index = firstIndex { $0 > second }
    if index == times.count, let future { return future.offset(at: second) }
    return index == 0 ? first : offsets[index - 1]
  }

  /// The first index whose time meets a condition that holds from some index on.
  private func firstIndex(where condition: (Int64) -> Bool) -> Int {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if condition(times[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
