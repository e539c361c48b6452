import Host

/// Starts the worker of an operation as a process that does not depend on who starts it.
public enum WorkerLauncher {
  /// Starts `EXECUTABLE worker ID --state DIR` in a session of its own, its output in the operation's `worker.log`. It
  /// goes on when the caller dies; while the caller lives, its end is waited for, so that no zombie stays.
  ///
  /// - Parameter onEnd: told the worker's exit status.
  /// - Returns: the worker's pid.
  @discardableResult
  public static func launch(
    executable: String, state: StateFolder, id: String, home: String = "/nonexistent",
    onEnd: (@Sendable (Int32) -> Void)? = nil
  ) async throws(CommandError) -> Int32 {
    guard let folder = OperationFolder(id: id, state: state) else {
      throw .notStarted(executable, detail: "\(id): not an operation id")
    }
    try? FileSystem.writeAtomically(folder.launchedPath, [])
    let program = DetachedProgram(
      [executable, "worker", id, "--state", state.path], logFile: folder.workerLogPath, home: home)
    return try program.launch(onEnd: onEnd)
  }
}
