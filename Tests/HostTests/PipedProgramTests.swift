import Glibc
import Host
import TestSupport
import Testing

@Suite struct PipedProgramTests {
  private func wait(for program: PipedProgram) {
    var waiter = pollfd(fd: program.descriptor, events: Int16(POLLIN), revents: 0)
    poll(&waiter, 1, 10_000)
  }

  @Test func itsOutputComesAsItIsSaid() throws {
    let program = try PipedProgram(["sh", "-c", "echo one; echo two >&2; sort /dev/null; env | sort"])
    while !program.take() { wait(for: program) }
    let said = String(decoding: program.output, as: UTF8.self)
    #expect(said.hasPrefix("one\ntwo\n") && said.contains("LC_ALL=C.UTF-8") && said.contains("HOME=/nonexistent"))
    #expect(program.take(), "it stays over")
  }

  @Test func nobodyWaitsForOneThatSaysNothing() async throws {
    var pid: Int32 = 0
    do {
      let program = try PipedProgram(["sh", "-c", "echo $$; exec sleep 600"])
      while program.output.isEmpty {
        wait(for: program)
        #expect(!program.take())
      }
      pid = try #require(Int32(String(decoding: program.output, as: UTF8.self).dropLast()))
      #expect(!program.take())
    }
    #expect(kill(pid, 0) != 0 && errno == ESRCH, "it ends with whoever wanted its output")
  }

  @Test func oneThatSaysTooMuchIsCutOff() throws {
    let program = try PipedProgram(["yes"], longestOutput: 100_000)
    while !program.take() { wait(for: program) }
    #expect((100_000...200_000).contains(program.output.count))
  }

  @Test func whatCannotStartSaysSo() {
    #expect(throws: CommandError.notFound("no-such-program")) { _ = try PipedProgram(["no-such-program"]) }
  }
}
