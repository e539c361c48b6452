import Maintenance

/// `service.start`: starts the service that the argument `service` names.
struct StartService: Verb {
  static let name = "service.start"

  func preview(_ context: StepContext) -> [String] { (try? ServiceControl(context))?.commands(.start) ?? [] }

  func preflight(_ context: StepContext) async -> [Preflight] { await ServicePreflight.lines(context, .start) }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    try await ServiceControl(context).start()
  }
}
