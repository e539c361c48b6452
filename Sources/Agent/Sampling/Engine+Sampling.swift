import Host
import Maintenance
import NIOCore
import Operations
import Probes

extension Engine {
  /// Samples each thing at its own rhythm. All rhythms count from the agent's beginning, so that what is due together
  /// is read, folded and sent together, in one wake-up of one thread.
  func sampleWhatIsDue() async {
    let sampling = configuration.plan.sampling
    var vitals = beginning
    var services = beginning
    var slow = beginning
    while !Task.isCancelled {
      let now = NIODeadline.now()
      if services <= now {
        services = beginning.nextTurn(every: isStarting ? min(1, sampling.servicesSeconds) : sampling.servicesSeconds)
        await askServices()
      }
      if slow <= now {
        slow = beginning.nextTurn(every: isStarting ? min(2, sampling.slowSeconds) : sampling.slowSeconds)
        readSlowThings()
      }
      if vitals <= now {
        vitals = beginning.nextTurn(every: sampling.vitalsSeconds)
        readVitals()
      }
      // Answers of services are a few milliseconds away; with none to come there is nothing to wait for.
      if await serviceProbe.isWaiting { publishSoon() } else { publish() }
      endIfUnused()
      do { try await sleep(until: min(vitals, services, slow)) } catch { return }
    }
  }

  /// In its first seconds the agent looks more often: what starts together with it is not shown as stopped or absent for
  /// a whole turn.
  private var isStarting: Bool { NIODeadline.now() - beginning < .seconds(15) }

  /// Puts the questions to the services. Answers are taken as they come: a service that hangs delays nobody.
  func askServices() async {
    let statuses = await serviceProbe.ask(host) { statuses in
      Task { await self.take(services: statuses) }
    }
    fold.services = awaited.withhold(statuses, isOver: !isStarting)
  }

  private func readVitals() {
    let vitals = vitalsProbe.sample(host, extras: extras)
    samples += 1
    let moment = now
    let boot = host.clock.bootSeconds()
    fold.vitals = vitals.rounded
    let connections = Reading<Double>.unavailable(Unavailability(.notConfigured, "databases"))
    board.observe(vitals, connections: connections, at: moment, bootSeconds: boot, bootID: bootID)
    fold.capacity = board.statuses(at: moment, bootSeconds: boot, bootID: bootID)
    unkeptSamples += board.samples(at: moment)
  }

  /// Everything at the first two samples, for the rates; then every third time, the processes only while someone looks.
  private var extras: VitalsProbe.Extras {
    if samples < 2 { return [.processes, .slow] }
    let isWatched = followers.values.contains(where: \.follows)
    var extras: VitalsProbe.Extras = samples % 3 == 0 ? .slow : []
    if samples % (isWatched ? 3 : 15) == 0 { extras.insert(.processes) }
    return extras
  }

  private func take(services: [ServiceStatus]) {
    fold.services = awaited.withhold(services, isOver: !isStarting)
    publishSoon()
  }

  /// Reads logs and the catalogue of backups.
  private func readSlowThings() {
    guard !isReadingSlowThings else { return }
    isReadingSlowThings = true
    Task {
      fold.logs = await logProbe.sample(host)
      await readBackups()
      await compareConfiguration()
      await runCalendar()
      isReadingSlowThings = false
    }
  }

  /// Lists the backups of each leg and judges them.
  func readBackups() async {
    let plan = configuration.plan
    let moment = now
    var found: [BackupLeg: Reading<[BackupFacts]>] = [:]
    for leg in plan.backups { found[leg.leg] = shelf.facts(of: leg.leg, at: moment) }
    let stores = plan.handbook.stores.filter { !$0.place.isOpen }
    let records = stores.map { ($0.name, StoreRecord.read($0.name, configuration.state)) }
    let asides = SetAsides.list(plan: plan, state: configuration.state)
    fold.backups = plan.backups.map { leg in
      let facts = found[leg.leg] ?? .pending
      var status = BackupRules.status(
        of: leg, backups: facts.map { BackupTrust.catalogue($0, plan: leg, now: moment) },
        lastFailure: lastFailure(of: leg.leg), now: moment, zone: configuration.zone)
      if !records.isEmpty {
        status.stores = records.map {
          BackupRules.copies($0, in: $1?.ids, leftOut: $1?.leftOut, of: facts.value ?? [], checkedAt: $1?.at)
        }
      }
      let aside = asides.filter { $0.scope == leg.leg.scope }
      if leg.leg.isFull, !aside.isEmpty { status.asides = aside }
      if leg.leg == .databaseFull {
        let archives = [BackupLeg.databaseLog, .databaseDifferential].flatMap { found[$0]?.value ?? [] }
        status = BackupRules.withRecovery(status, fulls: facts.value ?? [], archives: archives)
        status.lost = openLosses(fulls: facts.value ?? [], archives: archives)
        if status.recovery != nil { status.countedTables = plan.databases.first?.countedTables }
      }
      return status
    }
    let isKept = configuration.unusedSeconds == nil
    fold.drills = (DrillReports.latest(configuration.state), isKept ? calendarSince : nil)
    if isKept {
      let fed = records.compactMap { name, record in record.map { (name, $0.at) } }
      fold.stores = (Dictionary(fed, uniquingKeysWith: { first, _ in first }), calendarSince)
    }
    publishSoon()
  }

  private func lastFailure(of leg: BackupLeg) -> OperationFailure? {
    // A person who was refused was told so; what the calendar could not begin, nobody was.
    let attempts = fold.operations.filter { operation in
      operation.request == .backup(leg: leg) && operation.state.isOver
        && (operation.state != .refused || operation.by == .agent)
    }
    guard let last = attempts.max(by: { $0.startedAt < $1.startedAt }), [.failed, .refused].contains(last.state) else {
      return nil
    }
    return OperationFailure(operation: last.id, at: last.endedAt ?? last.startedAt, message: last.message ?? "")
  }

  /// Runs `body` now and then every `seconds`, counted from the agent's beginning, until the task is cancelled.
  func repeating(every seconds: Double, startingAfter pause: Double = 0, _ body: () async -> Void) async {
    if pause > 0 {
      do { try await sleep(until: .now() + .milliseconds(Int64(1000 * pause))) } catch { return }
    }
    while !Task.isCancelled {
      await body()
      // Turns that were missed in a long stop are not made up for.
      do { try await sleep(until: beginning.nextTurn(every: seconds)) } catch { return }
    }
  }

  /// Sleeps on the loop's own timer.
  func sleep(until deadline: NIODeadline) async throws {
    let timer = server.loop.scheduleTask(deadline: deadline) {}
    try await withTaskCancellationHandler {
      try await timer.futureResult.get()
    } onCancel: {
      timer.cancel()
    }
  }
}

extension NIODeadline {
  /// The next moment that lies a whole number of periods after this one.
  func nextTurn(every seconds: Double) -> NIODeadline {
    let period = TimeAmount.milliseconds(max(1, Int64(1000 * seconds))).nanoseconds
    let turns = (NIODeadline.now() - self).nanoseconds / period + 1
    return self + .nanoseconds(turns * period)
  }
}
