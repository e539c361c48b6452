import Agent
import ArgumentParser
import Clients
import Dispatch
import Glibc
import Host
import Maintenance
import Operations
import Sandbox
import Wire

/// `vigie agent`
struct AgentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "agent", abstract: "The engine, in the foreground.")

  @Flag(help: "End a minute after the last client when nothing runs.")
  var transient = false

  @Flag(help: "End the agent that runs.")
  var stop = false

  /// How long a transient agent stays after its last client.
  @Option(help: .hidden) var unusedSeconds: Double = 60

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await Session.run(common) { session in
      if stop {
        try session.mayChange()
        let conversation = try AgentLink(session.surroundings).converseWithRunning()
        let pid = conversation.welcome.pid
        if session.rehearses("arrêter l’agent (pid \(pid))", "end the agent (pid \(pid))") { return }
        _ = try conversation.ask(.stop)
        return try await untilGone(session)
      }
      try await serve(session)
    }
  }

  /// What comes next must not meet an agent on its way out.
  private func untilGone(_ session: Session) async throws {
    let deadline = ContinuousClock.now + .seconds(30)
    while FileLock.isHeld(session.surroundings.state.agentLock) {
      guard ContinuousClock.now < deadline else {
        throw Complaint(
          french: "l’agent a dit qu’il s’arrête, mais il est encore là après 30 s",
          english: "the agent said that it ends, but it is still there after 30 s", status: 69)
      }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  private func serve(_ session: Session) async throws {
    let state = session.surroundings.state
    do { try FileSystem.makeFolder(state.path) } catch { throw Complaint.stateFolder(error) }
    let source = try session.plan()
    let site = source.plan.isSandbox ? SandboxStart.site(of: source.plan, in: state) : nil
    var configuration = AgentConfiguration(
      plan: source.plan, zone: source.zone, state: state, version: Version.current,
      executable: Surroundings.executable, unusedSeconds: transient ? unusedSeconds : nil,
      starting: Set([site].compactMap(\.self)))
    configuration.planFile = session.surroundings.planFile
    configuration.planStamp = session.surroundings.planStamp
    if source.plan.isSandbox {
      let start = SandboxStart(state: state, host: session.surroundings.host, plan: source.plan)
      configuration.preparation = { await start.run() }
    }
    let engine: Engine
    do { engine = try await Engine(configuration, host: session.surroundings.host) } catch { throw Complaint(error) }
    let signals = [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { Task { await engine.end() } }
      source.resume()
      return source
    }
    // A viewer's hang-up is not the agent's business.
    signal(SIGHUP, SIG_IGN)
    await engine.run()
    for source in signals { source.cancel() }
  }
}

extension Complaint {
  init(_ error: AgentError) {
    switch error {
    case .alreadyRunning(let pid):
      let who = pid.map { " (pid \($0))" } ?? ""
      self.init(
        french:
          "un agent tourne déjà pour ce dossier d’état\(who) : « vigie » s’y connecte, « vigie agent --stop » l’arrête",
        english:
          "an agent already runs for this state folder\(who): \"vigie\" connects to it, \"vigie agent --stop\" ends it")
    case .stateFolder(let fault): self = .stateFolder(fault)
    case .socket(let error): self.init(error)
    }
  }
}
