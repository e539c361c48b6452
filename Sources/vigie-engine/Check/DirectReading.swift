import Clients
import Configuration
import Glibc
import Host
import Maintenance
import Operations
import Probes

/// A Situation without an agent: what can be read at once is read, and what only an agent can know (how long a
/// threshold has been passed) is said to be unknown.
struct DirectReading {
  let surroundings: Surroundings

  func situation() async throws(Complaint) -> Situation {
    // A check changes nothing: a sandbox that was never begun is not begun by it.
    guard surroundings.planFile != nil || FileSystem.exists(surroundings.state.sandbox) else {
      throw Complaint(
        french: "ni agent ni plan pour \(surroundings.state.path) : lancez « vigie », ou donnez --plan",
        english: "neither an agent nor a plan for \(surroundings.state.path): start \"vigie\", or give --plan",
        status: 3)
    }
    let (plan, zone, _) = try PlanSource(surroundings).load()
    let host = surroundings.host
    let services = Task { await ServiceProbe(plan: plan.services).sample(host) }
    var probe = VitalsProbe(topProcesses: plan.sampling.topProcesses)
    _ = probe.sample(host)
    // A processor's use is the difference of two readings.
    try? await Task.sleep(for: .milliseconds(300))
    let vitals = probe.sample(host)
    let now = Timestamp.now
    var board = CapacityBoard(rules: plan.capacity, samplingSeconds: plan.sampling.vitalsSeconds)
    let boot = host.clock.bootSeconds()
    board.observe(
      vitals, connections: .unavailable(Unavailability(.notConfigured, "databases")), at: now, bootSeconds: boot,
      bootID: "")

    let agent = AgentStatus(
      pid: 0, version: Version.current, startedAt: now, stateFolder: surroundings.state.path, endsWhenUnused: false)
    var fold = SituationFold(plan: plan, zone: zone, host: HostName.read(host.roots), agent: agent)
    fold.vitals = vitals
    fold.services = await services.value
    fold.capacity = board.statuses(at: now, bootSeconds: boot, bootID: "")
    let folder = plan.folders.backups ?? surroundings.state.backups
    fold.backups = plan.backups.map { leg in
      let status = BackupRules.status(
        of: leg, backups: BackupReading.read(folder, leg, at: now), lastFailure: nil, now: now, zone: zone)
      return leg.leg == .databaseFull ? BackupReading.withRecovery(status, folder) : status
    }
    var situation = fold.fold(at: now).situation
    let why = Unavailability(.agentStopped, surroundings.state.socket)
    situation.problems.append(
      Problem(id: "agent", subject: .agent, severity: .unknown, state: .firing, cause: .unreadable(why), since: now))
    return situation
  }
}
