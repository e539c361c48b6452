import CKernel
import Glibc

/// A program that outlives whoever starts it: in a session of its own, its input empty, its output in a log file.
public struct DetachedProgram: Sendable, Hashable {
  /// The absolute path of the program, then its arguments.
  public var arguments: [String]
  /// Takes what the program says, appended; made with mode 0600. `nil` drops it.
  public var logFile: String?
  public var home: String

  /// A program and its arguments; the first is looked up as a command's is.
  public init(_ arguments: [String], logFile: String? = nil, home: String = "/nonexistent") {
    self.arguments = arguments
    self.logFile = logFile
    self.home = home
  }

  /// Starts the program and answers its pid as soon as it runs. While we live its end is waited for, so that no zombie
  /// stays; when we die, it goes on.
  ///
  /// - Parameter onEnd: told, once, the status that a shell would report.
  public func launch(onEnd: (@Sendable (Int32) -> Void)? = nil) throws(CommandError) -> Int32 {
    guard let name = arguments.first, let program = SafePath.find(name) else {
      throw .notFound(arguments.first ?? "")
    }
    let log = logFile ?? "/dev/null"
    let file = Glibc.open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw .notStarted(name, detail: FileFault.last("open", log).description) }
    defer { close(file) }
    let environment = ["PATH=\(SafePath.variable)", "LC_ALL=C.UTF-8", "TZ=UTC", "HOME=\(home)"]
    var pid: pid_t = 0
    let code = withArray(of: arguments) { argv in
      withArray(of: environment) { vigie_spawn(&pid, program, argv, $0, file) }
    }
    guard code == 0 else { throw .notStarted(name, detail: String(cString: strerror(code))) }
    let child = pid
    // Waiting in the kernel wakes nobody. swift-subprocess would look after the child every second as long as it lives.
    let isAwaited = startThread {
      var status: Int32 = 0
      while waitpid(child, &status, 0) < 0, errno == EINTR {}
      onEnd?(status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F)
    }
    if !isAwaited {
      kill(child, SIGKILL)
      waitpid(child, nil, 0)
      throw .notStarted(name, detail: "no thread to wait for it")
    }
    return child
  }
}

/// Hands out the texts as a C array of C strings, with its null at the end.
func withArray<Result>(
  of texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var pointers = texts.map { strdup($0) }
  pointers.append(nil)
  defer { for pointer in pointers { free(pointer) } }
  return pointers.withUnsafeBufferPointer { buffer in
    // Never empty: the null at the end is always there.
    buffer.baseAddress.map(body) ?? body([nil])
  }
}
