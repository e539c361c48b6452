import Host
import CCurl
import Glibc
import Maintenance

/// Asks questions over HTTP, HTTPS and TCP, all side by side on one thread of its own.
///
/// libcurl is loaded and the thread started with the first question; between questions the thread sleeps in the kernel.
/// Every question gets a connection of its own, for it is the service's readiness for newcomers that is asked about, and no
/// proxy of the environment comes in between.
final class WebClient: Sendable {
  private struct Job: Sendable {
    var question: WebQuestion
    var answer: CheckedContinuation<WebOutcome, Never>
  }

  private struct State {
    var jobs: [Job] = []
    /// Where the thread sleeps; libcurl lets any thread wake it.
    var multi: UnsafeMutableRawPointer?
    var isClosed = false
  }

  private let shared = Monitor(State())

  init() {}

  deinit {
    shared.withLock { state in
      state.isClosed = true
      if let multi = state.multi { _ = ccurl_multi_wakeup(multi) }
    }
  }

  /// Puts a question and waits for its outcome, at most for the question's limit.
  /// - Throws: `missing` when this host has no libcurl.
  nonisolated(nonsending) func ask(_ question: WebQuestion) async throws(Unavailability) -> WebOutcome {
    if let fault = ccurl_load() { throw Unavailability(.missing, String(cString: fault)) }
    guard start() else { throw Unavailability(.failed, "no thread for network checks") }
    return await withCheckedContinuation { continuation in
      shared.withLock { state in
        state.jobs.append(Job(question: question, answer: continuation))
        if let multi = state.multi { _ = ccurl_multi_wakeup(multi) }
      }
    }
  }

  /// Starts the thread unless it runs.
  private func start() -> Bool {
    let shared = shared
    return shared.withLock { state in
      if state.multi != nil { return true }
      guard let multi = ccurl_multi_init() else { return false }
      state.multi = multi
      let address = UInt(bitPattern: multi)
      let isStarted = startThread { Self.serve(shared, address) }
      if !isStarted {
        _ = ccurl_multi_cleanup(multi)
        state.multi = nil
      }
      return isStarted
    }
  }

  /// The thread: takes new questions, lets libcurl work, hands out what is done, sleeps.
  private static func serve(_ shared: Monitor<State>, _ address: UInt) {
    guard let multi = UnsafeMutableRawPointer(bitPattern: address) else { return }
    var running: [UnsafeMutableRawPointer: (transfer: WebTransfer, job: Job)] = [:]
    var idle: [WebTransfer] = []
    while true {
      let (jobs, isClosed) = shared.withLock { state -> ([Job], Bool) in
        defer { state.jobs = [] }
        return (state.jobs, state.isClosed)
      }
      for job in jobs {
        guard let transfer = idle.popLast() ?? WebTransfer() else {
          job.answer.resume(returning: WebOutcome(ending: .failed("out of memory"), seconds: 0))
          continue
        }
        transfer.prepare(job.question)
        running[transfer.handle] = (transfer, job)
        _ = ccurl_multi_add(multi, transfer.handle)
      }
      var count: Int32 = 0
      _ = ccurl_multi_perform(multi, &count)
      var code = CURLE_OK
      while let handle = ccurl_multi_done(multi, &code) {
        guard let (transfer, job) = running.removeValue(forKey: handle) else { continue }
        let outcome = transfer.outcome(code, of: job.question)
        _ = ccurl_multi_remove(multi, handle)
        // A connection that was only made is kept open as long as its handle.
        if !job.question.connectsOnly, idle.count < 16 { idle.append(transfer) }
        job.answer.resume(returning: outcome)
      }
      if isClosed, running.isEmpty { break }
      _ = ccurl_multi_poll(multi, 3_600_000)
    }
    idle = []
    let late = shared.withLock { state -> [Job] in
      state.multi = nil
      defer { state.jobs = [] }
      return state.jobs
    }
    _ = ccurl_multi_cleanup(multi)
    for job in late { job.answer.resume(returning: WebOutcome(ending: .failed("closed"), seconds: 0)) }
  }
}
