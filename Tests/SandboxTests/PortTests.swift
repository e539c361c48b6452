import Glibc
import Host
import TestSupport
import Testing

@testable import Sandbox

@Suite struct PortTests {
  private let temporary: TemporaryFolder
  private let state: StateFolder
  private let folder: SandboxFolder

  init() throws {
    temporary = try TemporaryFolder()
    state = StateFolder(temporary.path + "/state")
    folder = SandboxFolder(state)
  }

  /// Listens on a port until the value goes away.
  private final class Listener {
    private let socket: Int32

    init(_ port: Int) throws {
      socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = in_port_t(UInt16(port).bigEndian)
      let bound = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      try #require(bound == 0 && listen(socket, 1) == 0)
    }

    deinit { close(socket) }
  }

  @Test func itIsChosenOnceAndKept() throws {
    let port = try SandboxPort.choose(state: state)
    #expect((18_000..<28_000).contains(port))
    #expect(try FileSystem.read(folder.port) == Array("\(port)\n".utf8))
    #expect(FileSystem.facts(folder.port)?.mode == 0o600)
    #expect(FileSystem.facts(folder.run)?.mode == 0o700)
    #expect(FileSystem.facts(state.path)?.mode == 0o700)
    for _ in 0..<20 { #expect(try SandboxPort.choose(state: state) == port) }
    #expect(try FileSystem.names(in: folder.run) == ["port"])
  }

  @Test func manyAtOnceAgree() async throws {
    let state = state
    let ports = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<16 { group.addTask { try SandboxPort.choose(state: state) } }
      return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
    }
    #expect(ports.count == 1)
    #expect(try FileSystem.names(in: folder.run) == ["port"])
  }

  @Test func aStrangerOnThePortMakesUsChooseAnother() throws {
    let port = try SandboxPort.choose(state: state)
    let stranger = try Listener(port)
    let other = try SandboxPort.choose(state: state)
    #expect(other != port)
    #expect(try SandboxPort.choose(state: state) == other)
    withExtendedLifetime(stranger) {}
  }

  @Test func whileTheSiteOrAnAgentRunsThePortStays() throws {
    let port = try SandboxPort.choose(state: state)
    let listener = try Listener(port)
    for path in [folder.siteLock, state.agentLock] {
      let lock = try #require(try FileLock.take(path))
      #expect(try SandboxPort.choose(state: state) == port, "\(path)")
      withExtendedLifetime(lock) {}
    }
    #expect(try SandboxPort.choose(state: state) != port)
    withExtendedLifetime(listener) {}
  }

  @Test(arguments: ["", "\n", "abc", "0\n", "80\n", "65536\n", "-1\n", "99999999999999999999\n", "12 34\n"])
  func aFileWithoutAPortIsReplaced(content: String) throws {
    try FileSystem.makeFolder(folder.run)
    try FileSystem.writeAtomically(folder.port, Array(content.utf8))
    let port = try SandboxPort.choose(state: state)
    #expect((18_000..<28_000).contains(port))
    #expect(try SandboxPort.choose(state: state) == port)
  }

  @Test func whatIsInTheWayIsNamed() throws {
    try FileSystem.makeFolder(state.path)
    try FileSystem.writeAtomically(state.sandbox, [])
    #expect(throws: FileFault("mkdir", folder.run, code: ENOTDIR)) { try SandboxPort.choose(state: state) }
  }
}
