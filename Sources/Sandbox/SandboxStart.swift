import Host
import Maintenance

/// What the agent does once at its start when the plan is the sandbox's.
public struct SandboxStart: Sendable {
  private let state: StateFolder
  private let host: Host
  private let plan: Plan

  /// The sandbox of a state folder; the plan says how its site is started.
  public init(state: StateFolder, host: Host, plan: Plan) {
    self.state = state
    self.host = host
    self.plan = plan
  }

  /// The service of the plan that is the sandbox's site; `nil` when there is none.
  public static func site(of plan: Plan, in state: StateFolder) -> String? { find(plan, SandboxFolder(state))?.name }

  private static func find(_ plan: Plan, _ folder: SandboxFolder) -> (name: String, start: [String])? {
    plan.services.lazy.compactMap { service in
      guard case .pidfile(folder.pidfile, let start) = service.manager, !start.isEmpty else { return nil }
      return (service.name, start)
    }.first
  }

  /// Makes the sandbox unless it was made before, and starts its site unless it runs. What fails is said on the standard
  /// error; the agent goes on, and shows a site that does not run.
  public func run() async {
    let folder = SandboxFolder(state)
    do throws(FileFault) { try SandboxZone.keep(plan.timezone, folder) } catch { Complaint.say(error.description) }
    do throws(SandboxFault) {
      try await Sandbox.prepare(state: state, zone: SandboxZone.named(plan.timezone), clock: host.clock)
    } catch {
      Complaint.say(error.description)
    }
    if !FileLock.isHeld(folder.siteLock) { await startSite(folder) }
  }

  /// Starts the site with the command that the plan gives to its service, so that it is the same program whoever starts
  /// it: we now, or a person later.
  private func startSite(_ folder: SandboxFolder) async {
    guard let site = Self.find(plan, folder) else {
      return Complaint.say("the plan has no command that starts the site")
    }
    let log = state.path + "/services/\(site.name).log"
    do throws(FileFault) { try FileSystem.makeFolder(FileSystem.parent(of: log)) } catch {
      return Complaint.say(error.description)
    }
    do throws(CommandError) {
      _ = try DetachedProgram(site.start, logFile: log).launch { status in
        if status != 0 { Complaint.say("the site ended with status \(status); see \(log)") }
      }
    } catch {
      Complaint.say(Self.text(error))
    }
  }

  private static func text(_ error: CommandError) -> String {
    switch error {
    case .notFound(let program): "\(program): no such program"
    case .notStarted(let program, let detail): "\(program): \(detail)"
    case .timedOut(let program, let seconds): "\(program): not done within \(seconds) s"
    case .cancelled(let program): "\(program): cancelled"
    }
  }
}
