import Glibc
import Host
import Synchronization
import TestSupport
import Testing

@Suite struct DetachedProgramTests {
  @Test func itLeadsASessionOfItsOwnWritesItsLogAndLeavesNoZombie() async throws {
    let folder = try TemporaryFolder()
    let log = folder.path + "/log"
    let program = DetachedProgram(["sh", "-c", "echo started; exec sleep 600"], logFile: log)
    let status = Mutex<Int32?>(nil)
    let pid = try program.launch { code in status.withLock { $0 = code } }
    #expect(getsid(pid) == pid)
    #expect(await eventually { (try? FileSystem.read(log)) == Array("started\n".utf8) })
    #expect(FileSystem.facts(log)?.mode == 0o600)
    kill(pid, SIGTERM)
    #expect(await eventually { status.withLock { $0 } == 128 + SIGTERM })
    #expect(ProcessFacts.read(pid: pid, roots: Roots()) == nil)
  }

  @Test func whatCannotStartSaysSo() async throws {
    #expect(throws: CommandError.notFound("no-such-program")) {
      _ = try DetachedProgram(["no-such-program"]).launch()
    }
    #expect(throws: CommandError.self) {
      _ = try DetachedProgram(["true"], logFile: "/no/such/folder/log").launch()
    }
  }

  @Test func aHandleSeesTheEndOfItsProcess() async throws {
    let pid = try DetachedProgram(["sleep", "600"]).launch()
    let handle = try #require(ProcessHandle(pid: pid))
    #expect(!handle.hasEnded)
    #expect(await handle.waitForEnd(withinSeconds: 0.05) == false)
    #expect(handle.signal(SIGTERM))
    #expect(await handle.waitForEnd(withinSeconds: 20))
    #expect(await eventually { !handle.signal(0) })
    #expect(ProcessHandle(pid: 0) == nil)
    #expect(ProcessHandle(pid: -1) == nil)
  }
}
