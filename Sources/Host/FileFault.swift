import Glibc

/// Why a file or folder could not be read or written: what was tried, on which path, and the system's reason.
public struct FileFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was tried, as the system call is named: `open`, `rename`, `fsync`.
  public var operation: String
  public var path: String
  /// The `errno` of the call.
  public var code: Int32

  /// A fault with its culprit.
  public init(_ operation: String, _ path: String, code: Int32) {
    self.operation = operation
    self.path = path
    self.code = code
  }

  /// The fault of the call that has just failed.
  static func last(_ operation: String, _ path: String) -> FileFault { FileFault(operation, path, code: errno) }

  /// `rename /srv/a: No space left on device`.
  public var description: String { "\(operation) \(path): \(String(cString: strerror(code)))" }

  /// Whether the file system has no room left.
  public var isFull: Bool { code == ENOSPC || code == EDQUOT }
}
