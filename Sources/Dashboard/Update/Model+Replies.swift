import Drawing
import Maintenance

extension Model {
  /// Takes in what the agent answered.
  mutating func take(_ reply: Reply, to ask: Ask) -> [Effect] {
    switch (ask, reply) {
    case (.preview(let request), .preview(let preview)): return take(preview, of: request)
    case (.preview(let request), .refused(let why)):
      change(sheetOf: request) { $0.phase = .refused($1(why)) }
    case (.start(let request, _, _), .started(let id)): return started(id, by: request)
    case (.start(let request, _, _), .refused(let why)):
      change(sheetOf: request) { sheet, wording in
        sheet.phase = .ready
        sheet.complaint = .agent(wording(why))
        sheet.focus = .cancel
      }
      if sheet?.request != request { tell(wording(why), .refused) }
    case (.operation(let id, _), .operation(let status, let output, let next)):
      return take(status, output, next, of: id)
    case (.operation(let id, _), .refused(let why)):
      guard watch?.id == id else { return [] }
      watch?.isAsking = false
      watch?.askAt = nil
      tell(wording(why), .refused)
    case (.operations, .operations(let list)): take(list)
    case (.audit(_, let before), .audit(let rows)): take(rows, before: before)
    case (.audit, .refused(let why)):
      isAuditAsked = false
      tell(wording(why), .refused)
    case (.verifyRegister, .verified(let rows, let fault)):
      verification = fault.map { .broken($0, at: now) } ?? .holds(rows: rows, at: now)
    case (.verifyRegister, .refused(let why)): verification = .refused(why)
    case (.tick, .ticked(let tick)): return take(tick)
    case (.tick, .refused(let why)):
      endRecording()
      tell(wording(why), .refused)
    case (.handbook, .handbook(let handbook, let enabled)): take(handbook, enabled)
    case (.handbook, .refused(let why)):
      needsHandbook = true
      tell(wording(why), .refused)
    case (.log(let request), .log(let page)): return take(page, of: request)
    case (.log(let request), .refused(let why)): take(logRefusal: why, of: request)
    case (.losses, .losses(let report)): take(report)
    case (.losses, .refused(let why)): take(lossRefusal: why)
    case (.cancel, .done): tell(wording(.cancelAsked), .running)
    case (.resume(let id), .started), (.resume(let id), .done):
      own.insert(id)
      if watch?.id == id && watch?.isAsking == false { return askForOutput() }
    case (.acknowledge, .done): tell(wording(.acknowledged))
    case (.unacknowledge, .done): tell(wording(.givenBack))
    case (_, .refused(let why)): tell(wording(why), .refused)
    default: break
    }
    return []
  }

  private mutating func take(_ list: [OperationStatus]) {
    let chosen = selected(.operations).map { operations[$0].id }
    operations = list.sorted { $0.startedAt > $1.startedAt }
    // The row stays on the operation that it was on, whatever came above it. The top row stays on top.
    if let chosen, (selection[.operations] ?? 0) > 0, let row = operations.firstIndex(where: { $0.id == chosen }) {
      selection[.operations] = row
    }
  }

  private mutating func take(_ rows: [AuditEntry], before: Int64?) {
    isAuditAsked = false
    let newest = rows.sorted { $0.sequence > $1.sequence }
    if let before {
      if rows.isEmpty { isAuditWhole = true }
      guard let oldest = audit.last?.sequence, oldest >= before else { return }
      audit += newest.filter { $0.sequence < oldest }
    } else {
      let chosen = selected(.audit).map { audit[$0].sequence }
      let lowest = newest.last?.sequence ?? 0
      // Rows loaded before stay only if nothing is missing between them and the new ones.
      let joins = audit.first.map { $0.sequence >= lowest - 1 } ?? false
      audit = newest + (joins ? audit.filter { $0.sequence < lowest } : [])
      if !joins { isAuditWhole = false }
      if let chosen, (selection[.audit] ?? 0) > 0, let row = audit.firstIndex(where: { $0.sequence == chosen }) {
        selection[.audit] = row
      }
    }
    if audit.last.map({ $0.sequence <= 1 }) ?? true { isAuditWhole = true }
  }

  /// Changes the sheet that waits for an answer about `request`, if it is still there.
  private mutating func change(
    sheetOf request: OperationRequest, _ change: (inout ConfirmationSheet, Wording) -> Void
  ) {
    for index in layers.indices {
      guard case .sheet(var sheet) = layers[index], sheet.request == request else { continue }
      change(&sheet, wording)
      layers[index] = .sheet(sheet)
    }
  }
}
