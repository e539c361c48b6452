import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Sandbox

@Suite struct SiteTests {
  private let temporary: TemporaryFolder
  private let state: StateFolder
  private let folder: SandboxFolder

  init() throws {
    temporary = try TemporaryFolder()
    state = StateFolder(temporary.path + "/state")
    folder = SandboxFolder(state)
  }

  /// The pid in the pidfile, once it is there.
  private func listeningPid() async -> Int32? {
    var pid: Int32?
    _ = await eventually {
      pid = (try? FileSystem.read(folder.pidfile)).flatMap { Int32(String(decoding: $0, as: UTF8.self).dropLast()) }
      return pid != nil
    }
    return pid
  }

  private var log: String { (try? FileSystem.read(folder.log)).map { String(decoding: $0, as: UTF8.self) } ?? "" }

  @Test func itAnswersWhatItIsAsked() async throws {
    try await Sandbox.prepare(state: state)
    let site = try await SiteProcess(state)
    #expect(await listeningPid() == site.handle.pid)
    #expect(FileSystem.facts(folder.pidfile)?.mode == 0o600)
    let port = try SandboxPort.choose(state: state)
    let health = try #require(RawHTTP.get(port, "/health"))
    #expect(health.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(health.contains("Content-Type: application/json\r\n"))
    #expect(health.hasSuffix("\r\n\r\n" + #"{"database":{"concerts":120,"ok":true},"status":"ok"}"#))
    let page = try #require(RawHTTP.get(port, "/"))
    #expect(page.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(page.contains("<li>bookings: 600</li>"))
    #expect(RawHTTP.get(port, "/health?from=probe")?.hasPrefix("HTTP/1.1 200 ") == true)
    for path in ["/nothing", "/health/x", "/../health", "//"] {
      #expect(RawHTTP.get(port, path)?.hasPrefix("HTTP/1.1 404 ") == true, "\(path)")
    }
    let refused = RawHTTP.ask(
      port, "POST /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi")
    #expect(refused?.hasPrefix("HTTP/1.1 405 ") == true)
    let head = RawHTTP.ask(port, "HEAD /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    #expect(head?.hasPrefix("HTTP/1.1 200 ") == true && head?.hasSuffix("\r\n\r\n") == true)
    // Two requests on one connection are answered in turn.
    let two = RawHTTP.ask(
      port, "GET /x HTTP/1.1\r\nHost: a\r\n\r\nGET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    #expect(two?.hasPrefix("HTTP/1.1 404 ") == true && two?.contains("HTTP/1.1 200 ") == true)
    // What is no HTTP disturbs nobody.
    _ = RawHTTP.ask(port, "\u{16}\u{3}\u{1} nonsense\r\n\r\n")
    #expect(RawHTTP.get(port, "/health")?.hasPrefix("HTTP/1.1 200 ") == true)
    #expect(await site.end(after: SIGTERM) == 0)
    #expect(!FileSystem.exists(folder.pidfile))
    #expect(log.contains("] production.INFO: Site started {\"pid\":\(site.handle.pid),\"port\":\(port)}\n"))
    #expect(log.hasSuffix("] production.INFO: Site stopped {\"pid\":\(site.handle.pid),\"reason\":\"asked to\"}\n"))
    #expect(RawHTTP.get(port, "/health") == nil)
    #expect(site.output == "")
  }

  @Test func whatIsDestroyedMakesItIllAndWhatIsRestoredMakesItWell() async throws {
    try await Sandbox.prepare(state: state)
    let site = try await SiteProcess(state)
    _ = await listeningPid()
    let port = try SandboxPort.choose(state: state)
    func health() -> String { RawHTTP.get(port, "/health") ?? "" }
    let kept = folder.path + "/kept"

    #expect(health().hasPrefix("HTTP/1.1 200 "))
    try FileSystem.rename(folder.database, to: kept)
    #expect(health().hasPrefix("HTTP/1.1 503 "))
    #expect(
      health().hasSuffix(
        #"{"database":{"ok":false},"reason":"database.sqlite: unable to open database file","status":"failing"}"#))
    #expect(!FileSystem.exists(folder.database))
    #expect(RawHTTP.get(port, "/")?.hasPrefix("HTTP/1.1 503 ") == true)
    try FileSystem.writeAtomically(folder.database, Array(repeating: UInt8(ascii: "x"), count: 8192))
    #expect(health().contains("file is not a database"))
    try FileSystem.writeAtomically(folder.database, [])
    #expect(health().contains("no such table"))
    try FileSystem.rename(kept, to: folder.database)
    #expect(health().hasPrefix("HTTP/1.1 200 "))

    try FileSystem.rename(folder.files, to: kept)
    #expect(health().hasPrefix("HTTP/1.1 503 "))
    #expect(health().contains("public/index.php: no such file"))
    #expect(health().contains(#""database":{"concerts":120,"ok":true}"#))
    try FileSystem.rename(kept, to: folder.files)
    #expect(health().hasPrefix("HTTP/1.1 200 "))

    // Asked nine times while it was ill, it complained once within the minute (the day before had one error).
    #expect(log.split(separator: "\n").filter { $0.contains(".ERROR: Health check failed: ") }.count == 1)
    #expect(await site.end(after: SIGINT) == 0)
    #expect(!FileSystem.exists(folder.pidfile))
  }

  @Test func aSecondOneIsRefusedAndAHangUpIsNothing() async throws {
    try await Sandbox.prepare(state: state)
    let first = try await SiteProcess(state)
    let pid = try #require(await listeningPid())
    let secondState = StateFolder(state.path)
    let output = first.output.count
    let second = try await SiteProcess(secondState)
    #expect(await second.end() == 1)
    #expect(second.output.dropFirst(output) == "vigie sandbox: site: already running (pid \(pid))\n")
    first.handle.signal(SIGHUP)
    let port = try SandboxPort.choose(state: state)
    #expect(RawHTTP.get(port, "/health")?.hasPrefix("HTTP/1.1 200 ") == true)
    #expect(await listeningPid() == pid)
    #expect(await first.end(after: SIGTERM) == 0)
  }

  @Test func killedItLeavesAPidfileThatTheNextOneReplaces() async throws {
    try await Sandbox.prepare(state: state)
    let first = try await SiteProcess(state)
    _ = await listeningPid()
    #expect(await first.end(after: SIGKILL) == 128 + SIGKILL)
    #expect(FileSystem.exists(folder.pidfile))
    let second = try await SiteProcess(state)
    #expect(await eventually { await listeningPid() == second.handle.pid })
    #expect(await second.end(after: SIGTERM) == 0)
  }

  @Test func aStrangerOnThePortWhileAnAgentRunsIsNamed() async throws {
    try await Sandbox.prepare(state: state)
    let other = StateFolder(temporary.path + "/other")
    try await Sandbox.prepare(state: other)
    let stranger = try await SiteProcess(other)
    #expect(await eventually { FileSystem.exists(SandboxFolder(other).pidfile) })
    let port = try SandboxPort.choose(state: other)
    try FileSystem.writeAtomically(folder.port, Array("\(port)\n".utf8))
    let agent = try #require(try FileLock.take(state.agentLock))
    let site = try await SiteProcess(state)
    #expect(await site.end() == 1)
    #expect(site.output == "vigie sandbox: site: cannot listen on 127.0.0.1:\(port): Address already in use\n")
    #expect(!FileSystem.exists(folder.pidfile))
    withExtendedLifetime(agent) {}
    #expect(await stranger.end(after: SIGTERM) == 0)
  }

  @Test func withoutAnAgentItLeavesByItself() async throws {
    try await Sandbox.prepare(state: state)
    let site = try await SiteProcess(state, beat: 0.05, lone: 0.2)
    #expect(await site.end() == 0)
    #expect(!FileSystem.exists(folder.pidfile))
    #expect(log.hasSuffix("\"reason\":\"no agent\"}\n"))
  }

  @Test func withAnAgentItStaysAndIsActive() async throws {
    try await Sandbox.prepare(state: state)
    let agent = try #require(try FileLock.take(state.agentLock))
    let before = log.split(separator: "\n").count
    let site = try await SiteProcess(state, beat: 0.01, lone: 0.03)
    // Many times as long as it would have stayed alone.
    #expect(await eventually { log.split(separator: "\n").count > before + 10 })
    #expect(!site.handle.hasEnded)
    #expect(RawHTTP.get(try SandboxPort.choose(state: state), "/health")?.hasPrefix("HTTP/1.1 200 ") == true)
    // A log that was taken away is begun anew.
    try FileSystem.rename(folder.log, to: folder.log + ".1")
    #expect(await eventually { log.contains("] production.") })
    #expect(FileSystem.facts(folder.log)?.mode == 0o600)
    withExtendedLifetime(agent) {}
    #expect(await site.end(after: SIGTERM) == 0)
  }

  @Test func withoutItsFolderItServesAnIllSite() async throws {
    let site = try await SiteProcess(state)
    _ = await listeningPid()
    #expect(RawHTTP.get(try SandboxPort.choose(state: state), "/health")?.hasPrefix("HTTP/1.1 503 ") == true)
    #expect(await site.end(after: SIGTERM) == 0)
    // It says once that it cannot log.
    #expect(site.output == "vigie sandbox: open \(folder.log): No such file or directory\n")
  }
}
