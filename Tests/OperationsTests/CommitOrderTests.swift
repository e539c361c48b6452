import Glibc
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// Where a moment lies among commits whose stamps are not all the time.
@Suite struct CommitOrderTests {
  private static let start: Int64 = 1_795_305_600
  private static let seeds: Range<UInt64> = getenv("VIGIE_LONG_TESTS") == nil ? 0..<400 : 0..<50_000

  private func at(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: (Self.start + seconds) * 1000) }

  private func order(_ stamps: [Int64], closed: Int64? = nil) -> CommitOrder {
    let commits = stamps.enumerated().map {
      BinlogCommit(place: UInt64($0.offset), seconds: UInt32(Self.start + $0.element))
    }
    return CommitOrder(
      [CommitOrder.File(name: "f", commits: commits, closedAt: closed.map { at($0) })], from: at(0))
  }

  @Test func theMomentIsBeforeTheFirstOfItsSecond() {
    let order = order([1, 5, 5, 9], closed: 10)
    #expect(order.place(of: at(5)) == .before(file: 0, place: 1))
    #expect(order.place(of: at(6)) == .before(file: 0, place: 3))
    #expect(order.place(of: at(5).adding(seconds: 0.5)) == .before(file: 0, place: 3))
    #expect(order.place(of: at(10)) == .end)
  }

  @Test func oneFromTheFutureHidesNothing() {
    let order = order([1, 130_000_000, 3, 60, 80], closed: 90)
    #expect(order.place(of: at(90)) == .end)
    #expect(order.place(of: at(70)) == .before(file: 0, place: 4))
    #expect(
      order.place(of: at(3))
        == .unclear(file: 0, place: 1, seconds: UInt32(Self.start + 130_000_000), earlier: at(1), later: at(4)))
    #expect(order.unplaced.map(\.place) == [1])
    // The last one: it was written by the time its file was closed.
    let last = self.order([1, 3, 130_000_000], closed: 90)
    #expect(last.place(of: at(91)) == .end)
    #expect(
      last.place(of: at(50))
        == .unclear(file: 0, place: 2, seconds: UInt32(Self.start + 130_000_000), earlier: at(3), later: at(91)))
  }

  @Test func aStatementThatRanForLongIsAnotherThanAMadeUpStamp() {
    // Begun at 4, done behind those of 5 … 40.
    #expect(order([1, 2, 5, 20, 40, 4], closed: 100).place(of: at(5)) == .before(file: 0, place: 2))
    // Half an hour ahead, and the time goes on as before.
    guard
      case .unclear(_, 2, _, let earlier, let later) = order([1, 2, 1800, 20, 40, 60], closed: 3600).place(of: at(50))
    else {
      Issue.record("taken for the time")
      return
    }
    #expect(earlier == at(20) || earlier == at(2), "\(earlier?.description ?? "none")")
    #expect(later == at(1801))
    // A statement's own end on the wall settles it.
    let commits: [(Int64, Int64?)] = [(1, nil), (2, nil), (1800, nil), (20, 30), (40, nil)]
    let order = CommitOrder(
      [
        CommitOrder.File(
          name: "f",
          commits: commits.enumerated().map {
            BinlogCommit(
              place: UInt64($0.offset), seconds: UInt32(Self.start + $0.element.0), isStatement: true,
              wall: $0.element.1.map { UInt32(Self.start + $0) })
          })
      ], from: at(0))
    #expect(order.place(of: at(35)) == .before(file: 0, place: 4))
  }

  @Test func aClockThatIsSetBackWithinAFileIsRefusedInWhatItWentByTwice() {
    let stamps = Array(stride(from: Int64(0), to: 3600, by: 20)) + Array(stride(from: Int64(1800), to: 5000, by: 20))
    let order = order(stamps)
    guard case .unclear(_, _, _, let earlier, let later) = order.place(of: at(2700)) else {
      Issue.record("one of two")
      return
    }
    #expect(earlier == at(1800) && later == at(3581))
    #expect(order.place(of: at(1000)) == .before(file: 0, place: 50))
    #expect(order.place(of: at(4000)) == .before(file: 0, place: UInt64(180 + 110)))
  }

  /// Made-up logs: what was committed is never lost because of a stamp, and what came later never slips in.
  @Test func noCommitIsLostAndNoneTooMany() {
    var (answered, refused, needless, crept) = (0, 0, 0, 0)
    for seed in Self.seeds {
      var random = SeededNumbers(seed: seed)
      var truth: [Int64] = []
      var stamps: [Int64] = []
      var files: [CommitOrder.File] = []
      var time: Int64 = 0
      let outliers = Bool.random(using: &random)
      let pace = Int64.random(in: 1...40, using: &random)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        var commits: [BinlogCommit] = []
        for _ in 0..<Int.random(in: 0...60, using: &random) {
          time += Int64.random(in: 0...pace, using: &random)
          var stamp = time
          if Int.random(in: 0..<8, using: &random) == 0 { stamp -= Int64.random(in: 0...50, using: &random) }
          if outliers, Int.random(in: 0..<12, using: &random) == 0 {
            stamp += [Int64.random(in: 61...4000, using: &random), 130_000_000].randomElement(using: &random) ?? 0
          }
          stamp = max(0, stamp)
          let isWall = Int.random(in: 0..<20, using: &random) == 0
          commits.append(
            BinlogCommit(
              place: UInt64(truth.count), seconds: UInt32(Self.start + stamp), isStatement: isWall,
              wall: isWall ? UInt32(Self.start + time) : nil))
          truth.append(time)
          stamps.append(isWall ? time : stamp)
        }
        files.append(
          CommitOrder.File(
            name: "f", commits: commits, closedAt: Bool.random(using: &random) ? at(time) : nil))
      }
      files[files.count - 1].closedAt = at(time)
      let order = CommitOrder(files, from: at(0))
      for _ in 0..<6 {
        let moment = Int64.random(in: 1...max(1, time), using: &random)
        let cut: Int
        switch order.place(of: at(moment)) {
        case .end: cut = truth.count
        case .before(_, let place): cut = Int(place)
        case .unclear(_, _, _, let earlier, let later):
          refused += 1
          if !outliers { needless += 1 }
          for other in [earlier, later].compactMap({ $0 }) where other <= at(time) {
            if case .unclear = order.place(of: other) { Issue.record("seed \(seed), \(moment): \(other) is no way on") }
          }
          continue
        }
        answered += 1
        // A statement of a minute may end on the other side, and what stamps that creep ahead make look like one.
        let lost = truth[cut...].filter { $0 < moment - 60 }
        crept += lost.count
        #expect(lost.isEmpty || outliers && lost.count == 1, "seed \(seed), \(moment): lost \(lost)")
        // One whose stamp is made up lies where its neighbours do, and they may have run for as long.
        let extra = zip(truth, stamps).prefix(cut).first { $0 >= moment + ($1 > $0 ? 60 : 0) && $1 >= moment }
        #expect(extra == nil, "seed \(seed), \(moment): too many")
      }
    }
    #expect(crept * 10_000 <= answered, "\(crept) lost, \(answered) answered")
    #expect(answered > 500 && refused > 50, "\(answered) answered, \(refused) refused")
    // Statements of a minute alone, where little else is written, may look like a clock that jumps.
    #expect(needless * 1000 <= answered, "\(needless) refused without a reason, \(answered) answered")
  }
}
