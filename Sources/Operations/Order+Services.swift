import Maintenance

extension Order {
  init(service name: String, _ verb: ServiceVerb, plan: Plan) {
    let service = plan.services.first { $0.name == name }
    let label = service?.label ?? LocalizedText(name)
    let words = Order.words(verb)
    let title = both(
      "\(words.french)\u{A0}: \(label.text(in: .french))", "\(words.english) \(label.text(in: .english))")
    var steps = [
      Step(
        verb: "service." + verb.rawValue, arguments: ["service": name, Step.changesArgument: "target"], title: title,
        limitSeconds: 180)
    ]
    if verb != .stop, service?.http != nil {
      steps.append(
        Step(
          verb: CheckHealth.name, arguments: ["service": name],
          title: both("Vérifier que \(name) répond", "Check that \(name) answers"), limitSeconds: 60))
    }
    self.init(
      request: .service(verb: verb, name: name),
      procedure: Procedure(
        name: "service." + verb.rawValue, title: title, target: "service:" + name,
        confirmation: verb == .stop || verb == .restart ? .yes : .none, role: .operator,
        steps: service == nil ? [] : steps, wayBack: Order.wayBack(verb, name)),
      commandLine: "vigie service \(verb.rawValue) \(name)" + (verb == .stop || verb == .restart ? " --yes" : ""),
      impact: Order.impact(verb, name))
    if service == nil {
      lines.append(.critical("\(name) : pas de tel service dans le plan", "\(name): no such service in the plan"))
    }
  }

  private static func words(_ verb: ServiceVerb) -> (french: String, english: String) {
    switch verb {
    case .start: ("Démarrer", "Start")
    case .stop: ("Arrêter", "Stop")
    case .restart: ("Redémarrer", "Restart")
    case .reload: ("Recharger", "Reload")
    }
  }

  private static func wayBack(_ verb: ServiceVerb, _ name: String) -> WayBack? {
    switch verb {
    case .stop: WayBack(title: both("Démarrer \(name)", "Start \(name)"), request: .service(verb: .start, name: name))
    // Who wanted it to run does not want to get back to where it did not.
    case .start, .restart, .reload: nil
    }
  }

  private static func impact(_ verb: ServiceVerb, _ name: String) -> LocalizedText {
    let who = name == "site" ? ("Le site", "The site") : ("Le service \(name)", name)
    return switch verb {
    case .start: both("\(who.0) répondra aux visiteurs.", "\(who.1) will answer visitors.")
    case .stop:
      both("\(who.0) ne répondra plus jusqu’à son démarrage.", "\(who.1) will not answer until it is started.")
    case .restart:
      both("\(who.0) ne répondra pas pendant quelques secondes.", "\(who.1) will not answer for some seconds.")
    case .reload:
      both("\(who.0) relit sa configuration sans s’arrêter.", "\(who.1) reads its configuration without stopping.")
    }
  }
}
