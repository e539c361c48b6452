import Maintenance

/// `service.restart`: stops and starts the service that the argument `service` names.
struct RestartService: Verb {
  static let name = "service.restart"

  func preview(_ context: StepContext) -> [String] { (try? ServiceControl(context))?.commands(.restart) ?? [] }

  func preflight(_ context: StepContext) async -> [Preflight] { await ServicePreflight.lines(context, .restart) }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    try await ServiceControl(context).restart()
  }
}
