import FoundationEssentials
import Host
import Maintenance
import Register
import Wire

/// The one writer of the register, on a thread of its own turn: a slow disk delays what waits for it, nothing else.
///
/// What cannot be written is said: every call that must be durable answers with the fault, and the fault stays in
/// ``fault`` until a write succeeds. What was wrong when it was opened stays there as long as the agent lives.
actor RegisterKeeper {
  private let state: StateFolder
  private var register: Register?
  /// Why the last write did not succeed.
  private var writeFault: String?
  /// What was wrong when the register was opened: put aside, foreign anchors.
  private var openingFault: String?
  /// Why the register is not as it should be; `nil` when it is.
  var fault: String? { writeFault ?? openingFault }

  /// What the clocks and the ledger were when they were last kept.
  struct Kept: Sendable {
    var clocks: [Resource: CapacityBoard.Clocks] = [:]
    var ledger: ProblemLedger?
  }

  init(state: StateFolder) { self.state = state }

  /// Opens the register and says what was found: what was put aside, what was healed.
  func open(agent version: String, at moment: Timestamp) -> Kept {
    var kept = Kept()
    attempt {
      let register = try Register(
        folder: state.path, now: { Timestamp(milliseconds: SystemClock().wallMilliseconds()) })
      self.register = register
      kept.clocks = Dictionary(
        try register.clocks(CapacityBoard.Clocks.self).compactMap { id, saved in
          Resource(rawValue: id).map { ($0, saved.state) }
        }, uniquingKeysWith: { first, _ in first })
      kept.ledger = try register.clocks(ProblemLedger.self)[Self.ledgerID]?.state
      try register.audit(
        by: .agent, action: "agent.started", target: "agent", detail: Self.json(["version": version]), at: moment)
    }
    if let opening = register?.opening, let found = opening.fault ?? opening.keptAsideBecause {
      let aside = opening.keptAside.map { " (\($0))" } ?? ""
      openingFault = found.text(in: .english) + aside
    }
    return kept
  }

  /// Keeps what is due every half minute: samples, clocks, ledger; and rolls up.
  func keep(samples: [Sample], clocks: [Resource: CapacityBoard.Clocks], ledger: ProblemLedger, at moment: Timestamp) {
    attempt {
      guard let register else { return }
      try register.append(samples: samples)
      var states: [String: KeptState] = [Self.ledgerID: .ledger(ledger)]
      for (resource, clocks) in clocks { states[resource.rawValue] = .clocks(clocks) }
      try register.saveClocks(states, at: moment)
      _ = try register.rollUp(now: moment)
    }
  }

  /// Keeps a last time, says who ended the agent, and closes.
  func close(
    samples: [Sample], clocks: [Resource: CapacityBoard.Clocks], ledger: ProblemLedger, by person: Operator,
    at moment: Timestamp
  ) {
    keep(samples: samples, clocks: clocks, ledger: ledger, at: moment)
    attempt {
      try register?.audit(by: person, action: "agent.stopped", target: "agent", at: moment)
      try register?.close()
    }
    register = nil
  }

  /// A row of the audit; answers why it could not be written.
  @discardableResult
  func audit(
    by person: Operator, action: String, target: String, reason: String? = nil, exitStatus: Int32? = nil,
    at moment: Timestamp, detail: [String: String] = [:]
  ) -> String? {
    attempt {
      try writable().audit(
        by: person, action: action, target: target, reason: reason, exitStatus: exitStatus, detail: Self.json(detail),
        at: moment)
    }
  }

  /// A tick with its row of the audit; answers why it could not be written.
  func record(_ tick: Tick) -> String? { attempt { _ = try writable().record(tick) } }

  /// An operation as it stands now, with what it has said, and the rows of the audit that go with it; answers why it
  /// could not be written.
  @discardableResult
  func record(_ status: OperationStatus, output: String) -> String? {
    attempt {
      let register = try writable()
      // The output first: what comes after the end would be an amendment. Of one that was resumed, a part is there.
      if !output.isEmpty && status.state != .running {
        let known = try register.output(status.id)
        if known == nil { try register.record(status.atItsStart) }
        let fresh = output.utf8.dropFirst(known?.text.utf8.count ?? 0)
        try register.appendOutput(String(decoding: fresh, as: UTF8.self), to: status.id)
      }
      try register.record(status)
    }
  }

  func operations(limit: Int, running: [OperationStatus]) -> [OperationStatus] {
    let stored = (try? register?.operations(limit: limit)) ?? []
    let live = running.filter { status in !stored.contains { $0.id == status.id } || !status.state.isOver }
    let ids = Set(live.map(\.id))
    return Array((live + stored.filter { !ids.contains($0.id) }).sorted { $0.startedAt > $1.startedAt }.prefix(limit))
  }

  /// An operation as it stands in the register; `nil` when it knows none of that id.
  func operation(_ id: String) -> OperationStatus? { (try? register?.operation(id)) ?? nil }

  /// What the register keeps of what an operation wrote.
  func output(_ id: String) -> [UInt8] { Array((try? register?.output(id))??.text.utf8 ?? "".utf8) }

  /// The ticks of a round.
  func ticks(period: Period, round: String) -> [Tick] { (try? register?.ticks(period: period, round: round)) ?? [] }

  /// The means of the last hour of a series.
  func lastHour(of series: String, endingAt end: Timestamp) -> [Double?] {
    (try? register?.minuteMeans(series, endingAt: end)) ?? []
  }

  func entries(limit: Int, before: Int64?) -> [AuditEntry] {
    (try? register?.auditEntries(limit: limit, before: before)) ?? []
  }

  /// Proves the chain.
  func verify() -> Answer {
    do {
      switch try writable().verify() {
      case .ok(let rows, _, _): return .verified(rows: rows, fault: nil)
      case .broken(let sequence, _, let message): return .verified(rows: sequence ?? 0, fault: message)
      }
    } catch {
      return .refused(.register(Self.text(of: error)))
    }
  }

  private func writable() throws(RegisterError) -> Register {
    guard let register else { throw RegisterError(.unwritableFolder, path: state.path, detail: fault ?? "") }
    return register
  }

  @discardableResult
  private func attempt(_ body: () throws -> Void) -> String? {
    do {
      try body()
      writeFault = nil
      return nil
    } catch {
      let text = Self.text(of: error)
      writeFault = text
      return text
    }
  }

  private static let ledgerID = "ledger"

  private static func text(of error: any Error) -> String {
    (error as? RegisterError)?.message.text(in: .english) ?? String(describing: error)
  }

  private static func json(_ detail: [String: String]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(detail)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}

extension OperationStatus {
  /// As it was recorded when it began: for a register that has never heard of it, because it is younger.
  fileprivate var atItsStart: OperationStatus {
    var start = self
    start.state = .running
    start.endedAt = nil
    start.exitStatus = nil
    start.message = nil
    start.wayBack = nil
    return start
  }
}

/// What is kept under one id between two agents: a resource's clocks, or the ledger of problems.
enum KeptState: Codable, Sendable {
  case clocks(CapacityBoard.Clocks)
  case ledger(ProblemLedger)

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .clocks(let clocks): try clocks.encode(to: encoder)
    case .ledger(let ledger): try ledger.encode(to: encoder)
    }
  }

  init(from decoder: any Decoder) throws {
    if let clocks = try? CapacityBoard.Clocks(from: decoder) {
      self = .clocks(clocks)
    } else {
      self = .ledger(try ProblemLedger(from: decoder))
    }
  }
}
