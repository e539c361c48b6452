import CKernel
import Glibc

/// A program that must not outlive us: a throwaway server, a tunnel. It runs beside us in a session of its own, its
/// output in a log file, and the kernel ends it when we die, however we die.
public struct CompanionProgram: Sendable {
  /// The program and its arguments; the first is looked up as a command's is.
  public var arguments: [String]
  /// Takes what the program says, appended; made with mode 0600.
  public var logFile: String
  /// The user it runs as; `nil` leaves it ours. Only root may name one.
  public var user: String?

  /// A program and its arguments.
  public init(_ arguments: [String], logFile: String, user: String? = nil) {
    self.arguments = arguments
    self.logFile = logFile
    self.user = user
  }

  /// Starts the program and answers once it runs.
  ///
  /// - Parameter onEnd: told, once, the status that a shell would report.
  public func start(onEnd: @escaping @Sendable (Int32) -> Void = { _ in }) async throws(CommandError) -> Int32 {
    guard let name = arguments.first, let program = SafePath.find(name) else {
      throw .notFound(arguments.first ?? "")
    }
    guard let setpriv = SafePath.find("setpriv") else { throw .notFound("setpriv") }
    var words = [setpriv, "--pdeathsig", "KILL"]
    if let user { words += ["--reuid", user, "--regid", user, "--init-groups"] }
    words += ["--", program] + arguments.dropFirst()
    let started = await spawn(words, name: name, onEnd: onEnd)
    return try started.get()
  }

  /// PR_SET_PDEATHSIG is sent when the *thread* that made the child ends (prctl(2)): the thread that starts it is the
  /// one that waits for its end.
  private func spawn(_ words: [String], name: String, onEnd: @escaping @Sendable (Int32) -> Void) async
    -> Result<Int32, CommandError>
  {
    await withCheckedContinuation { answer in
      let hasThread = startThread { [logFile] in
        let log = open(logFile, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard log >= 0 else {
          return answer.resume(
            returning: .failure(.notStarted(name, detail: FileFault.last("open", logFile).description)))
        }
        let environment = ["PATH=\(SafePath.variable)", "LC_ALL=C.UTF-8", "TZ=UTC", "HOME=/nonexistent"]
        var pid: pid_t = 0
        let code = withArray(of: words) { argv in
          withArray(of: environment) { vigie_spawn(&pid, words[0], argv, $0, log) }
        }
        close(log)
        guard code == 0 else {
          return answer.resume(returning: .failure(.notStarted(name, detail: String(cString: strerror(code)))))
        }
        answer.resume(returning: .success(pid))
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        onEnd(status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F)
      }
      if !hasThread { answer.resume(returning: .failure(.notStarted(name, detail: "no thread to wait for it"))) }
    }
  }
}
