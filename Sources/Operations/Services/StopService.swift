import Maintenance

/// `service.stop`: stops the service that the argument `service` names.
struct StopService: Verb {
  static let name = "service.stop"

  func preview(_ context: StepContext) -> [String] { (try? ServiceControl(context))?.commands(.stop) ?? [] }

  func preflight(_ context: StepContext) async -> [Preflight] { await ServicePreflight.lines(context, .stop) }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    try await ServiceControl(context).stop()
  }
}
