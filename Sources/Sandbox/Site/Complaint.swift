import Glibc

/// Says on the standard error what went wrong.
enum Complaint {
  /// `vigie sandbox: …`, one line.
  static func say(_ text: String) {
    let line = Array("vigie sandbox: \(text)\n".utf8)
    // Nobody is left to be told when this fails.
    _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
