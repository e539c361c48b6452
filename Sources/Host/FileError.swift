import Glibc

/// Why a file could not be read: the path and the kernel's error number.
public struct FileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The path as it was asked for.
  public var path: String
  /// `errno`; `EFBIG` when the file passed the limit of the reader.
  public var code: Int32

  /// A failure of `path` with the error number `code`.
  public init(path: String, code: Int32) {
    self.path = path
    self.code = code
  }

  /// `/proc/pressure/cpu: No such file or directory`.
  public var description: String { path + ": " + String(cString: strerror(code)) }
}
