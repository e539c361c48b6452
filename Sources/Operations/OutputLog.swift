import Glibc
import Host
import Synchronization

/// The output of an operation, `STATE/operations/ID/output`: what was run and what it said, without secrets and
/// without escapes, for the screen and the register.
public final class OutputLog: Sendable {
  /// Beyond so many bytes nothing more is written: an operation must not fill the disk with talk.
  static let limit = 4 << 20

  private struct State {
    var file: Int32
    var written: Int
  }

  private let state: Mutex<State>

  /// The log at a path, appended to; `nil`, or one that cannot be opened, drops everything: an operation does not fail
  /// for want of talk, its journal tells what was done.
  public init(path: String?) {
    let file = path.map { open($0, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600) } ?? -1
    let size = path.flatMap { FileSystem.facts($0) }.map { Int($0.bytes) } ?? 0
    state = Mutex(State(file: file, written: size))
  }

  deinit {
    state.withLock { state in
      if state.file >= 0 { close(state.file) }
    }
  }

  /// Adds a text, cleaned.
  public func write(_ text: String) {
    guard !text.isEmpty else { return }
    var clean = Array(SafeText.clean(text).utf8)
    if clean.last != UInt8(ascii: "\n") { clean.append(UInt8(ascii: "\n")) }
    state.withLock { state in
      guard state.file >= 0, state.written < OutputLog.limit else { return }
      if state.written + clean.count > OutputLog.limit {
        clean = Array("…\n".utf8)
        state.written = OutputLog.limit
      }
      state.written += clean.count
      try? FileSystem.write(state.file, clean, path: "output")
    }
  }
}
