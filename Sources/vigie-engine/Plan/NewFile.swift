import Clients
import Glibc
import Host

/// A file that was not there before.
enum NewFile {
  /// Writes it with mode 0644; what is there is left alone, a file that appears at the last moment too.
  static func write(_ path: String, _ text: String) throws(Complaint) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard file >= 0 else {
      let code = errno
      throw code == EEXIST ? PlanInitCommand.isThere(path) : failed(path, String(cString: strerror(code)))
    }
    defer { close(file) }
    do { try FileSystem.write(file, Array(text.utf8), path: path) } catch { throw failed(path, "\(error)") }
    // Whatever the umask: a plan that others may write is refused when it is loaded.
    _ = fchmod(file, 0o644)
  }

  private static func failed(_ path: String, _ reason: String) -> Complaint {
    Complaint(french: "\(path) : non écrit : \(reason)", english: "\(path): not written: \(reason)", status: 73)
  }
}
