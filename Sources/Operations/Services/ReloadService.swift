import Maintenance

/// `service.reload`: makes the service that the argument `service` names read its configuration again.
struct ReloadService: Verb {
  static let name = "service.reload"

  func preview(_ context: StepContext) -> [String] { (try? ServiceControl(context))?.commands(.reload) ?? [] }

  func preflight(_ context: StepContext) async -> [Preflight] { await ServicePreflight.lines(context, .reload) }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    try await ServiceControl(context).reload()
  }
}
