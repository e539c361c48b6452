import Host
import Maintenance

/// Asks all services of a plan, side by side: systemd with one command, pidfiles and names in `/proc`, and the services
/// themselves over HTTP and TCP.
///
/// No service waits for another: a sample takes what has come within `graceSeconds` and leaves the rest as it was; what
/// comes later counts in the next sample. A question that is under way is not put again.
public actor ServiceProbe {
  private let plan: [ServicePlan]
  private let graceSeconds: Double
  private let web = WebClient()
  private var local = LocalProcesses()

  private var conditions: [String: Latest<ServiceCondition>] = [:]
  private var answers: [String: Latest<ServiceAnswer>] = [:]
  private var conditionReadings: [String: Reading<ServiceCondition>] = [:]
  private var answerReadings: [String: Reading<ServiceAnswer>] = [:]
  /// The questions that are under way: names of services, and ``unitsQuestion``.
  private var underWay: Set<String> = []
  private var waiters: [CheckedContinuation<Void, Never>] = []
  /// Who is told of each answer.
  private var listener: (@Sendable ([ServiceStatus]) -> Void)?
  private let executor: any SerialExecutor

  /// Where it works: beside whoever asks it, so that an answer wakes no other thread.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// No service can have this name: the plan's names are not empty.
  private static let unitsQuestion = ""

  /// A probe for the services of a plan; their names are unique. It works on `executor`, or on a queue of its own.
  public init(plan: [ServicePlan], graceSeconds: Double = 0.5, on executor: (any SerialExecutor)? = nil) {
    self.plan = plan
    self.graceSeconds = graceSeconds
    self.executor = executor ?? QueueExecutor(label: "services")
  }

  /// Puts the questions and returns at once; `listener` gets all statuses with every answer that comes, the late ones
  /// too.
  ///
  /// - Returns: the statuses as far as they are known without waiting.
  public func ask(_ host: Host, listener: @escaping @Sendable ([ServiceStatus]) -> Void) -> [ServiceStatus] {
    self.listener = listener
    readLocal(host)
    askUnits(host)
    for service in plan { ask(service, host) }
    return plan.map(status)
  }

  /// Whether questions are under way.
  public var isWaiting: Bool { !underWay.isEmpty }

  /// One status for each service, in the order of the plan.
  public func sample(_ host: Host) async -> [ServiceStatus] {
    readLocal(host)
    askUnits(host)
    for service in plan { ask(service, host) }
    await settle()
    return plan.map(status)
  }

  private func status(_ service: ServicePlan) -> ServiceStatus {
    let isAsked = service.http != nil || service.tcp != nil
    let condition: Reading<ServiceCondition> =
      service.manager == .none
      ? .unavailable(Unavailability(.notConfigured, service.name)) : conditionReadings[service.name] ?? .pending
    let answer: Reading<ServiceAnswer> =
      isAsked ? answerReadings[service.name] ?? .pending : .unavailable(Unavailability(.notConfigured, service.name))
    let isControllable =
      switch service.manager {
      case .unit: condition.value.map { $0.activity != .notFound } ?? false
      case .pidfile(_, let start): !start.isEmpty
      case .process, .none: false
      }
    return ServiceStatus(
      name: service.name, label: service.label, condition: condition, answer: answer, isControllable: isControllable)
  }

  // MARK: Conditions

  private func readLocal(_ host: Host) {
    let names = plan.compactMap { if case .process(let name) = $0.manager { name } else { nil } }
    var found: Result<[String: ServiceCondition], Unavailability> = .success([:])
    if !names.isEmpty {
      do { found = .success(try local.conditions(named: Set(names), host)) } catch { found = .failure(error) }
    }
    for service in plan {
      switch service.manager {
      case .pidfile(let path, _):
        keep(service.name, host) { () throws(Unavailability) in try local.condition(pidfile: path, host) }
      case .process(let name): keep(service.name, host) { () throws(Unavailability) in try found.get()[name] }
      case .unit, .none: continue
      }
    }
  }

  private func askUnits(_ host: Host) {
    let units = plan.compactMap { if case .unit(let unit) = $0.manager { unit } else { nil } }
    guard !units.isEmpty, underWay.insert(Self.unitsQuestion).inserted else { return }
    Task {
      let found = await SystemdUnits.read(units, host)
      for service in plan {
        guard case .unit(let unit) = service.manager else { continue }
        keep(service.name, host) { () throws(Unavailability) in
          guard let condition = try found.get()[unit] else {
            throw Unavailability(.malformed, "systemctl show: nothing about \(unit)")
          }
          return condition
        }
      }
      end(Self.unitsQuestion)
    }
  }

  /// Keeps a condition. Where the host does not say since when, the moment at which the change was seen stands for it.
  private func keep(_ name: String, _ host: Host, _ read: () throws(Unavailability) -> ServiceCondition?) {
    let now = Timestamp(milliseconds: host.clock.wallMilliseconds())
    let before = conditions[name]?.standing.value
    conditionReadings[name] = conditions[name, default: Latest()].reading(at: now) {
      () throws(Unavailability) -> ServiceCondition? in
      var condition = try read()
      if let before, let new = condition, new.since == nil {
        condition?.since = new.activity == before.activity ? before.since : now
      }
      return condition
    }
  }

  // MARK: Answers

  private func ask(_ service: ServicePlan, _ host: Host) {
    guard service.http != nil || service.tcp != nil, underWay.insert(service.name).inserted else { return }
    Task {
      let answer = await answer(of: service)
      let now = Timestamp(milliseconds: host.clock.wallMilliseconds())
      answerReadings[service.name] = answers[service.name, default: Latest()].reading(at: now) {
        () throws(Unavailability) in try answer.get()
      }
      end(service.name)
    }
  }

  /// The answer over HTTP, with the port's fault when HTTP has none.
  private nonisolated(nonsending) func answer(of service: ServicePlan) async -> Result<ServiceAnswer, Unavailability> {
    // Side by side costs another thread's wake-up, and most services are asked one question.
    if service.tcp == nil, let page = await pageAnswer(service.http) { return page }
    if service.http == nil, let port = await portAnswer(service.tcp) { return port }
    async let port = portAnswer(service.tcp)
    let page = await pageAnswer(service.http)
    switch (page, await port) {
    case (let page?, nil): return page
    case (nil, let port?): return port
    case (.success(var answer)?, .success(let port)?):
      answer.fault = answer.fault ?? port.fault
      return .success(answer)
    case (.failure(let why)?, _), (_, .failure(let why)?): return .failure(why)
    case (nil, nil): return .failure(Unavailability(.notConfigured, service.name))
    }
  }

  private nonisolated(nonsending) func pageAnswer(_ check: HTTPCheck?) async -> Result<ServiceAnswer, Unavailability>? {
    guard let check else { return nil }
    do throws(Unavailability) {
      let outcome = try await web.ask(
        WebQuestion(url: check.url, limitSeconds: check.withinSeconds, keepsBody: check.contains != nil))
      return .success(try serviceAnswer(outcome, to: check))
    } catch { return .failure(error) }
  }

  private nonisolated(nonsending) func portAnswer(_ check: TCPCheck?) async -> Result<ServiceAnswer, Unavailability>? {
    guard let check else { return nil }
    // An IPv6 address stands in brackets in an address of the web.
    let host = check.host.contains(":") && !check.host.hasPrefix("[") ? "[\(check.host)]" : check.host
    do throws(Unavailability) {
      let outcome = try await web.ask(
        WebQuestion(url: "http://\(host):\(check.port)/", limitSeconds: check.withinSeconds, connectsOnly: true))
      return .success(try serviceAnswer(outcome, to: check))
    } catch { return .failure(error) }
  }

  // MARK: Waiting

  private func end(_ question: String) {
    underWay.remove(question)
    listener?(plan.map(status))
    if underWay.isEmpty { wake() }
  }

  private func wake() {
    let woken = waiters
    waiters = []
    for waiter in woken { waiter.resume() }
  }

  /// Waits until every question has its answer, or the grace is over.
  private func settle() async {
    guard !underWay.isEmpty else { return }
    let timer = Task {
      // Woken before its time, it has nothing to say: another sample may be waiting by then.
      if (try? await Task.sleep(for: .seconds(graceSeconds))) != nil { wake() }
    }
    await withCheckedContinuation { waiters.append($0) }
    timer.cancel()
  }
}
