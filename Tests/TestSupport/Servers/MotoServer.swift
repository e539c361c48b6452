import Glibc
import Host

/// A local S3 with classes of storage: moto's server, from PyPI, in a virtual environment that is made once for a checkout.
public final class MotoServer: Sendable {
  /// A server that did not start.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  public let port: UInt16
  private let pid: Int32

  /// Starts a server on a free port of the loopback and waits until it answers. It ends with the test's process.
  ///
  /// - Parameter folder: where it writes its log.
  public init(folder: String) async throws {
    let runner = SubprocessRunner(home: "/")
    let python = try await MotoServer.environment(runner)
    port = try MotoServer.freePort()
    let program = CompanionProgram(
      [python, "-m", "moto.server", "-H", "127.0.0.1", "-p", "\(port)"], logFile: folder + "/moto.log")
    pid = try await program.start()
    let port = port
    let answers = try await eventually(withinSeconds: 60) {
      try await runner.run(
        Command(
          python, ["-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:\(port)/moto-api/')"],
          limitSeconds: 20)
      ).isSuccess
    }
    guard answers else {
      let log = (try? FileSystem.read(folder + "/moto.log")).map { String(decoding: $0, as: UTF8.self) }
      throw Failure(description: "moto does not answer: \(log ?? "")")
    }
  }

  deinit { kill(pid, SIGKILL) }

  /// A port of the loopback that nobody listens on now.
  private static func freePort() throws -> UInt16 {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(listener) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    guard isBound else { throw Failure(description: "no free port: \(errno)") }
    return UInt16(bigEndian: address.sin_port)
  }

  /// The Python that has moto.
  private static func environment(_ runner: SubprocessRunner) async throws -> String {
    let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let venv = root + "/.build/moto"
    let python = venv + "/bin/python"
    if (try? await runner.run(Command(python, ["-c", "import moto.server, flask"], limitSeconds: 60)))?.isSuccess
      == true
    {
      return python
    }
    for (program, words) in [
      ("python3", ["-m", "venv", venv]), (venv + "/bin/pip", ["install", "--quiet", "moto[s3,server]"]),
    ] {
      let result = try await runner.run(Command(program, words, limitSeconds: 300))
      guard result.isSuccess else { throw Failure(description: "\(program): \(result.errorText)") }
    }
    return python
  }
}
