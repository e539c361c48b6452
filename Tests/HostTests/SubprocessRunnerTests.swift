import Glibc
import Host
import Synchronization
import TestSupport
import Testing

@Suite struct SubprocessRunnerTests {
  let runner = SubprocessRunner(graceSeconds: 0.3, companionGraceSeconds: 0.2)

  @Test func outputStatusAndErrorsAreCaptured() async throws {
    let result = try await runner.run(Command("sh", ["-c", "echo out; echo err >&2; exit 3"]))
    #expect(result.text == "out\n")
    #expect(result.errorText == "err\n")
    #expect(result.ending == .exited(3))
    #expect(!result.isTruncated)
  }

  @Test func theEnvironmentIsCleanAndArgumentsAreNotInterpreted() async throws {
    setenv("VIGIE_TEST_SECRET", "leak", 1)
    let environment = try await runner.run(Command("env", environment: ["EXTRA": "1"])).text
    let lines = Set(environment.split(separator: "\n").map(String.init))
    #expect(
      lines == ["PATH=" + SafePath.variable, "LC_ALL=C.UTF-8", "TZ=UTC", "HOME=/nonexistent", "EXTRA=1"])
    let echoed = try await runner.run(Command("printf", ["%s|", "a b", "$(id)", "'", ""]))
    #expect(echoed.text == "a b|$(id)|'||")
  }

  @Test func theWorkingFolderAndTheInputFileAreUsed() async throws {
    let folder = try TemporaryFolder()
    let input = try folder.write("in", "hello")
    let result = try await runner.run(
      Command("sh", ["-c", "cat; pwd"], workingDirectory: folder.path, inputFile: input))
    #expect(result.text.hasPrefix("hello/"))
    let silent = try await runner.run(Command("cat"))
    #expect(silent.output.isEmpty && silent.isSuccess)
  }

  @Test func aTextGoesInHoweverLong() async throws {
    let text = String(repeating: "SELECT 'é';\n", count: 400_000)
    let result = try await runner.run(Command("wc", ["-c"], inputText: text))
    #expect(result.text == "\(text.utf8.count)\n")
    let display = Command("mariadb", ["--batch"], inputText: text).display
    #expect(display.hasPrefix("mariadb --batch <<< 'SELECT ") && display.utf8.count < 2500)
    #expect(Command("x", inputText: "SELECT 1").display == "x <<< 'SELECT 1'")
  }

  /// What a sink looks at within a pipeline goes on to the next program; what it takes at the end is all of it.
  @Test func aSinkTakesWhatPasses() async throws {
    let (middle, end) = (Gathered(), Gathered())
    let commands = [
      Command("head", ["-c", "5000000", "/dev/zero"]), Command("cat", outputSink: middle.sink),
      Command("tr", ["\\0", "x"], outputSink: end.sink),
    ]
    let results = try await runner.run(pipeline: commands)
    #expect(results.allSatisfy(\.isSuccess) && results.allSatisfy(\.output.isEmpty))
    #expect(middle.bytes == [UInt8](repeating: 0, count: 5_000_000))
    #expect(end.bytes == [UInt8](repeating: 0x78, count: 5_000_000))
  }

  @Test func aSinkDoesNotKeepAPipelineThatFailed() async throws {
    let (middle, end) = (Gathered(), Gathered())
    let commands = [
      Command("cat", ["/dev/zero"], outputSink: middle.sink),
      Command("sh", ["-c", "head -c 10; exit 4"], outputSink: end.sink),
    ]
    let results = try await runner.run(pipeline: commands)
    #expect(results.map(\.shellStatus) == [141, 4])
    #expect(end.bytes.count == 10)
  }

  @Test func aMissingProgramIsNamed() async throws {
    await #expect(throws: CommandError.notFound("no-such-program")) {
      _ = try await runner.run(Command("no-such-program"))
    }
    await #expect(throws: CommandError.notFound("/no/such")) {
      _ = try await runner.run(pipeline: [Command("true"), Command("/no/such")])
    }
    await #expect(throws: CommandError.notFound("/etc/passwd")) { _ = try await runner.run(Command("/etc/passwd")) }
  }

  @Test func capturedOutputIsCappedAndTheProgramStillEnds() async throws {
    let command = Command(
      "sh", ["-c", "head -c 300000 /dev/zero; (head -c 200000 /dev/zero; echo tail) >&2"], captureLimit: 1000)
    let result = try await runner.run(command)
    #expect(result.output.count == 1000)
    #expect(result.errorOutput.count == 1000)
    #expect(result.errorText.hasSuffix("tail\n"))
    #expect(result.isTruncated)
    #expect(result.isSuccess)
  }

  @Test func anOutputFileIsNewAndClosedToOthers() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/out"
    let result = try await runner.run(Command("echo", ["hello"], outputFile: path))
    #expect(result.isSuccess && result.output.isEmpty)
    #expect(try FileSystem.read(path) == Array("hello\n".utf8))
    #expect(FileSystem.facts(path)?.mode == 0o600)
    await #expect(throws: CommandError.self) { _ = try await runner.run(Command("echo", outputFile: path)) }
    #expect(try FileSystem.read(path) == Array("hello\n".utf8))
  }

  @Test func aTimeLimitEndsTheWholeGroupEvenWhenItIgnoresTerm() async throws {
    let folder = try TemporaryFolder()
    let script = "trap '' TERM; sh -c 'trap \"\" TERM; echo $$; while :; do sleep 1; done' > \(folder.path)/pid & wait"
    await #expect(throws: CommandError.timedOut("sh", limitSeconds: 0.5)) {
      _ = try await runner.run(Command("sh", ["-c", script], limitSeconds: 0.5))
    }
    #expect(try await hasEnded(folder.path + "/pid"))
  }

  @Test func cancellingTheTaskEndsTheWholeGroup() async throws {
    let folder = try TemporaryFolder()
    let pidFile = folder.path + "/pid"
    let task = Task { [runner] in
      try await runner.run(
        Command(
          "sh", ["-c", "(echo $BASHPID$$ > /dev/null; exec sh -c 'echo $$ > \(pidFile); exec sleep 600') & wait"]))
    }
    #expect(await eventually { (FileSystem.facts(pidFile)?.bytes ?? 0) > 0 })
    task.cancel()
    await #expect(throws: CommandError.cancelled("sh")) { _ = try await task.value }
    #expect(try await hasEnded(pidFile))
  }

  @Test func aTaskCancelledBeforeItStartsRunsNothingToItsEnd() async throws {
    let task = Task { [runner] in
      withUnsafeCurrentTask { $0?.cancel() }
      return try await runner.run(Command("sleep", ["600"]))
    }
    await #expect(throws: CommandError.cancelled("sleep")) { _ = try await task.value }
  }

  @Test func aPipelinePassesBytesAndReportsEveryStatus() async throws {
    let folder = try TemporaryFolder()
    let out = folder.path + "/out.gz"
    let results = try await runner.run(pipeline: [
      Command("sh", ["-c", "printf 'a\\nb\\n'; echo remark >&2; exit 4"]), Command("gzip", ["-c"], outputFile: out),
    ])
    #expect(results.map(\.ending) == [.exited(4), .exited(0)])
    #expect(results[0].errorText == "remark\n")
    let back = try await runner.run(pipeline: [Command("gzip", ["-dc", out]), Command("sort", ["-r"])])
    #expect(back.last?.text == "b\na\n")
  }

  @Test func whenTheReaderDiesTheWriterEnds() async throws {
    let results = try await runner.run(pipeline: [Command("yes"), Command("head", ["-c", "10"])])
    #expect(results[0].ending == .signalled(SIGPIPE))
    #expect(results[1].output.count == 10)
    // One that never touches its pipe is ended too.
    let stubborn = try await runner.run(pipeline: [Command("sleep", ["600"]), Command("false")])
    #expect(stubborn.map(\.isSuccess) == [false, false])
    #expect(stubborn[1].ending == .exited(1))
  }

  @Test func aKilledWriterIsSeenAlthoughTheReaderIsContent() async throws {
    let results = try await runner.run(pipeline: [Command("sh", ["-c", "echo a; kill -9 $$"]), Command("cat")])
    #expect(results.map(\.ending) == [.signalled(9), .exited(0)])
    #expect(results[0].shellStatus == 137)
  }

  @Test func aGrandchildThatKeepsThePipeDoesNotHoldTheResult() async throws {
    let folder = try TemporaryFolder()
    let pidFile = folder.path + "/pid"
    let result = try await runner.run(
      Command("sh", ["-c", "sh -c 'echo $$ > \(pidFile); exec sleep 600' & while ! test -s \(pidFile); do :; done"]))
    #expect(result.isSuccess)
    let pid = try #require(Int32(String(decoding: try FileSystem.read(pidFile), as: UTF8.self).dropLast()))
    kill(pid, SIGKILL)
  }

  @Test func noDescriptorOfOursReachesAChild() async throws {
    let folder = try TemporaryFolder()
    let lock = try #require(try FileLock.take(folder.path + "/lock"))
    let listed = try await runner.run(Command("ls", ["/proc/self/fd"])).text.split(separator: "\n")
    #expect(listed.count <= 4)
    _ = lock
  }

  /// Whether the process whose pid a file holds comes to its end.
  private func hasEnded(_ pidFile: String) async throws -> Bool {
    let text = String(decoding: try FileSystem.read(pidFile), as: UTF8.self)
    let pid = try #require(Int32(text.split(separator: "\n").first ?? ""))
    return await eventually { ProcessFacts.read(pid: pid, roots: Roots())?.isAlive != true }
  }
}

/// What a sink was given.
private final class Gathered: Sendable {
  private let state = Mutex<[UInt8]>([])
  var bytes: [UInt8] { state.withLock { $0 } }
  var sink: OutputSink { OutputSink { [self] piece in state.withLock { $0.append(contentsOf: piece) } } }
}
