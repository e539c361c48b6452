import Maintenance

extension Order {
  init(service name: String, _ verb: ServiceVerb, plan: Plan) {
    let service = plan.services.first { $0.name == name }
    let label = service?.label ?? LocalizedText(name)
    let words = Order.words(verb)
    let title = both(
      "\(words.french) \(label.text(in: .french))", "\(words.english) \(label.text(in: .english))")
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
    case .start: WayBack(title: both("Arrêter \(name)", "Stop \(name)"), request: .service(verb: .stop, name: name))
    case .stop, .restart:
      WayBack(title: both("Démarrer \(name)", "Start \(name)"), request: .service(verb: .start, name: name))
    case .reload: nil
    }
  }

  private static func impact(_ verb: ServiceVerb, _ name: String) -> LocalizedText {
    switch verb {
    case .start: both("\(name) répondra aux visiteurs.", "\(name) will answer visitors.")
    case .stop: both("\(name) ne répondra plus jusqu’à son démarrage.", "\(name) will not answer until it is started.")
    case .restart:
      both("\(name) ne répondra pas pendant quelques secondes.", "\(name) will not answer for some seconds.")
    case .reload:
      both("\(name) relit sa configuration sans s’arrêter.", "\(name) reads its configuration without stopping.")
    }
  }
}
