import Glibc
import Host
import Maintenance
import Wire

/// Finds the agent of a state folder, or starts it.
package struct AgentLink {
  package let surroundings: Surroundings

  /// Connects; starts an agent when none runs.
  ///
  /// - Throws: ``Complaint`` with what the agent said when it did not come up.
  package func connect() async throws(Complaint) -> WireClient {
    do { return try WireClient(path: surroundings.state.socket) } catch {
      switch error {
      case .noAgent: break
      default: throw Complaint(error)
      }
    }
    try await start()
    // The socket appears within milliseconds; a slow disk may take longer. Whoever waits here has a frame on the screen.
    let clock = ContinuousClock()
    let deadline = clock.now.advanced(by: .seconds(10))
    while clock.now < deadline {
      if let client = try? WireClient(path: surroundings.state.socket) { return client }
      if let ended { throw ended }
      try? await Task.sleep(for: .milliseconds(2))
    }
    throw Complaint.agentDidNotStart(status: nil, log: surroundings.state.agentLog)
  }

  /// A conversation for one command.
  package func converse() async throws(Complaint) -> WireConversation {
    _ = try await connect()
    do { return try WireConversation(path: surroundings.state.socket, program: Version.current) } catch {
      throw Complaint(error)
    }
  }

  /// A conversation with an agent that runs already; none is started.
  package func converseWithRunning() throws(Complaint) -> WireConversation {
    do { return try WireConversation(path: surroundings.state.socket, program: Version.current) } catch {
      throw Complaint(error)
    }
  }

  private let agentEnding = Ending()

  package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

  /// What the agent that was started here said when it ended; `nil` while it lives, and while another one does: that one
  /// was quicker, and its socket is about to appear.
  package var ended: Complaint? {
    guard let status = agentEnding.value, !FileLock.isHeld(surroundings.state.agentLock) else { return nil }
    return Complaint.agentDidNotStart(status: status, log: surroundings.state.agentLog)
  }

  /// Starts an agent for this state folder. It says nothing when another one was quicker.
  package func start() async throws(Complaint) {
    let state = surroundings.state
    do { try FileSystem.makeFolder(state.path) } catch { throw Complaint.stateFolder(error) }
    guard access(state.path, W_OK | X_OK) == 0 else {
      throw Complaint.stateFolder(FileFault("access", state.path, code: errno))
    }
    var arguments = [Surroundings.enginePath, "agent", "--state", state.path, "--transient"]
    if let plan = surroundings.planFile { arguments += ["--plan", plan] }
    if let lang = surroundings.options.lang { arguments += ["--lang", lang] }
    let options = surroundings.options
    arguments += ["--procfs", options.roots.proc, "--sysfs", options.roots.sys]
    if !options.roots.root.isEmpty { arguments += ["--rootfs", options.roots.root] }
    // Each start begins a new log: it is read back when the agent does not come up.
    unlink(state.agentLog)
    let ending = agentEnding
    do {
      _ = try DetachedProgram(arguments, logFile: state.agentLog).launch { ending.set($0) }
    } catch { throw Complaint.agentNotLaunched(error) }
  }
}
