import Glibc

/// Where programs are looked up: the folders that only an administrator writes, whatever `PATH` says.
public enum SafePath {
  /// The folders, in order.
  public static let folders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]

  /// As the `PATH` of a child.
  public static var variable: String { folders.joined(separator: ":") }

  /// The absolute path of a program; `nil` when the host does not have it. An absolute name is only checked.
  public static func find(_ program: String) -> String? {
    if program.contains("/") { return isProgram(program) ? program : nil }
    return folders.lazy.map { $0 + "/" + program }.first(where: isProgram)
  }

  private static func isProgram(_ path: String) -> Bool {
    var raw = stat()
    return stat(path, &raw) == 0 && raw.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }
}
