import CKernel
import Glibc

/// A program that finds other files in some places than everybody else does: what is to become live is tried where it
/// will lie, and nothing live is touched. The places are laid over in mounts of its own, which end with it. Root's only.
public struct StagedProgram: Sendable {
  /// What lies over what: files over files, folders over folders; both must be there.
  public struct Overlay: Sendable, Hashable {
    public var from, over: String

    /// `from` in the place of `over`.
    public init(_ from: String, over: String) {
      self.from = from
      self.over = over
    }
  }

  /// The program and its arguments; the first is looked up as a command's is.
  public var arguments: [String]
  public var overlays: [Overlay]
  /// Takes what the program says, appended; made with mode 0600.
  public var logFile: String
  public var limitSeconds: Int

  /// A program and its arguments.
  public init(_ arguments: [String], overlays: [Overlay], logFile: String, limitSeconds: Int = 60) {
    self.arguments = arguments
    self.overlays = overlays
    self.logFile = logFile
    self.limitSeconds = limitSeconds
  }

  /// Whether this process may lay something over a place at all.
  public static func isPossible() async -> Bool {
    await withCheckedContinuation { answer in
      if !startThread({ answer.resume(returning: vigie_leave_mounts() == 0) }) { answer.resume(returning: false) }
    }
  }

  /// Runs it to its end and answers the status that a shell would report; 124 when it passed its limit (timeout(1)).
  public func run() async throws(CommandError) -> Int32 {
    guard let name = arguments.first, let program = SafePath.find(name) else {
      throw .notFound(arguments.first ?? "")
    }
    guard let timeout = SafePath.find("timeout") else { throw .notFound("timeout") }
    let words = [timeout, "--kill-after=5", "\(limitSeconds)", program] + arguments.dropFirst()
    let ended: Result<Int32, CommandError> = await withCheckedContinuation { answer in
      let hasThread = startThread { answer.resume(returning: result(words, name)) }
      if !hasThread { answer.resume(returning: .failure(.notStarted(name, detail: "no thread to start it"))) }
    }
    return try ended.get()
  }

  /// On a thread of its own, which takes its mounts with it.
  private func result(_ words: [String], _ name: String) -> Result<Int32, CommandError> {
    guard vigie_leave_mounts() == 0 else { return failure(name, "unshare") }
    for overlay in overlays where vigie_bind(overlay.from, overlay.over) != 0 { return failure(name, overlay.over) }
    let log = open(logFile, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard log >= 0 else { return failure(name, logFile) }
    let environment = ["PATH=\(SafePath.variable)", "LC_ALL=C.UTF-8", "TZ=UTC", "HOME=/nonexistent"]
    var pid: pid_t = 0
    let code = withArray(of: words) { argv in
      withArray(of: environment) { vigie_spawn(&pid, words[0], argv, $0, log) }
    }
    close(log)
    guard code == 0 else { return .failure(.notStarted(name, detail: String(cString: strerror(code)))) }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return .success(status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F)
  }

  private func failure(_ name: String, _ place: String) -> Result<Int32, CommandError> {
    .failure(.notStarted(name, detail: "\(place): " + String(cString: strerror(errno))))
  }
}
