import Glibc
import Host
import TestSupport
import Testing

@Suite("A program that must not outlive us") struct CompanionProgramTests {
  @Test("runs, writes into its log, and tells its end") func life() async throws {
    let folder = try TemporaryFolder()
    let (ends, told) = AsyncStream.makeStream(of: Int32.self)
    let log = folder.path + "/log"
    let pid = try await CompanionProgram(["sh", "-c", "echo here; exit 3"], logFile: log).start { told.yield($0) }
    #expect(pid > 0)
    #expect(await ends.first { _ in true } == 3)
    #expect(try FileSystem.read(log) == Array("here\n".utf8))
  }

  @Test("is ended by the kernel with the process that started it") func death() async throws {
    let folder = try TemporaryFolder()
    // A shell that starts the program just as we do, and is then killed.
    let file = folder.path + "/pid"
    let parent = try await CompanionProgram(
      ["sh", "-c", "setpriv --pdeathsig KILL -- sleep 1000 & echo $! > \(file).new; mv \(file).new \(file); wait"],
      logFile: folder.path + "/log"
    ).start()
    #expect(await eventually { FileSystem.exists(file) })
    let text = String(decoding: try FileSystem.read(file), as: UTF8.self)
    let child = try #require(Int32(text.prefix { $0.isNumber }))
    kill(parent, SIGKILL)
    #expect(await eventually { ProcessFacts.read(pid: child, roots: Roots())?.isAlive != true })
  }

  @Test("a program that is not there is named") func missing() async throws {
    let folder = try TemporaryFolder()
    await #expect(throws: CommandError.self) {
      try await CompanionProgram(["no-such-program"], logFile: folder.path + "/log").start()
    }
  }
}
