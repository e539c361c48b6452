/// The program's version, as the handshake, `--version` and the screen say it.
package enum Version {
  package static let current = "0.1.0"
}
