import CKernel
import Glibc

/// A program whose output is wanted, read beside other things: whoever started it waits for its descriptor among others
/// and never for the program. It has a session of its own and an empty input; what it says on its standard error comes
/// in the same stream. It ends with this value.
public final class PipedProgram {
  /// Becomes readable whenever there is something to ``take()``.
  public let descriptor: Int32
  /// What it has said so far.
  public private(set) var output: [UInt8] = []
  private let pid: Int32
  private let longestOutput: Int

  /// Starts a program; the first argument is looked up as a command's is.
  ///
  /// - Parameter longestOutput: how many bytes are taken; a program that says more is ended.
  public init(_ arguments: [String], home: String = "/nonexistent", longestOutput: Int = 4 << 20) throws(CommandError) {
    guard let name = arguments.first, let program = SafePath.find(name) else {
      throw .notFound(arguments.first ?? "")
    }
    guard let pipe = PipeEnds() else { throw .notStarted(name, detail: String(cString: strerror(errno))) }
    defer { close(pipe.writing) }
    let environment = ["PATH=\(SafePath.variable)", "LC_ALL=C.UTF-8", "TZ=UTC", "HOME=\(home)"]
    var pid: pid_t = 0
    let code = withArray(of: arguments) { argv in
      withArray(of: environment) { vigie_spawn(&pid, program, argv, $0, pipe.writing) }
    }
    guard code == 0 else {
      close(pipe.reading)
      throw .notStarted(name, detail: String(cString: strerror(code)))
    }
    _ = fcntl(pipe.reading, F_SETFL, O_NONBLOCK)
    descriptor = pipe.reading
    self.pid = pid
    self.longestOutput = longestOutput
  }

  deinit {
    close(descriptor)
    // Has it closed its output and gone on, nobody wants what it does; a process that has ended is only collected.
    kill(pid, SIGKILL)
    while waitpid(pid, nil, 0) < 0, errno == EINTR {}
  }

  /// Takes what has arrived, without waiting. Answers whether that was all: the program has closed its output.
  public func take() -> Bool {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while output.count < longestOutput {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 && errno == EAGAIN { return false }
      guard count > 0 else { return true }
      output += chunk[..<count]
    }
    return true
  }
}
