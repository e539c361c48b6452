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
    ran = try PausedServices.remember(ran, context)
    for service in Writers.of(context.plan) where ran.contains(service.name) {
      _ = try await ServiceControl(service: service, context: context).stop()
    }
    let message =
      ran.isEmpty
      ? context.say("rien à arrêter", "nothing to stop")
      : context.say("arrêté : ", "stopped: ") + ran.joined(separator: ", ")
    return StepOutcome(
      message: message, facts: Dictionary(uniqueKeysWithValues: ran.map { (PauseWriters.fact($0), "yes") }))
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
