import Host

/// Why the sandbox could not be made.
public enum SandboxFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// A file or folder could not be written.
  case file(FileFault)
  /// SQLite refused: the path and its message.
  case database(path: String, reason: String)
  /// Another process has been making it for longer than that takes.
  case busy(path: String)

  public var description: String {
    switch self {
    case .file(let fault): fault.description
    case .database(let path, let reason): "\(path): \(reason)"
    case .busy(let path): "\(path): held by another process for too long"
    }
  }
}
