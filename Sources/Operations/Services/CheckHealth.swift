import Maintenance

/// `services.health`: waits until a service answers as the plan expects. The argument `service` names it; without it,
/// those that ran before the operation stopped them.
struct CheckHealth: Verb {
  static let name = "services.health"
  /// How long a service that has just started may take to answer, unless the argument `wait` says otherwise.
  static let waitSeconds = 20.0

  func preview(_ context: StepContext) -> [String] {
    CheckHealth.services(context, names: nil).compactMap(\.http).map {
      "curl --fail --max-time \(Int($0.withinSeconds.rounded(.up))) \($0.url)"
    }
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let names = context.step.arguments["service"].map { [$0] } ?? PausedServices.recall(context) ?? []
    let wait = context.step.arguments["wait"].flatMap(Double.init) ?? CheckHealth.waitSeconds
    let asked = CheckHealth.services(context, names: names)
    guard !asked.isEmpty else { return .skipped(context.say("aucune question à poser", "no question to ask")) }
    for service in asked {
      guard let question = service.http else { continue }
      let start = ContinuousClock.now
      while let fault = await context.health(question) {
        guard start.duration(to: .now) < .seconds(wait),
          (try? await Task.sleep(for: .milliseconds(100))) != nil
        else { throw StepFailure("\(service.name): \(fault)") }
      }
    }
    return StepOutcome(message: context.say("répond : ", "answers: ") + asked.map(\.name).joined(separator: ", "))
  }

  private static func services(_ context: StepContext, names: [String]?) -> [ServicePlan] {
    let named = names ?? context.step.arguments["service"].map { [$0] } ?? Writers.of(context.plan).map(\.name)
    return context.plan.services.filter { named.contains($0.name) && $0.http != nil }
  }
}
