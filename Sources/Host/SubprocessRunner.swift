import CKernel
import Glibc
import Subprocess
import SystemPackage

/// Runs programs with swift-subprocess: argument arrays only, a clean environment, and each command in a session of its
/// own, so that ending it ends everything that it started.
public struct SubprocessRunner: CommandRunner {
  /// How long a group that was asked to end (SIGTERM) may take before it is killed.
  public var graceSeconds: Double
  /// How long the rest of a pipeline may go on after one of its programs has failed.
  public var companionGraceSeconds: Double
  private let home: String

  /// A runner; `home` is the children's `HOME`.
  public init(home: String = "/nonexistent", graceSeconds: Double = 5, companionGraceSeconds: Double = 1) {
    self.home = home
    self.graceSeconds = graceSeconds
    self.companionGraceSeconds = companionGraceSeconds
  }

  public func run(_ command: Command) async throws(CommandError) -> CommandResult {
    let results = try await run(pipeline: [command])
    guard let result = results.first else { throw .notStarted(command.executable, detail: "no result") }
    return result
  }

  public func run(pipeline commands: [Command]) async throws(CommandError) -> [CommandResult] {
    var programs: [String] = []
    for command in commands {
      guard let path = SafePath.find(command.executable) else { throw .notFound(command.executable) }
      programs.append(path)
    }
    guard let limit = commands.map(\.limitSeconds).min() else { return [] }
    let streams = try Streams.open(for: commands)
    let groups = commands.map { _ in ProcessGroup(graceSeconds: graceSeconds) }
    let jobs = commands.indices.map { index in
      Job(command: commands[index], program: programs[index], streams: streams[index], group: groups[index])
    }
    // The children are awaited by a task that cannot be cancelled: cancelling ends the children, whose end ends it.
    let running = Task { await finish(jobs, limitSeconds: limit) }
    let outcomes = await withTaskCancellationHandler {
      await running.value
    } onCancel: {
      for group in groups { group.end(.cancelled) }
    }
    return try judge(outcomes, commands: commands, groups: groups, limitSeconds: limit)
  }

  private struct Job: Sendable {
    let command: Command
    let program: String
    let streams: Streams
    let group: ProcessGroup
  }

  private typealias Outcome = Result<CommandResult, CommandError>

  private func finish(_ jobs: [Job], limitSeconds: Double) async -> [Outcome] {
    let clock = Task {
      guard (try? await Task.sleep(for: .seconds(limitSeconds))) != nil else { return }
      for job in jobs { job.group.end(.limit) }
    }
    defer { clock.cancel() }
    return await withTaskGroup(of: (Int, Outcome).self) { group in
      for (index, job) in jobs.enumerated() { group.addTask { (index, await execute(job)) } }
      var outcomes = [Outcome?](repeating: nil, count: jobs.count)
      var endings: [Task<Void, Never>] = []
      for await (index, outcome) in group {
        outcomes[index] = outcome
        if (try? outcome.get())?.isSuccess != true, outcomes.contains(where: { $0 == nil }) {
          endings.append(endCompanions(jobs))
        }
      }
      for ending in endings { ending.cancel() }
      return outcomes.compactMap { $0 }
    }
  }

  /// Most programs end by themselves when their pipe breaks; one that does not look at it is ended.
  private func endCompanions(_ jobs: [Job]) -> Task<Void, Never> {
    Task {
      guard (try? await Task.sleep(for: .seconds(companionGraceSeconds))) != nil else { return }
      for job in jobs { job.group.end(.companion) }
    }
  }

  private func execute(_ job: Job) async -> Outcome {
    var options = PlatformOptions()
    options.createSession = true
    var environment: [Environment.Key: String] = [
      "PATH": SafePath.variable, "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": home,
    ]
    for (name, value) in job.command.environment {
      if let key = Environment.Key(rawValue: name) { environment[key] = value }
    }
    let configuration = Configuration(
      executable: .path(FilePath(job.program)), arguments: Arguments(job.command.arguments),
      environment: .custom(environment), workingDirectory: job.command.workingDirectory.map { FilePath($0) },
      platformOptions: options)
    let input = FileDescriptor(rawValue: job.streams.input)
    do {
      if let output = job.streams.output {
        async let drained: Void = Self.drain(job.streams, into: job.command.outputSink)
        let result = try await Subprocess.run(
          configuration, input: .fileDescriptor(input, closeAfterSpawningProcess: true),
          output: .fileDescriptor(FileDescriptor(rawValue: output), closeAfterSpawningProcess: true), error: .sequence
        ) { execution in
          job.group.enter(leader: execution.processIdentifier.value)
          let errors = await Self.collect(execution.standardError, keeping: .last, limit: job.command.captureLimit)
          await job.group.leave()
          return (CapturedBytes(keeping: .first, limit: 0), errors)
        }
        await drained
        return .success(Self.result(result.terminationStatus, result.closureResult))
      }
      let result = try await Subprocess.run(
        configuration, input: .fileDescriptor(input, closeAfterSpawningProcess: true), output: .sequence,
        error: .sequence
      ) { execution in
        job.group.enter(leader: execution.processIdentifier.value)
        async let output = Self.collect(execution.standardOutput, keeping: .first, limit: job.command.captureLimit)
        async let errors = Self.collect(execution.standardError, keeping: .last, limit: job.command.captureLimit)
        let captured = await (output, errors)
        await job.group.leave()
        return captured
      }
      return .success(Self.result(result.terminationStatus, result.closureResult))
    } catch {
      return .failure(.notStarted(job.command.executable, detail: "\(error)"))
    }
  }

  /// Hands what comes through a pipe to a sink, and on to the next program if there is one, until the pipe is closed: on a
  /// thread of its own, for the sink may take its time.
  private static func drain(_ streams: Streams, into sink: OutputSink?) async {
    guard let pipe = streams.sink, let sink else { return }
    await withCheckedContinuation { (answer: CheckedContinuation<Void, Never>) in
      @Sendable func end() {
        // Whoever still writes is told by SIGPIPE.
        close(pipe)
        if let relay = streams.relay { close(relay) }
        answer.resume()
      }
      let hasThread = startThread {
        // As much as a pipe is made to hold, so that both sides wait seldom.
        let size = 1 << 20
        _ = vigie_widen_pipe(pipe, Int32(size))
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
        defer { room.deallocate() }
        while true {
          let count = read(pipe, room.baseAddress, room.count)
          if count < 0 && errno == EINTR { continue }
          guard count > 0 else { break }
          let piece = UnsafeRawBufferPointer(rebasing: room[..<count])
          sink.write(piece)
          if let relay = streams.relay, !pass(piece, to: relay) { break }
        }
        end()
      }
      if !hasThread { end() }
    }
  }

  /// `false` when nobody reads any more; signals are blocked in the threads that we start, so that it is only an error.
  private static func pass(_ piece: UnsafeRawBufferPointer, to pipe: Int32) -> Bool {
    var passed = 0
    while passed < piece.count {
      let count = write(pipe, piece.baseAddress?.advanced(by: passed), piece.count - passed)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      passed += count
    }
    return true
  }

  private static func collect(_ stream: SubprocessOutputSequence, keeping end: CapturedBytes.End, limit: Int) async
    -> CapturedBytes
  {
    var captured = CapturedBytes(keeping: end, limit: limit)
    do {
      for try await piece in stream { piece.withUnsafeBytes { captured.append($0) } }
    } catch {
      // What was read before stays; the status of the process tells the rest.
    }
    captured.finish()
    return captured
  }

  private static func result(_ status: TerminationStatus, _ captured: (CapturedBytes, CapturedBytes)) -> CommandResult {
    let ending: CommandResult.Ending
    switch status {
    case .exited(let code): ending = .exited(code)
    case .signaled(let number): ending = .signalled(number)
    }
    return CommandResult(
      ending: ending, output: captured.0.bytes, errorOutput: captured.1.bytes,
      isTruncated: captured.0.isTruncated || captured.1.isTruncated)
  }

  private func judge(_ outcomes: [Outcome], commands: [Command], groups: [ProcessGroup], limitSeconds: Double)
    throws(CommandError) -> [CommandResult]
  {
    for (command, group) in zip(commands, groups) {
      switch group.reason {
      case .cancelled: throw .cancelled(command.executable)
      case .limit: throw .timedOut(command.executable, limitSeconds: limitSeconds)
      case .companion, nil: continue
      }
    }
    var results: [CommandResult] = []
    for outcome in outcomes { results.append(try outcome.get()) }
    return results
  }
}
