import Maintenance

/// `writers.pause`: stops the services that write, and remembers which of them ran.
struct PauseWriters: Verb {
  static let name = "writers.pause"
  /// The fact that says that a service ran: `ran.site`.
  static func fact(_ service: String) -> String { "ran." + service }

  func preview(_ context: StepContext) -> [String] {
    Writers.of(context.plan).flatMap { ServiceControl(service: $0, context: context).commands(.stop) }
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    // What ran is journalled before anything is stopped: a worker that dies in between must not forget it.
    var ran: [String] = []
    for service in Writers.of(context.plan) {
      if try await ServiceControl(service: service, context: context).isRunning() { ran.append(service.name) }
    }
    var facts: [String: String] = [:]
    // Asked only before the first stop: what a resumed run finds is of its own making.
    if PausedServices.recall(context) == nil {
      for service in Writers.of(context.plan) where ran.contains(service.name) {
        guard let question = service.http, let fault = await context.health(question) else { continue }
        facts[CheckHealth.earlierFault(service.name)] = fault
      }
    }
    ran = try PausedServices.remember(ran, context)
    for service in Writers.of(context.plan) where ran.contains(service.name) {
      _ = try await ServiceControl(service: service, context: context).stop()
    }
    let message =
      ran.isEmpty
      ? context.say("rien à arrêter", "nothing to stop")
      : context.say("arrêté : ", "stopped: ") + ran.joined(separator: ", ")
    for name in ran { facts[PauseWriters.fact(name)] = "yes" }
    return StepOutcome(message: message, facts: facts)
  }

  func undo(_ context: StepContext) async -> String? {
    guard let ran = PausedServices.recall(context), !ran.isEmpty else { return nil }
    do throws(StepFailure) {
      _ = try await ResumeWriters().start(ran, context)
      return context.say("redémarré : ", "started again: ") + ran.joined(separator: ", ")
    } catch {
      return context.say("arrêté, non redémarré : ", "stopped, not started again: ") + error.message
    }
  }
}
