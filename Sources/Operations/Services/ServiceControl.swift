import Glibc
import Host
import Maintenance

/// One service of the plan, controlled as the plan says that it is run. Describes before it acts.
struct ServiceControl {
  let service: ServicePlan
  let context: StepContext

  /// How long a daemon may take to end by itself before it is killed.
  static let stopGraceSeconds = 15.0
  /// How long a daemon may take to write its pidfile.
  static let startSeconds = 30.0

  /// The service that the step names.
  init(_ context: StepContext) throws(StepFailure) {
    let name = try context.argument("service")
    guard let service = context.plan.services.first(where: { $0.name == name }) else {
      throw StepFailure(
        context.say("\(name) : pas de tel service dans le plan", "\(name): no such service in the plan"))
    }
    self.init(service: service, context: context)
  }

  init(service: ServicePlan, context: StepContext) {
    self.service = service
    self.context = context
  }

  /// Whether it runs now.
  func isRunning() async throws(StepFailure) -> Bool {
    switch service.manager {
    case .unit(let unit):
      return ["active", "reloading"].contains(try await activity(of: unit))
    case .pidfile(let path, let start): return try daemon(pidfile: path, start: start) != nil
    case .process, .none: throw uncontrolled
    }
  }

  /// Starts it and waits until it runs.
  func start() async throws(StepFailure) -> StepOutcome {
    if try await isRunning() { return .skipped(context.say("déjà démarré", "already running")) }
    switch service.manager {
    case .unit(let unit): return try await systemctl("start", unit, expecting: ["active"])
    case .pidfile(let path, let start): return try await startDaemon(pidfile: path, start: start)
    case .process, .none: throw uncontrolled
    }
  }

  /// Stops it and waits until it has ended.
  func stop() async throws(StepFailure) -> StepOutcome {
    switch service.manager {
    case .unit(let unit):
      guard try await isRunning() else { return .skipped(context.say("déjà arrêté", "not running")) }
      return try await systemctl("stop", unit, expecting: ["inactive", "failed"])
    case .pidfile(let path, let start): return try await stopDaemon(pidfile: path, start: start)
    case .process, .none: throw uncontrolled
    }
  }

  /// Stops it if it runs, and starts it.
  func restart() async throws(StepFailure) -> StepOutcome {
    if case .unit(let unit) = service.manager { return try await systemctl("restart", unit, expecting: ["active"]) }
    _ = try await stop()
    return try await start()
  }

  /// Makes it read its configuration again; units only.
  func reload() async throws(StepFailure) -> StepOutcome {
    guard case .unit(let unit) = service.manager else {
      throw StepFailure(context.say("\(service.name) : ne sait pas recharger", "\(service.name): cannot reload"))
    }
    return try await systemctl("reload", unit, expecting: ["active"])
  }

  /// The commands as a person would type them.
  func commands(_ verb: ServiceVerb) -> [String] {
    switch (service.manager, verb) {
    case (.unit(let unit), _): [ServiceControl.systemctl(verb.rawValue, unit).display]
    case (.pidfile(_, let start), .start): [ServiceControl.display(start)]
    case (.pidfile(let path, _), .stop): ["kill -TERM \"$(cat \(Command("cat", [path]).display.dropFirst(4)))\""]
    case (.pidfile, .restart): commands(.stop) + commands(.start)
    case (.pidfile, .reload), (.process, _), (.none, _): []
    }
  }

  private var uncontrolled: StepFailure {
    StepFailure(
      context.say(
        "\(service.name) : le plan ne dit pas comment le commander",
        "\(service.name): the plan gives no way to control it"))
  }

  // MARK: systemd

  private static func systemctl(_ verb: String, _ unit: String) -> Command {
    Command("systemctl", ["--no-ask-password", verb, unit], limitSeconds: 120)
  }

  private static func display(_ words: [String]) -> String {
    words.first.map { Command($0, Array(words.dropFirst())).display } ?? ""
  }

  /// `ActiveState` (systemctl(1)); a unit that the host does not have is a failure.
  private func activity(of unit: String) async throws(StepFailure) -> String {
    let command = Command("systemctl", ["show", "--property=LoadState,ActiveState", unit], limitSeconds: 20)
    let result: CommandResult
    do throws(CommandError) { result = try await context.host.commands.run(command) } catch { throw StepFailure(error) }
    guard result.isSuccess else {
      throw StepFailure(
        "systemctl show \(unit): \(result.endingText): \(result.errorText)", exitStatus: result.shellStatus)
    }
    let lines = result.text.split(separator: "\n")
    if lines.contains("LoadState=not-found") {
      throw StepFailure("\(unit): " + context.say("unité inconnue", "no such unit"))
    }
    return lines.first { $0.hasPrefix("ActiveState=") }.map { String($0.dropFirst(12)) } ?? ""
  }

  private func systemctl(_ verb: String, _ unit: String, expecting: [String]) async throws(StepFailure) -> StepOutcome {
    let result = try await context.run(ServiceControl.systemctl(verb, unit))
    let state = try await activity(of: unit)
    guard expecting.contains(state) else { throw StepFailure("\(unit): \(state)", exitStatus: result.shellStatus) }
    return StepOutcome(exitStatus: result.shellStatus, message: "\(unit): \(state)")
  }

  // MARK: Daemons with a pidfile

  /// The living process that the pidfile names, if it is the plan's program: a number that has been given to another
  /// process since is nobody.
  func daemon(pidfile: String, start: [String]) throws(StepFailure) -> ProcessHandle? {
    guard let (handle, facts) = living(pidfile: pidfile), ServiceControl.isProgram(facts.arguments, started: start)
    else { return nil }
    return handle
  }

  /// The living process that the pidfile names, whatever program it runs.
  private func living(pidfile: String) -> (handle: ProcessHandle, facts: ProcessFacts)? {
    guard let file = FileSystem.facts(pidfile), file.kind == .file,
      let text = try? FileSystem.read(pidfile, limit: 4096),
      let pid = Int32(String(decoding: text, as: UTF8.self).prefix { $0.isNumber }),
      let handle = ProcessHandle(pid: pid),
      // Read after the handle was opened: these facts are of the process that the handle stands for.
      let facts = ProcessFacts.read(pid: pid, roots: context.host.roots), facts.isAlive, !handle.hasEnded
    else { return nil }
    return (handle, facts)
  }

  /// A process that lives, but is not the plan's program, is not signalled, and its service is not said to be stopped.
  private func unrecognised(_ facts: ProcessFacts, _ pidfile: String) -> StepFailure {
    let program = facts.arguments.first ?? "?"
    return StepFailure(
      context.say(
        "\(pidfile) nomme le pid \(facts.pid), qui est \(program) et non le programme du plan : rien n’a été signalé ; corrigez start: dans le plan, ou enlevez ce fichier s’il est périmé",
        "\(pidfile) names pid \(facts.pid), which is \(program) and not the plan's program: nothing was signalled; correct start: in the plan, or remove the file when it is stale"
      ))
  }

  /// Whether an argument array is that of a program that was started so: run by itself, by an interpreter, or with a
  /// title of its own (`nginx: master process`). Without a start command any process may be the one.
  static func isProgram(_ arguments: [String], started start: [String]) -> Bool {
    guard let program = start.first else { return true }
    let name = FileSystem.name(of: program)
    if let title = arguments.first, title.hasPrefix(name + ": ") { return true }
    guard arguments.prefix(2).contains(where: { FileSystem.name(of: $0) == name }) else { return false }
    // One program may be many services: its first argument must be there too.
    return start.count < 2 || arguments.contains(start[1])
  }

  private func startDaemon(pidfile: String, start: [String]) async throws(StepFailure) -> StepOutcome {
    guard !start.isEmpty else {
      throw StepFailure(
        context.say("\(service.name) : pas de commande de démarrage", "\(service.name): no start command in the plan"))
    }
    let log = context.state.path + "/services/\(service.name).log"
    do throws(FileFault) {
      try FileSystem.makeFolder(FileSystem.parent(of: log))
      // One that is left over names nobody; the program writes its own.
      try FileSystem.removeFile(pidfile)
    } catch {
      throw StepFailure(error)
    }
    context.output.write("$ " + ServiceControl.display(start) + "\n")
    let ending = DaemonEnding()
    let launched: Int32
    do throws(CommandError) {
      launched = try DetachedProgram(start, logFile: log).launch { ending.set($0) }
    } catch {
      throw StepFailure(error)
    }
    let process = ProcessHandle(pid: launched)
    do throws(StepFailure) {
      return try await awaitDaemon(pidfile: pidfile, start: start, ending: ending, log: log)
    } catch {
      // What was started but never came up is not left behind, nor what it has started: it leads a group of its own.
      if let process, !process.hasEnded { kill(-launched, SIGTERM) }
      throw error
    }
  }

  private func awaitDaemon(pidfile: String, start: [String], ending: DaemonEnding, log: String)
    async throws(StepFailure) -> StepOutcome
  {
    let began = ContinuousClock.now
    while began.duration(to: .now) < .seconds(ServiceControl.startSeconds) {
      if let handle = try daemon(pidfile: pidfile, start: start) {
        return StepOutcome(exitStatus: 0, message: "pid \(handle.pid)")
      }
      if let status = ending.status, status != 0 {
        throw StepFailure("\(start[0]): exit status \(status)\(lastLine(of: log))", exitStatus: status)
      }
      guard (try? await Task.sleep(for: .milliseconds(20))) != nil else {
        throw StepFailure(context.say("annulé pendant le démarrage", "cancelled while it started"))
      }
    }
    throw StepFailure(
      context.say("\(service.name) n’a pas écrit \(pidfile)", "\(service.name) did not write \(pidfile)")
        + lastLine(of: log))
  }

  private func stopDaemon(pidfile: String, start: [String]) async throws(StepFailure) -> StepOutcome {
    guard let handle = try daemon(pidfile: pidfile, start: start) else {
      if let stranger = living(pidfile: pidfile) { throw unrecognised(stranger.facts, pidfile) }
      return .skipped(context.say("déjà arrêté", "not running"))
    }
    context.output.write("$ kill -TERM \(handle.pid)\n")
    guard handle.signal(SIGTERM) || handle.hasEnded else {
      throw StepFailure("kill \(handle.pid): " + String(cString: strerror(errno)))
    }
    if await handle.waitForEnd(withinSeconds: ServiceControl.stopGraceSeconds) {
      return StepOutcome(
        exitStatus: 0, message: context.say("arrêté (pid \(handle.pid))", "stopped (pid \(handle.pid))"))
    }
    if Task.isCancelled { throw StepFailure(context.say("annulé pendant l’arrêt", "cancelled while it stopped")) }
    context.output.write("$ kill -KILL \(handle.pid)\n")
    handle.signal(SIGKILL)
    guard await handle.waitForEnd(withinSeconds: 5) else {
      throw StepFailure("pid \(handle.pid): " + context.say("ne se termine pas", "does not end"))
    }
    return StepOutcome(
      exitStatus: 137,
      message: context.say(
        "tué après \(Int(ServiceControl.stopGraceSeconds)) s", "killed after \(Int(ServiceControl.stopGraceSeconds)) s")
    )
  }

  private func lastLine(of log: String) -> String {
    guard let text = try? FileSystem.read(log),
      let line = String(decoding: text.suffix(4096), as: UTF8.self).split(separator: "\n").last
    else { return "" }
    return ": " + line
  }
}
