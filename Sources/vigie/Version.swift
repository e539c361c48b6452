/// The program's version, as the handshake, `--version` and the screen say it.
enum Version {
  static let current = "0.1.0"
}
