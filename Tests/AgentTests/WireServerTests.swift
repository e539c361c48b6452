import Glibc
@testable import Agent
import Maintenance
import Testing
import TestSupport
import Wire

@Suite struct WireServerTests {
  /// A server that welcomes whoever greets it and answers `done` to every question.
  private func withServer(_ body: @escaping @Sendable (String) throws -> Void) async throws {
    let folder = try TemporaryFolder()
    let path = SocketPath.inside(folder.path)
    let server = try await WireServer(path: path, mode: 0o600)
    let loop = Task {
      for await event in server.events {
        switch event {
        case .received(let connection, .hello(let hello)) where hello.wire != WireVersion.current:
          connection.send(.refused(Refusal(.version, french: "autre version", english: "another version")))
          connection.close()
        case .received(let connection, .hello):
          let person = Operator(name: "uid \(connection.peer.uid)", uid: connection.peer.uid)
          connection.send(
            .welcome(Welcome(program: "test", person: person, role: .observer, pid: connection.peer.pid)))
        case .received(let connection, .ask(let number, _)):
          connection.send(.answer(number: number, .done))
        case .malformed(let connection):
          connection.send(.refused(Refusal(.malformed, french: "illisible", english: "unreadable")))
        case .opened, .writable, .closed:
          break
        }
      }
    }
    try await offPool { try body(path) }
    await server.close()
    loop.cancel()
    #expect(access(path, F_OK) != 0, "the socket stays behind")
  }

  @Test func theKernelSaysWhoTheClientIs() async throws {
    try await withServer { path in
      let conversation = try WireConversation(path: path, program: "test", limitSeconds: 60)
      #expect(conversation.welcome.person.uid == getuid())
      #expect(conversation.welcome.pid == getpid())
      #expect(try conversation.ask(.situation) == .done)
      #expect(try conversation.ask(.operations(limit: 3)) == .done)
    }
  }

  @Test func anotherVersionIsRefusedInWords() async throws {
    try await withServer { path in
      let client = try WireClient(path: path)
      try client.send(line: #"{"hello":{"_0":{"wire":999,"program":"future","follows":true}}}"#)
      let refusal = Refusal(.version, french: "autre version", english: "another version")
      #expect(try client.wait(seconds: 60) == [.refused(refusal)])
      #expect(throws: WireError.closed) { _ = try client.wait(seconds: 60) }
    }
  }

  @Test func aLineThatIsNoMessageIsAnswered() async throws {
    try await withServer { path in
      let client = try WireClient(path: path)
      try client.send(line: "GET / HTTP/1.1")
      guard case .refused(let refusal) = try client.wait(seconds: 60).first else {
        Issue.record("no refusal")
        return
      }
      #expect(refusal.kind == .malformed)
    }
  }

  @Test func aSocketThatNobodyServesIsNoAgent() async throws {
    let folder = try TemporaryFolder()
    let path = SocketPath.inside(folder.path)
    #expect(throws: WireError.noAgent(path: path)) { _ = try WireClient(path: path) }
    // What a killed agent leaves behind: a socket without a listener.
    let server = try await WireServer(path: path, mode: 0o600)
    try #require(rename(path, path + ".kept") == 0)
    await server.close()
    try #require(rename(path + ".kept", path) == 0)
    #expect(throws: WireError.noAgent(path: path)) { _ = try WireClient(path: path) }
    let next = try await WireServer(path: path, mode: 0o600)
    _ = try WireClient(path: path)
    await next.close()
  }

  @Test func aPathThatDoesNotFitIsNamed() {
    let path = "/" + String(repeating: "x", count: 120)
    #expect(throws: WireError.pathTooLong(path: path)) { _ = try WireClient(path: path) }
  }
}
