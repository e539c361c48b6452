import Host
import Maintenance

/// Turns what a person asks for into a procedure, and shows what it would do before it is done.
public enum Procedures {
  /// What an operation would do and whether it may: nothing is changed.
  ///
  /// A request that the plan cannot answer (no such service, no database) gives a procedure without steps and a red
  /// preflight line.
  public static func preview(request: OperationRequest, plan: Plan, state: StateFolder, host: Host) async
    -> OperationPreview
  {
    let now = Timestamp(milliseconds: host.clock.wallMilliseconds())
    let order = Order(request: request, plan: plan, state: state, now: now)
    var facts: [String: String] = [:]
    if let backup = order.backup { facts[BackupReport.fact] = backup }
    var commands: [String] = []
    var preflight = order.lines
    var procedure = order.procedure
    var commandLine = order.commandLine
    for (index, step) in order.procedure.steps.enumerated() {
      guard let verb = Verbs.named(step.verb) else { continue }
      var context = StepContext(
        step: step, operation: StepContext.previewed, plan: plan, state: state, host: host, facts: facts, orderedAt: now
      )
      context.step.arguments = await verb.adapted(context)
      procedure.steps[index] = context.step
      commands += verb.preview(context)
      for line in await verb.preflight(context) where !preflight.contains(line) { preflight.append(line) }
      guard let wider = verb.confirmation(context) else { continue }
      procedure.confirmation = wider
      if case .typeName(let name) = wider {
        commandLine = commandLine.replacing("--yes", with: "--confirm \(Order.word(name))")
      }
    }
    if !order.procedure.steps.isEmpty { preflight.append(busy(order.procedure.target, state)) }
    return OperationPreview(
      request: order.request, procedure: procedure, commands: commands, preflight: arranged(preflight),
      commandLine: commandLine, impact: order.impact)
  }

  /// The ticket of a previewed operation that a person has confirmed.
  public static func ticket(
    id: String, preview: OperationPreview, plan: Plan, by: Operator, reason: String?, at moment: Timestamp
  ) -> OperationTicket {
    var procedure = preview.procedure
    // What a restore sets aside is named after the operation, whose id is known only now.
    if case .revert? = procedure.wayBack?.request { procedure.wayBack?.request = .revert(operation: id) }
    return OperationTicket(
      id: id, request: preview.request, procedure: procedure, plan: plan, by: by, reason: reason, createdAt: moment)
  }

  /// What speaks against it first, and the programs that are there in one line.
  private static func arranged(_ lines: [Preflight]) -> [Preflight] {
    let tools = lines.flatMap { $0.tools ?? [] }
    var lines = lines
    if let first = lines.firstIndex(where: { $0.tools != nil }) {
      lines[first] = BackupPreflight.present(tools)
      lines = lines.enumerated().filter { $0.offset <= first || $0.element.tools == nil }.map(\.element)
    }
    return Severity.allCases.sorted(by: >).flatMap { severity in
      [true, false].flatMap { isAdvice in
        lines.filter { $0.severity == severity && ($0.isAdvice == true) == isAdvice }
      }
    }
  }

  private static func busy(_ target: String, _ state: StateFolder) -> Preflight {
    guard let pid = FileLock.holder(state.lock(target)) else {
      return .fine("Aucune autre opération n’y travaille", "No other operation works on it")
    }
    return .critical(
      "\(target) est occupé par une autre opération (pid \(pid))",
      "\(target) is busy with another operation (pid \(pid))")
  }
}
