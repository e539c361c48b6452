extension Problem {
  /// What is wrong, in a few words, with the name of what it is about: `mysql arrêté`, `Mémoire > 80 %`,
  /// `Base, journaux en retard`. Services and operations give the names that the plan shows.
  public func headline(services: [ServiceStatus], operations: [OperationStatus]) -> LocalizedText {
    let name = subject.name(services: services, operations: operations)
    func say(_ french: String, _ english: String) -> LocalizedText {
      LocalizedText(french: name.text(in: .french) + french, english: name.text(in: .english) + english)
    }
    switch cause {
    case .serviceDown(let activity, _):
      return say(" " + activity.words.text(in: .french), " " + activity.words.text(in: .english))
    case .answerWrong: return say(" répond mal", " answers wrongly")
    case .unreadable: return say("\u{A0}: illisible", ": cannot be read")
    case .overThreshold(_, let threshold):
      let percent = Int(threshold.percent.rounded())
      return say(" >\u{A0}\(percent)\u{A0}%", " >\u{A0}\(percent)%")
    case .neverBackedUp: return say("\u{A0}: jamais sauvegardée", ": never saved")
    case .backupLate: return say(" en retard", " late")
    case .backupFailed: return say("\u{A0}: échec", ": failed")
    case .backupDamaged: return say(" endommagée", " damaged")
    case .backupAhead: return say("\u{A0}: datée du futur", ": dated in the future")
    case .recoveryHole: return say("\u{A0}: trou dans les journaux", ": hole in the logs")
    case .tableLost(let table, let kind, _):
      let words = kind.words
      guard let table else {
        return LocalizedText(
          french: "La base \(words.text(in: .french))", english: "Schema \(words.text(in: .english))")
      }
      return LocalizedText(
        french: "Table \(table) \(words.text(in: .french))", english: "Table \(table) \(words.text(in: .english))")
    case .drillOverdue(let drill, _):
      return LocalizedText(
        french: "\(drill.text(in: .french))\u{A0}: essai en retard",
        english: "\(drill.text(in: .english)): drill overdue")
    case .copyOverdue(let store, _, _):
      return LocalizedText(
        french: "\(store.text(in: .french))\u{A0}: copie en retard",
        english: "\(store.text(in: .english)): copy overdue")
    case .operationInterrupted: return say(" interrompue", " interrupted")
    case .operationFailed: return say(" — échec", ": failed")
    case .registerFault: return LocalizedText(french: "Registre en défaut", english: "Register at fault")
    }
  }
}

extension Problem {
  /// The service that it is about, where it is about one.
  public var service: String? {
    if case .service(let name) = subject { name } else { nil }
  }
}

extension Subject {
  /// The name of what a problem is about, as the plan and the screens have it.
  public func name(services: [ServiceStatus], operations: [OperationStatus]) -> LocalizedText {
    switch self {
    case .service(let name): services.first { $0.name == name }?.label ?? LocalizedText(name)
    case .resource(let resource): resource.words
    case .backup(let leg): leg.words
    case .round(let period): period.words
    case .operation(let id):
      operations.first { $0.id == id }?.title
        ?? LocalizedText(french: "Opération \(id)", english: "Operation \(id)")
    case .register: LocalizedText(french: "Registre", english: "Register")
    case .agent: LocalizedText("Agent")
    }
  }
}
