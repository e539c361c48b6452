import Maintenance

/// `services.health`: waits until a service answers as the plan expects. The argument `service` names it; without it,
/// those that ran before the operation stopped them.
struct CheckHealth: Verb {
  static let name = "services.health"
  /// How long a service that has just started may take to answer, unless the argument `wait` says otherwise.
  static let waitSeconds = 20.0
  /// How long one may take that did not answer before the operation either. It has other troubles: a database is restored
  /// while the files are still gone.
  static let illWaitSeconds = 5.0
  /// The argument that says that what is put back need not answer: it is what a person has asked for.
  static let lenientArgument = "lenient"
  /// The fact that says what was wrong with a service before the operation stopped it: `ill.site`.
  static func earlierFault(_ service: String) -> String { "ill." + service }

  func preview(_ context: StepContext) -> [String] {
    CheckHealth.services(context, names: nil).compactMap(\.http).map {
      "curl --fail --max-time \(Int($0.withinSeconds.rounded(.up))) \($0.url)"
    }
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let names = context.step.arguments["service"].map { [$0] } ?? PausedServices.recall(context) ?? []
    let wait = context.step.arguments["wait"].flatMap(Double.init) ?? CheckHealth.waitSeconds
    let asked = CheckHealth.services(context, names: names)
    guard !asked.isEmpty else { return .skipped(context.say("aucun service à interroger", "no service to ask")) }
    var stillIll: [String] = []
    var fallenIll: [String] = []
    asking: for service in asked {
      guard let question = service.http else { continue }
      let earlier = context.facts[CheckHealth.earlierFault(service.name)]
      let mayBeIll = earlier != nil || context.step.arguments[CheckHealth.lenientArgument] != nil
      let limit = mayBeIll ? min(wait, CheckHealth.illWaitSeconds) : wait
      let start = ContinuousClock.now
      while let fault = await context.health(question) {
        if start.duration(to: .now) < .seconds(limit), (try? await Task.sleep(for: .milliseconds(100))) != nil {
          continue
        }
        guard mayBeIll, !Task.isCancelled else { throw StepFailure("\(service.name): \(fault)") }
        if earlier == nil {
          fallenIll.append("\(service.name): \(fault)")
        } else {
          stillIll.append("\(service.name): \(fault)")
        }
        continue asking
      }
    }
    var remarks: [String] = []
    if !fallenIll.isEmpty {
      remarks.append(
        context.say(
          "répondait avant l’opération, ne répond plus : ", "answered before the operation, does not any more: ")
          + fallenIll.joined(separator: "; "))
    }
    if !stillIll.isEmpty {
      remarks.append(
        context.say("ne répond pas, comme avant l’opération : ", "does not answer, as before the operation: ")
          + stillIll.joined(separator: "; "))
    }
    guard remarks.isEmpty else {
      return StepOutcome(message: remarks.joined(separator: "; "), facts: [StepStatus.remarkFact: "yes"])
    }
    return StepOutcome(message: context.say("répond : ", "answers: ") + asked.map(\.name).joined(separator: ", "))
  }

  private static func services(_ context: StepContext, names: [String]?) -> [ServicePlan] {
    let named = names ?? context.step.arguments["service"].map { [$0] } ?? Writers.of(context.plan).map(\.name)
    return context.plan.services.filter { named.contains($0.name) && $0.http != nil }
  }
}
