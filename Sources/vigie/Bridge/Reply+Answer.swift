import Dashboard
import Wire

extension Reply {
  /// What the agent answered, in the dashboard's terms; `nil` for what the dashboard does not ask.
  init?(_ answer: Answer) {
    switch answer {
    case .situation: return nil
    case .preview(let preview): self = .preview(preview)
    case .started(let id): self = .started(operation: id)
    case .operation(let status, let output, let next): self = .operation(status, output: output, next: next)
    case .operations(let operations): self = .operations(operations)
    case .ticked(let tick): self = .ticked(tick)
    case .audit(let entries): self = .audit(entries)
    case .verified(let rows, let fault): self = .verified(rows: rows, fault: fault)
    case .handbook(let handbook, let enabled): self = .handbook(handbook, enabledChannels: enabled)
    case .log(let page): self = .log(page)
    case .losses(let report): self = .losses(report)
    case .done: self = .done
    case .refused(let refusal): self = .refused(refusal.message)
    }
  }
}
