import Host
import Maintenance
import Operations
import Probes

extension Engine {
  /// Reads the vitals, again and again.
  func sampleVitals() async {
    let period = configuration.plan.sampling.vitalsSeconds
    await repeating(every: period) { self.readVitals() }
  }

  /// Asks the services, again and again. A service that hangs costs its own time limit, not the vitals' rhythm.
  func sampleServices() async {
    await repeating(every: configuration.plan.sampling.servicesSeconds) {
      let statuses = await self.serviceProbe.sample(self.host)
      self.take(services: statuses)
    }
  }

  /// Reads logs and the catalogue of backups, more seldom.
  func sampleSlowThings() async {
    await repeating(every: configuration.plan.sampling.slowSeconds) { await self.readSlowThings() }
  }

  private func readVitals() {
    let vitals = vitalsProbe.sample(host, withProcesses: areProcessesDue)
    samples += 1
    let moment = now
    let boot = host.clock.bootSeconds()
    fold.vitals = vitals
    let connections = Reading<Double>.unavailable(Unavailability(.notConfigured, "databases"))
    board.observe(vitals, connections: connections, at: moment, bootSeconds: boot, bootID: bootID)
    fold.capacity = board.statuses(at: moment, bootSeconds: boot, bootID: bootID)
    unkeptSamples += board.samples(at: moment)
    publishSoon()
    endIfUnused()
  }

  /// The processes are read at the first two samples, for a rate, then every third one while someone looks, and now and
  /// then while nobody does.
  private var areProcessesDue: Bool {
    samples < 2 || samples % (followers.values.contains(where: \.follows) ? 3 : 15) == 0
  }

  private func take(services: [ServiceStatus]) {
    fold.services = services
    publishSoon()
  }

  private func readSlowThings() async {
    fold.logs = await logProbe.sample(host)
    await readBackups()
  }

  /// Lists the backups of each leg and judges them.
  func readBackups() async {
    let plan = configuration.plan
    let folder = plan.folders.backups ?? configuration.state.backups
    fold.backups = plan.backups.map { leg in
      BackupRules.status(
        of: leg, backups: BackupReading.read(folder, leg, at: now), lastFailure: lastFailure(of: leg.leg), now: now,
        zone: configuration.zone)
    }
    publishSoon()
  }

  private func lastFailure(of leg: BackupLeg) -> OperationFailure? {
    let attempts = fold.operations.filter { $0.request == .backup(leg: leg) && $0.state.isOver && $0.state != .refused }
    guard let last = attempts.max(by: { $0.startedAt < $1.startedAt }), last.state == .failed else { return nil }
    return OperationFailure(operation: last.id, at: last.endedAt ?? last.startedAt, message: last.message ?? "")
  }

  /// Runs `body` now and then every `seconds`, counted from the start, until the task is cancelled.
  func repeating(every seconds: Double, startingAfter pause: Double = 0, _ body: () async -> Void) async {
    let clock = ContinuousClock()
    var next = clock.now
    if pause > 0 {
      next = next.advanced(by: .seconds(pause))
      do { try await clock.sleep(until: next) } catch { return }
    }
    while !Task.isCancelled {
      await body()
      next = next.advanced(by: .seconds(seconds))
      // After a long stop the missed turns are not made up for.
      if next < clock.now { next = clock.now.advanced(by: .seconds(seconds)) }
      do { try await clock.sleep(until: next) } catch { return }
    }
  }
}
