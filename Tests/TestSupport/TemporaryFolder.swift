import Glibc
import Host

/// A folder of its own for one test, removed with everything in it when the value goes away.
public final class TemporaryFolder: Sendable {
  public let path: String

  /// Makes a new, empty folder below the system's temporary folder.
  public init() throws {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((base + "/vigie-test-XXXXXX").utf8CString)
    guard let made = mkdtemp(&template) else { throw FileFault("mkdtemp", base, code: errno) }
    path = String(cString: made)
  }

  deinit { try? FileSystem.removeTree(path) }

  /// Writes a file in the folder, making the folders on the way, and answers its path.
  @discardableResult
  public func write(_ name: String, _ text: String) throws -> String {
    let file = path + "/" + name
    try FileSystem.makeFolder(FileSystem.parent(of: file))
    try FileSystem.writeAtomically(file, Array(text.utf8))
    return file
  }
}
