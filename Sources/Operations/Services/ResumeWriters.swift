import Maintenance

/// `writers.resume`: starts the services that ran before the operation stopped them; the others stay as they were.
struct ResumeWriters: Verb {
  static let name = "writers.resume"

  func preview(_ context: StepContext) -> [String] {
    Writers.of(context.plan).flatMap { ServiceControl(service: $0, context: context).commands(.start) }
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let ran = PausedServices.recall(context) ?? []
    guard !ran.isEmpty else { return .skipped(context.say("rien ne tournait", "nothing ran before")) }
    return try await start(ran, context)
  }

  func start(_ names: [String], _ context: StepContext) async throws(StepFailure) -> StepOutcome {
    for service in Writers.of(context.plan) where names.contains(service.name) {
      _ = try await ServiceControl(service: service, context: context).start()
    }
    return StepOutcome(message: context.say("démarré : ", "started: ") + names.joined(separator: ", "))
  }
}
