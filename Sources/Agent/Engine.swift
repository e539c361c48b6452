import Glibc
import Host
import Maintenance
import NIOCore
import Operations
import Probes
import Wire

/// The agent: the one engine of a state folder. It samples, folds what it reads into the Situation, sends it to whoever
/// follows, writes the register, and starts operations in workers of their own.
///
/// It works on the thread of its socket: a sample that is due, its fold and its sending are one wake-up of one thread.
public actor Engine {
  let configuration: AgentConfiguration
  let host: Host
  let attestation: Attestation
  let keeper: RegisterKeeper
  let server: WireServer
  private let lock: FileLock

  var fold: SituationFold
  var board: CapacityBoard
  var vitalsProbe: VitalsProbe
  let serviceProbe: ServiceProbe
  var shelf: BackupShelf
  let logProbe: LogProbe
  let bootID: String

  /// The services whose first start, together with the agent's, has not been seen yet.
  var awaited: AwaitedServices

  /// The clients by the number of their connection.
  var followers: [Int: Follower] = [:]
  /// The last Situation that was folded for sending.
  var published: Situation?
  /// The whole of ``published`` as a line, kept ready for whoever comes next.
  var firstLine: [UInt8]?
  /// When somebody last came, on the boot clock.
  var greetedAtBootSeconds: Double
  /// Counts the Situations.
  var revision = 0
  /// Whether a publication is on its way, so that what changes together is sent together.
  var isPublishing = false
  var unkeptSamples: [Sample] = []
  /// Counts the samples of the vitals.
  var samples = 0
  /// Since when the calendar is kept here.
  let calendarSince: Timestamp
  /// Since when the configuration is other than in its newest backup; `nil` when it is the same.
  var configurationChangedSince: Timestamp?
  /// What the configuration was hashed to when it was last seen to be other than saved.
  var changedFingerprint: String?
  /// When the configuration was last compared, on the boot clock.
  var comparedAtBootSeconds = -Double.infinity
  /// Whether the operations of earlier agents are known.
  var hasAttached = false
  /// Whether logs and backups are being read.
  var isReadingSlowThings = false
  /// The operations whose workers may live, by id.
  var watched: Set<String> = []
  /// The operations whose workers were started here and have not been seen yet: they run, though nobody holds their lock.
  var starting: Set<String> = []
  var unusedSinceBootSeconds: Double
  private var stop: CheckedContinuation<Void, Never>?
  private var isStopping = false
  private var endedBy = Operator.agent
  var loops: [Task<Void, Never>] = []
  /// The reading of the log for lost tables, while it lasts.
  var lossReading: Task<LossReport?, Never>?
  /// What was last read so.
  var lossReport: LossReport?
  /// What is being made since the start; `nil` when there is nothing to make.
  var preparation: Task<Void, Never>?
  /// What all rhythms count from, so that what is due together wakes the agent once.
  let beginning = NIODeadline.now()

  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    server.loop.executor.asUnownedSerialExecutor()
  }

  /// Takes the state folder's lock and opens the socket. The register is opened once clients can be answered.
  public init(_ configuration: AgentConfiguration, host: Host) async throws(AgentError) {
    self.configuration = configuration
    self.host = host
    awaited = AwaitedServices(configuration.starting)
    let state = configuration.state
    do {
      try FileSystem.makeFolder(state.path)
      try FileSystem.makeFolder(state.operations)
      try FileSystem.makeFolder(state.locks)
      guard let lock = try FileLock.take(state.agentLock) else {
        throw AgentError.alreadyRunning(pid: FileLock.holder(state.agentLock))
      }
      self.lock = lock
    } catch let fault as FileFault {
      throw .stateFolder(fault)
    } catch {
      throw error as? AgentError ?? .alreadyRunning(pid: nil)
    }
    let owner = FileSystem.facts(state.path)?.owner ?? 0
    attestation = Attestation(access: configuration.plan.access, ownerUID: owner)
    if attestation.hasGroups {
      // The socket lies in the folder: who may come to the one must get through the other. Its files stay closed.
      guard chmod(state.path, 0o711) == 0 else {
        throw .stateFolder(FileFault("chmod", state.path, code: errno))
      }
    }
    do { server = try await WireServer(path: state.socket, mode: attestation.hasGroups ? 0o666 : 0o600) } catch {
      throw .socket(error)
    }
    let now = Timestamp(milliseconds: host.clock.wallMilliseconds())
    calendarSince = CalendarMemory.since(state, now: now)
    let agent = AgentStatus(
      pid: getpid(), version: configuration.version, startedAt: now, stateFolder: state.path,
      endsWhenUnused: configuration.unusedSeconds != nil)
    fold = SituationFold(
      plan: configuration.plan, zone: configuration.zone, host: HostName.read(host.roots), agent: agent)
    board = CapacityBoard(
      rules: configuration.plan.capacity, samplingSeconds: configuration.plan.sampling.vitalsSeconds)
    vitalsProbe = VitalsProbe(topProcesses: configuration.plan.sampling.topProcesses)
    shelf = BackupShelf(folder: configuration.plan.folders.backups ?? state.backups)
    serviceProbe = ServiceProbe(plan: configuration.plan.services, on: server.loop.executor)
    let zone = configuration.zone
    logProbe = LogProbe(plan: configuration.plan.logs) { zone.offsetSeconds(atCivilSecond: $0) }
    keeper = RegisterKeeper(state: state)
    bootID = BootID.read(host.roots)
    unusedSinceBootSeconds = host.clock.bootSeconds()
    greetedAtBootSeconds = unusedSinceBootSeconds
  }

  /// Works until ``end()`` is called, or until nobody has used the agent for as long as its configuration says.
  public func run() async {
    prepareFolds()
    if let prepare = configuration.preparation { preparation = Task { await prepare() } }
    loops = [
      Task { await self.serveClients() },
      Task { await self.sampleWhatIsDue() },
      Task { await self.keepRegister() },
      Task { await self.readLossesAtStart() },
    ]
    await withCheckedContinuation { continuation in
      if isStopping { continuation.resume() } else { stop = continuation }
    }
    for loop in loops { loop.cancel() }
    preparation?.cancel()
    await keeper.close(
      samples: unkeptSamples, clocks: board.clocks, ledger: fold.ledger, by: endedBy, at: now)
    await server.close()
  }

  /// Ends ``run()``. Workers go on; the next agent finds them.
  ///
  /// - Parameter person: who asked for it; the agent itself when a signal or its own time did.
  public func end(by person: Operator = .agent) {
    if !isStopping { endedBy = person }
    isStopping = true
    stop?.resume()
    stop = nil
  }

  var now: Timestamp { Timestamp(milliseconds: host.clock.wallMilliseconds()) }

  private func prepareFolds() {
    fold.services = configuration.plan.services.map { service in
      ServiceStatus(
        name: service.name, label: service.label, condition: .pending, answer: .pending, isControllable: false)
    }
    fold.capacity = board.statuses(at: now, bootSeconds: host.clock.bootSeconds(), bootID: bootID)
    fold.backups = configuration.plan.backups.map {
      BackupRules.status(of: $0, backups: .pending, lastFailure: nil, now: now, zone: configuration.zone)
    }
    fold.logs = configuration.plan.logs.map { LogStatus(name: $0.name, path: $0.path, counts: .pending) }
  }
}
