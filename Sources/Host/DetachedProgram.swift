import Glibc
import Subprocess
import Synchronization
import SystemPackage

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
  public func launch(onEnd: (@Sendable (Int32) -> Void)? = nil) async throws(CommandError) -> Int32 {
    guard let name = arguments.first, let program = SafePath.find(name) else {
      throw .notFound(arguments.first ?? "")
    }
    let log = logFile ?? "/dev/null"
    let file = Glibc.open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw .notStarted(name, detail: FileFault.last("open", log).description) }
    let output = FileDescriptor(rawValue: file)
    var options = PlatformOptions()
    options.createSession = true
    let configuration = Configuration(
      executable: .path(FilePath(program)), arguments: Arguments(Array(arguments.dropFirst())),
      environment: .custom([
        "PATH": SafePath.variable, "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": home,
      ]), workingDirectory: "/", platformOptions: options)
    let outcome: Result<Int32, CommandError> = await withCheckedContinuation { waiting in
      let start = Start(waiting, file: file)
      Task.detached {
        do {
          let result = try await Subprocess.run(
            configuration, input: .none, output: .fileDescriptor(output, closeAfterSpawningProcess: false),
            error: .fileDescriptor(output, closeAfterSpawningProcess: false)
          ) { execution in
            start.is(.success(execution.processIdentifier.value))
          }
          switch result.terminationStatus {
          case .exited(let code): onEnd?(code)
          case .signaled(let number): onEnd?(128 + number)
          }
        } catch {
          start.is(.failure(.notStarted(name, detail: "\(error)")))
        }
      }
    }
    return try outcome.get()
  }

  /// The moment at which it is known whether the program runs: told once, and the log file is the child's alone then.
  private final class Start: Sendable {
    private struct State {
      var waiting: CheckedContinuation<Result<Int32, CommandError>, Never>?
      let file: Int32
    }

    private let state: Mutex<State>

    init(_ waiting: CheckedContinuation<Result<Int32, CommandError>, Never>, file: Int32) {
      state = Mutex(State(waiting: waiting, file: file))
    }

    func `is`(_ outcome: Result<Int32, CommandError>) {
      state.withLock { state in
        guard let waiting = state.waiting else { return }
        state.waiting = nil
        close(state.file)
        waiting.resume(returning: outcome)
      }
    }
  }
}
