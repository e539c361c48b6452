import Host
import Maintenance
import Operations
import Wire

extension Engine {
  /// What an operation would do, once what it would work on is there. Nothing is changed.
  func preview(_ request: OperationRequest) async -> OperationPreview {
    await preparation?.value
    return await Procedures.preview(
      request: request, plan: configuration.plan, state: configuration.state, host: host)
  }

  /// Starts an operation in a worker of its own, when everything that must hold before it holds. A refusal is recorded
  /// as much as a start.
  func start(
    _ request: OperationRequest, confirmation: String?, reason: String?, person: Operator, role: Role
  ) async -> Answer {
    let preview = await preview(request)
    let ticket = Procedures.ticket(
      id: OperationID.make(at: now), preview: preview, plan: configuration.plan, by: person, reason: reason,
      at: now)
    var status = OperationFold.fold(ticket, [], workerAlive: true)
    if let refusal = refusal(of: preview, confirmation: confirmation, reason: reason, role: role) {
      status.state = .refused
      status.endedAt = now
      status.message = words(of: refusal, preview, person).text(in: configuration.plan.language ?? .english)
      await keeper.record(status, output: "")
      // A person is told. What the calendar could not begin is kept in sight, so that it is not tried at every turn.
      if person == .agent { put(status) }
      return .refused(refusal)
    }
    // What cannot be recorded is not begun.
    if let fault = await keeper.record(status, output: "") { return .refused(.register(fault)) }
    do {
      let folder = try OperationFolder.create(ticket, state: configuration.state)
      try await launchWorker(folder)
    } catch {
      status.state = .failed
      status.endedAt = now
      status.exitStatus = 71
      status.message = "\(error)"
      await keeper.record(status, output: "")
      return .refused(
        Refusal(
          .failed, french: "l’opération n’a pas pu être lancée : \(error)",
          english: "the operation could not be started: \(error)"))
    }
    return .started(operation: ticket.id)
  }

  /// The agent cannot type a name: what it says instead is why one is asked for.
  private func words(of refusal: Refusal, _ preview: OperationPreview, _ person: Operator) -> LocalizedText {
    guard person == .agent, case .typeName = preview.procedure.confirmation,
      let warning = preview.preflight.first(where: { $0.severity == .warning })
    else { return refusal.message }
    let (french, english) = (warning.text.text(in: .french), warning.text.text(in: .english))
    return LocalizedText(
      french: "\(french) ; à confirmer : \(preview.commandLine)",
      english: "\(english); to confirm: \(preview.commandLine)")
  }

  private func refusal(
    of preview: OperationPreview, confirmation: String?, reason: String?, role: Role
  ) -> Refusal? {
    let procedure = preview.procedure
    if role < procedure.role { return .role(procedure.role, has: role) }
    if let red = preview.preflight.first(where: { $0.severity == .critical }) {
      return Refusal(.preflight, french: red.text.text(in: .french), english: red.text.text(in: .english))
    }
    if !procedure.confirmation.accepts(confirmation) { return .confirmation(procedure.confirmation) }
    let hasReason = reason.map { !$0.allSatisfy(\.isWhitespace) } ?? false
    if preview.needsReason, !hasReason,
      let yellow = preview.preflight.first(where: { $0.severity == .warning })
    {
      return .reason(yellow.text)
    }
    return nil
  }

  /// Ends a running operation: its worker is told, ends the step's whole process group, and says what survived.
  func cancel(_ id: String, by follower: Follower) async -> Answer {
    guard let status = fold.operations.first(where: { $0.id == id }) else {
      return .refused(.unknown("l’opération \(id)", "operation \(id)"))
    }
    guard follower.role >= .operator else { return .refused(.role(.operator, has: follower.role)) }
    guard status.state == .running, OperationFolder(id: id, state: configuration.state)?.cancel() == true else {
      return .refused(.unknown("l’opération en cours \(id)", "running operation \(id)"))
    }
    await keeper.audit(
      by: follower.person, action: "operation.cancel-asked", target: status.target, at: now,
      detail: ["operation": id])
    return .done
  }

  /// Goes on with an operation whose worker died.
  func resume(_ id: String, by follower: Follower) async -> Answer {
    guard let folder = OperationFolder(id: id, state: configuration.state),
      let status = fold.operations.first(where: { $0.id == id }), status.state == .interrupted, status.canResume,
      let ticket = try? folder.ticket()
    else { return .refused(.unknown("l’opération interrompue \(id)", "interrupted operation \(id)")) }
    guard follower.role >= ticket.procedure.role else {
      return .refused(.role(ticket.procedure.role, has: follower.role))
    }
    var resumed = status
    resumed.state = .running
    resumed.by = follower.person
    if let fault = await keeper.record(resumed, output: "") { return .refused(.register(fault)) }
    do { try await launchWorker(folder) } catch {
      return .refused(
        Refusal(
          .failed, french: "l’opération n’a pas pu reprendre : \(error)",
          english: "the operation could not go on: \(error)"))
    }
    return .started(operation: id)
  }

  func operation(_ id: String, outputFrom: Int) async -> Answer {
    let folder = OperationFolder(id: id, state: configuration.state)
    // What was refused, and what is long over, stands in the register alone.
    var status = fold.operations.first { $0.id == id } ?? (try? folder?.status(now: now))
    if status == nil { status = await keeper.operation(id) }
    guard let status else { return .refused(.unknown("l’opération \(id)", "operation \(id)")) }
    let from = max(0, outputFrom)
    let output: [UInt8] =
      if let folder, folder.hasOutput { folder.output(from: from, limit: 256 << 10) } else {
        Array(await keeper.output(id).dropFirst(from).prefix(256 << 10))
      }
    return .operation(
      status, output: String(decoding: output, as: UTF8.self), next: from + output.count)
  }

  private func launchWorker(_ folder: OperationFolder) async throws {
    let state = configuration.state
    // The status is there before the worker is, so that whoever asks at once finds it.
    starting.insert(folder.id)
    watch(folder)
    do {
      try await WorkerLauncher.launch(executable: configuration.executable, state: state, id: folder.id) { _ in
        Task { await self.workerEnded(folder) }
      }
    } catch {
      starting.remove(folder.id)
      watched.remove(folder.id)
      fold.operations.removeAll { $0.id == folder.id }
      throw error
    }
  }

  /// Reads an operation's journal until it is over or its worker has died. Nothing is read while nothing is watched.
  func watch(_ folder: OperationFolder) {
    guard watched.insert(folder.id).inserted else { return }
    if let status = status(of: folder) { put(status) }
    Task {
      while self.watched.contains(folder.id) {
        try? await Task.sleep(for: .milliseconds(100))
        await self.readJournal(of: folder)
      }
    }
  }

  /// The operation as it stands. One that is resumed has a journal and, until its worker holds the lock, nobody who
  /// seems to run it.
  private func status(of folder: OperationFolder) -> OperationStatus? {
    if starting.contains(folder.id), WorkerProbe.isAlive(folder) { starting.remove(folder.id) }
    guard var status = try? folder.status(now: now) else { return nil }
    if status.state == .interrupted, starting.contains(folder.id) {
      status.state = .running
      status.canResume = false
      status.wayBack = nil
    }
    return status
  }

  private func workerEnded(_ folder: OperationFolder) async {
    starting.remove(folder.id)
    await readJournal(of: folder)
  }

  private func readJournal(of folder: OperationFolder) async {
    guard watched.contains(folder.id), let status = status(of: folder) else { return }
    if fold.operations.first(where: { $0.id == folder.id }) != status { put(status) }
    guard status.state != .running else { return }
    watched.remove(folder.id)
    await ended(status, folder)
  }

  private func ended(_ status: OperationStatus, _ folder: OperationFolder) async {
    await keeper.record(status, output: String(decoding: folder.output(), as: UTF8.self))
    await reportRegister()
    // What it changed is looked at now, not at the next turn.
    await askServices()
    await readBackups()
    // A table that is back is no longer missed; one that went with an undoing is. What ended long ago was read since, or is read
    // when somebody asks; nobody waits for a server's log here.
    if status.request.changesTables, let endedAt = status.endedAt, now.seconds(since: endedAt) < 60 {
      Task { if await readLosses() != nil { await readBackups() } }
    }
    // Backups go when a newer one was made and read through, never by the clock alone.
    if case .backup = status.request, status.by == .agent, status.state == .done {
      _ = await start(.prune, confirmation: "yes", reason: "calendar", person: .agent, role: .operator)
    }
  }

  private func put(_ status: OperationStatus) {
    if let index = fold.operations.firstIndex(where: { $0.id == status.id }) {
      fold.operations[index] = status
    } else {
      fold.operations.insert(status, at: 0)
    }
    let running = fold.operations.filter { !$0.state.isOver }
    let over = fold.operations.filter(\.state.isOver).sorted { $0.startedAt > $1.startedAt }
    fold.operations = (running + over.prefix(20)).sorted { $0.startedAt > $1.startedAt }
    publishSoon()
  }

  /// Finds the operations of earlier agents: those that are over but not in the register yet, those whose workers live,
  /// and those whose workers have died.
  func attachToOperations() async {
    fold.operations = await keeper.operations(limit: 20, running: [])
    let known = Dictionary(fold.operations.map { ($0.id, $0.state) }, uniquingKeysWith: { first, _ in first })
    for id in OperationFolder.list(state: configuration.state) {
      if let state = known[id], state.isOver { continue }
      guard let folder = OperationFolder(id: id, state: configuration.state), let status = try? folder.status(now: now)
      else { continue }
      put(status)
      if status.state == .running {
        watch(folder)
      } else if known[folder.id] != status.state {
        await ended(status, folder)
      }
    }
  }
}
