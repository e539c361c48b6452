import Maintenance

extension Wording {
  /// What a person asks for, before the agent has given it its title: `Redémarrer nginx`.
  public func request(_ request: OperationRequest, in situation: Situation?) -> String {
    switch request {
    case .service(let verb, let name): "\(self.verb(verb)) \(subject(.service(name), in: situation))"
    case .backup(let leg): pick("Sauver \(self.leg(leg))", "Back up \(self.leg(leg))")
    case .restore(let scope, _, _): pick("Restaurer \(self.scope(scope))", "Restore \(self.scope(scope))")
    case .revert(let operation): pick("Revenir avant \(operation)", "Go back before \(operation)")
    case .verify(let backup): pick("Vérifier \(backup)", "Verify \(backup)")
    case .copy(let store): pick("Copier vers \(store)", "Copy to \(store)")
    case .fetch(let store, _, _): pick("Rapporter de \(store)", "Bring back from \(store)")
    case .drill(.partial): pick("Essai de restauration partielle", "Partial restore drill")
    case .drill(.full): pick("Essai de restauration complète", "Full restore drill")
    case .prune: pick("Ménage des sauvegardes", "Prune the backups")
    }
  }

  /// What is asked of a service.
  public func verb(_ verb: ServiceVerb) -> String {
    switch verb {
    case .start: pick("Démarrer", "Start")
    case .stop: pick("Arrêter", "Stop")
    case .restart: pick("Redémarrer", "Restart")
    case .reload: pick("Recharger", "Reload")
    }
  }

  /// What stands in the register as an action, in words; an action that is not known keeps its name.
  public func action(_ action: String) -> String {
    switch action {
    case "operation.started": pick("opération lancée", "operation started")
    case "operation.ended": pick("opération finie", "operation ended")
    case "operation.refused": pick("opération refusée", "operation refused")
    case "operation.cancelled": pick("opération annulée", "operation cancelled")
    case "operation.resumed": pick("opération reprise", "operation resumed")
    case "operation.interrupted": pick("opération interrompue", "operation interrupted")
    case "tick": pick("tâche répondue", "task answered")
    case "acknowledge": pick("problème pris", "problem taken")
    case "unacknowledge": pick("problème rendu", "problem given back")
    case "agent.started": pick("agent démarré", "agent started")
    case "agent.stopped": pick("agent arrêté", "agent stopped")
    default: action
    }
  }
}

extension Wording {
  /// The name of a period, for the column of a list.
  func period(_ period: Period) -> String {
    switch period {
    case .daily: pick("Jour", "Day")
    case .weekly: pick("Semaine", "Week")
    case .monthly: pick("Mois", "Month")
    case .quarterly: pick("Trimestre", "Quarter")
    case .yearly: pick("Année", "Year")
    }
  }

  /// A length of time that is shown while it passes, so that it changes once a minute.
  func duration(wholeMinutes seconds: Double) -> String { duration((seconds / 60).rounded(.down) * 60) }
}
