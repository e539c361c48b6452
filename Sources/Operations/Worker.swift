import Glibc
import Host
import Maintenance

/// Runs one operation from its ticket to its end, or on from where a dead worker left it. Whatever it does stands in
/// the journal before and after; what it holds are kernel locks: it may be killed at any moment.
public enum Worker {
  /// The target is busy: another operation holds it.
  public static let busyStatus: Int32 = 75
  /// The operation was cancelled.
  public static let cancelledStatus: Int32 = 130

  /// Runs or resumes an operation.
  ///
  /// - Parameters:
  ///   - health: how services are asked over HTTP.
  ///   - handlesSignals: whether SIGTERM and SIGINT cancel the operation. Cancelling the task does in any case.
  /// - Returns: the exit status: 0 done, 1 failed, 130 cancelled, 75 refused because the target is busy, 70 when there
  ///   is no operation to run.
  public static func run(
    id: String, state: StateFolder, host: Host, health: @escaping HealthProbe = PlainHealth.check,
    handlesSignals: Bool = true
  ) async -> Int32 {
    let work = Task { await perform(id: id, state: state, host: host, health: health) }
    let signals = handlesSignals ? TerminationSignals { work.cancel() } : nil
    return await withTaskCancellationHandler {
      let status = await work.value
      withExtendedLifetime(signals) {}
      return status
    } onCancel: {
      work.cancel()
    }
  }

  private static func perform(id: String, state: StateFolder, host: Host, health: @escaping HealthProbe) async -> Int32
  {
    do throws(StepFailure) {
      guard let folder = OperationFolder(id: id, state: state) else { throw StepFailure("\(id): not an operation id") }
      let ticket = try folder.ticket()
      let lock: FileLock?
      do throws(FileFault) { lock = try FileLock.take(folder.lockPath) } catch { throw StepFailure(error) }
      guard let lock else {
        complain("\(id): another worker runs it")
        return busyStatus
      }
      defer { withExtendedLifetime(lock) {} }
      let journalled = folder.journal()
      if case .ended(_, let status, _)? = journalled.last(where: { $0.isEnd })?.event { return status }
      let run = OperationRun(
        ticket: ticket, journalled: journalled, state: state, host: host, health: health,
        journal: try Journal(path: folder.journalPath, clock: host.clock), output: OutputLog(path: folder.outputPath))
      return try await run.run()
    } catch {
      complain("\(id): \(error.message)")
      return 70
    }
  }

  /// Into `worker.log`: what cannot be journalled.
  private static func complain(_ text: String) {
    try? FileSystem.write(STDERR_FILENO, Array("vigie worker: \(SafeText.clean(text))\n".utf8), path: "stderr")
  }
}

extension JournalEntry {
  var isEnd: Bool { if case .ended = event { true } else { false } }
}
