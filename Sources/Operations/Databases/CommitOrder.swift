import Maintenance

/// Decides where in the binary log a moment lies. The order of what was committed is the log's, and what is replayed is a
/// stretch of it without a gap; stamps only choose where it ends. Pure.
///
/// A stamp is the time that a session claims. It is no evidence when it lies behind the moment at which its file was closed
/// for a backup, or behind the clock on the wall that a later statement tells: then it was made up (`SET TIMESTAMP`), or the
/// clock was set back since. Such a commit is where its neighbours are; where they lie on both sides of the moment, nobody
/// knows, and the moment is refused.
struct CommitOrder: Sendable {
  /// The commits of one file.
  struct File: Sendable {
    var name: String
    var commits: [BinlogCommit]
    /// A moment by which all of it was written, by the server's own clock; `nil` when none is known.
    var closedAt: Timestamp?
  }

  /// Where a moment lies.
  enum Place: Sendable, Hashable {
    /// Behind all of it.
    case end
    /// Before the commit at a byte of a file, by its index.
    case before(file: Int, place: UInt64)
    /// On an unknown side of a commit; and the moments around it that are clear.
    case unclear(file: Int, place: UInt64, seconds: UInt32, earlier: Timestamp?, later: Timestamp?)
  }

  /// A statement may wait as long for a lock (`innodb_lock_wait_timeout` is 50 s) and is stamped with its beginning.
  static let longestWait: Int64 = 60
  /// How far two that run side by side may seem to be in the wrong order, by whole seconds.
  static let blur: Int64 = 2
  /// How many that took longer than a wait may end behind a moment before which they began. More of them is a clock that was
  /// set back.
  static let mostLong = 3

  private var commits: [BinlogCommit] = []
  private var file: [Int32] = []
  /// What is known of the time of each; `nil` when nothing is.
  private var times: [Int64?] = []
  /// By when each had been committed.
  private var bounds: [Int64] = []
  private let start: Int64

  /// - Parameters:
  ///   - files: in their order.
  ///   - start: the moment at which the first begins to count.
  init(_ files: [File], from start: Timestamp) {
    self.start = start.milliseconds / 1000
    for (index, part) in files.enumerated() {
      commits += part.commits
      file += Array(repeating: Int32(index), count: part.commits.count)
    }
    times = Array(repeating: nil, count: commits.count)
    bounds = Array(repeating: Int64.max, count: commits.count)
    var bound = Int64.max
    var last = Int32(files.count)
    for index in commits.indices.reversed() {
      while last > file[index] {
        last -= 1
        if let closed = files[Int(last)].closedAt { bound = min(bound, closed.milliseconds / 1000) }
      }
      let commit = commits[index]
      let time = Int64(commit.wall ?? commit.seconds)
      bounds[index] = bound
      // Both are whole seconds, cut off.
      if time - 1 <= bound { times[index] = time }
      if let wall = commit.wall { bound = min(bound, Int64(wall)) }
    }
  }

  /// The commits whose stamps are no evidence, as `file index, place`.
  var unplaced: [(file: Int, place: UInt64)] {
    commits.indices.filter { times[$0] == nil }.map { (Int(file[$0]), commits[$0].place) }
  }

  /// Where a moment lies: before the first commit of that second or a later one.
  func place(of moment: Timestamp) -> Place {
    // Stamps are whole seconds: one of the second in which the moment lies is before it unless that is its beginning.
    let limit = (moment.milliseconds + 999) / 1000
    let late = times.firstIndex { $0.map { $0 >= limit } ?? false } ?? commits.count
    let early = times.lastIndex { $0.map { $0 < limit } ?? false }.map { $0 + 1 } ?? 0
    if late < early, !isOutrun(from: late, to: early, limit) { return unclear(late, moment) }
    // What is between the last that is surely before and the first that is surely not.
    let sure = times[..<late].lastIndex { $0 != nil }.map { $0 + 1 } ?? 0
    if let doubtful = (sure..<late).last(where: { bounds[$0] >= limit }) { return unclear(doubtful, moment) }
    return late == commits.count ? .end : .before(file: Int(file[late]), place: commits[late].place)
  }

  /// Whether the commits that seem to go back behind the moment are statements that began before it and ended behind it: the
  /// clock is seen running on while they ran. Where it jumps, the stamp that is ahead may be made up as well.
  private func isOutrun(from late: Int, to early: Int, _ limit: Int64) -> Bool {
    var clock = times[..<late].compactMap { $0 }.max() ?? start
    var longestJump: Int64 = 0
    var long = 0
    for index in late..<early {
      guard let time = times[index] else { continue }
      if time > clock {
        longestJump = max(longestJump, time - clock)
        clock = time
      } else if time < limit, clock - time > CommitOrder.blur {
        if clock - time > CommitOrder.longestWait { long += 1 }
        if longestJump > CommitOrder.longestWait || long > CommitOrder.mostLong { return false }
      }
    }
    return true
  }

  /// The commit whose side is not known, and the nearest moments that are clear.
  private func unclear(_ doubtful: Int, _ moment: Timestamp) -> Place {
    let wanted = moment.milliseconds / 1000
    var least = Array(repeating: Int64.max, count: commits.count + 1)
    for index in commits.indices.reversed() { least[index] = min(least[index + 1], times[index] ?? Int64.max) }
    var most = start
    var earlier: Int64?
    var later: Int64?
    for index in 0...commits.count {
      if index > 0 { most = max(most, times[index - 1] ?? (index == commits.count ? bounds[index - 1] : most)) }
      let isPlaced =
        index == commits.count || times[index] != nil && (index == 0 || times[index - 1] != nil)
      guard isPlaced, most < least[index] else { continue }
      // Every second behind the last before it, up to the first after it.
      if most < wanted { earlier = max(earlier ?? 0, min(least[index], wanted)) }
      if least[index] > wanted { later = min(later ?? Int64.max, max(most + 1, wanted)) }
    }
    func timestamp(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: seconds * 1000) }
    let commit = commits[doubtful]
    return .unclear(
      file: Int(file[doubtful]), place: commit.place, seconds: commit.seconds,
      earlier: earlier.flatMap { $0 > start ? timestamp($0) : nil }, later: later.map(timestamp))
  }
}
