import Foundation
import Glibc
import Testing

/// A site over TLS with a certificate of its own making, by `openssl s_server`.
final class TinyTLSSite {
  /// The certificate, which is its own authority.
  let certificate: String
  let port: Int
  private let server: Process

  /// Makes a certificate for `name` in `folder` and serves with it.
  init(folder: String, name: String) throws {
    certificate = folder + "/certificate.pem"
    let key = folder + "/key.pem"
    let maker = Self.openssl([
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30", "-subj",
      "/CN=\(name)", "-addext", "subjectAltName=\(name)", "-keyout", key, "-out", certificate,
    ])
    try maker.run()
    maker.waitUntilExit()
    try #require(maker.terminationStatus == 0)

    server = Self.openssl(["s_server", "-accept", "127.0.0.1:0", "-www", "-cert", certificate, "-key", key])
    let output = Pipe()
    server.standardOutput = output
    try server.run()
    // It says which port it was given: "ACCEPT 0.0.0.0:41234".
    var said = ""
    while !said.contains("\n") || !said.contains("ACCEPT ") || !said.hasSuffix("\n") {
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { break }
      said += String(decoding: more, as: UTF8.self)
    }
    let line = said.split(separator: "\n").first { $0.hasPrefix("ACCEPT ") }
    port = try #require(line?.split(separator: ":").last.flatMap { Int($0) })
  }

  /// Ends the server.
  func stop() {
    // Not SIGTERM: a child of a pool thread inherits its mask, which blocks that.
    kill(server.processIdentifier, SIGKILL)
    server.waitUntilExit()
  }

  private static func openssl(_ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    return process
  }
}
