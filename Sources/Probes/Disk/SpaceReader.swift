import Glibc
import Host
import Maintenance

/// Asks mounts for their space on a thread of its own, so that one that hangs costs nobody else.
///
/// One thread asks all mounts in turn. When a mount does not answer within `graceSeconds`, its thread is left to wait for it,
/// a new one goes on with the others, and the mount is not asked again before the kernel lets go of the old question:
/// there is never more than one stuck thread for a mount.
final class SpaceReader: Sendable {
  /// Asks the kernel for the space at a path; may hang.
  typealias Question = @Sendable (String) -> Result<DiskSpace, FileError>

  /// How a mount answered.
  enum Answer: Sendable, Equatable {
    case space(DiskSpace)
    case failed(FileError)
    /// Not yet, and for so many seconds.
    case waiting(seconds: Double)
  }

  private struct State {
    var queue: [String] = []
    /// When the question that has no answer yet was put, by path.
    var asked: [String: Double] = [:]
    var answers: [String: Result<DiskSpace, FileError>] = [:]
    /// The thread that takes the next question; older ones end when they come back.
    var generation = 0
    var isBusy = false
    var hasThread = false
    var isClosed = false
  }

  private let shared: Monitor<State>
  private let question: Question
  private let graceSeconds: Double

  /// A reader that waits `graceSeconds` at most for a mount. The thread is only started when it is needed.
  init(graceSeconds: Double = 0.1, question: @escaping Question = SpaceReader.statvfsSpace) {
    self.graceSeconds = graceSeconds
    self.question = question
    shared = Monitor(State())
  }

  deinit {
    shared.withLock { $0.isClosed = true }
    shared.signal()
  }

  /// The space of each path, or how long it has been waiting for.
  func read(_ paths: [String]) -> [String: Answer] {
    shared.withLock { state in
      let now = monotonicSeconds()
      for path in paths where state.asked[path] == nil {
        state.asked[path] = now
        state.answers[path] = nil
        state.queue.append(path)
      }
    }
    collect()
    return shared.withLock { state in
      let now = monotonicSeconds()
      var answers: [String: Answer] = [:]
      for path in paths {
        switch state.answers[path] {
        case .success(let space): answers[path] = .space(space)
        case .failure(let error): answers[path] = .failed(error)
        case nil: answers[path] = .waiting(seconds: state.asked[path].map { now - $0 } ?? 0)
        }
      }
      return answers
    }
  }

  /// Waits until every question that is in the queue has an answer, or hangs.
  private func collect() {
    while true {
      let isStarted = shared.withLock { state -> Bool in
        guard !state.queue.isEmpty, !state.hasThread else { return true }
        state.generation += 1
        state.hasThread = start(generation: state.generation)
        return state.hasThread
      }
      guard isStarted else { return }
      shared.signal()
      let answered = shared.wait(seconds: graceSeconds) { $0.queue.isEmpty && !$0.isBusy }
      if answered { return }
      let isLast = shared.withLock { state -> Bool in
        // The thread may have come back in between; if not, it is left to its mount.
        if state.isBusy { (state.isBusy, state.hasThread) = (false, false) }
        return state.queue.isEmpty
      }
      if isLast { return }
    }
  }

  private func start(generation: Int) -> Bool {
    let (shared, question) = (shared, question)
    return startThread {
      Self.answer(shared, generation: generation, question: question)
    }
  }

  /// The thread: takes questions until it is no longer the one that should.
  private static func answer(_ shared: Monitor<State>, generation: Int, question: Question) {
    while true {
      let path = shared.waitForValue { state -> String?? in
        if state.isClosed || state.generation != generation || !state.hasThread { return .some(nil) }
        guard !state.queue.isEmpty else { return nil }
        state.isBusy = true
        return .some(state.queue.removeFirst())
      }
      guard let path else { return }
      let result = question(path)
      let goesOn = shared.withLock { state -> Bool in
        state.asked[path] = nil
        state.answers[path] = result
        guard state.generation == generation, state.hasThread else { return false }
        state.isBusy = false
        return true
      }
      shared.signal()
      if !goesOn { return }
    }
  }

  /// `statvfs(3)`.
  static func statvfsSpace(_ path: String) -> Result<DiskSpace, FileError> {
    var figures = statvfs()
    guard statvfs(path, &figures) == 0 else { return .failure(FileError(path: path, code: errno)) }
    let unit = UInt64(figures.f_frsize)
    return .success(
      DiskSpace(
        totalBytes: UInt64(figures.f_blocks) * unit, freeBytes: UInt64(figures.f_bfree) * unit,
        availableBytes: UInt64(figures.f_bavail) * unit, totalInodes: UInt64(figures.f_files),
        freeInodes: UInt64(figures.f_ffree)))
  }
}
