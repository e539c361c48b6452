import Maintenance

extension Wording {
  /// What a person asks for, before the agent has given it its title: `Redémarrer nginx`.
  public func request(_ request: OperationRequest, in situation: Situation?) -> String {
    switch request {
    case .service(let verb, let name):
      pick("\(self.verb(verb))\u{A0}: ", "\(self.verb(verb)) ") + subject(.service(name), in: situation)
    case .backup(let leg): pick("Sauver\u{A0}: \(self.leg(leg))", "Back up: \(self.leg(leg))")
    case .restore(let scope, _, _): pick("Restaurer \(self.scope(scope))", "Restore \(self.scope(scope))")
    case .restoreEverything: pick("Tout restaurer", "Restore everything")
    case .restoreInto(let schema, _, _): pick("Restaurer dans \(schema)", "Restore into \(schema)")
    case .revert(let operation):
      pick("Défaire\u{A0}: ", "Undo: ") + subject(.operation(operation), in: situation)
    case .restoreRows(let selection, _, _):
      pick("Ramener des lignes de \(selection.table)", "Bring rows of \(selection.table) back")
    case .dropAside(let operation):
      pick("Ôter ce qui a été mis de côté\u{A0}: ", "Drop what was set aside: ")
        + subject(.operation(operation), in: situation)
    case .verify(let backup): pick("Vérifier \(backup)", "Verify \(backup)")
    case .copy(let store): pick("Copier vers \(store)", "Copy to \(store)")
    case .fetch(let store, _, _): pick("Récupérer de \(store)", "Bring back from \(store)")
    case .drill(let kind): self(kind.words)
    case .reportBackups: pick("Rapport des sauvegardes", "Report of the backups")
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

  /// A way back by what it does: `undo: start site`.
  func undo(_ wayBack: WayBack) -> String {
    let what =
      switch wayBack.request {
      case .service(let verb, let name): "\(self.verb(verb).lowercased()) \(name)"
      case .revert: pick("remettre l’état d’avant", "put the state before back")
      default: self(wayBack.title)
      }
    return pick("défaire\u{A0}: \(what)", "undo: \(what)")
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
    case "operation.amended": pick("opération complétée", "operation amended")
    case "operation.cancel-asked": pick("arrêt demandé", "cancel asked for")
    case "tick": pick("tâche cochée", "task ticked")
    case "acknowledge", "alert.acknowledged": pick("problème pris", "problem taken")
    case "acknowledge.cleared", "unacknowledge", "alert.given-back": pick("problème rendu", "problem given back")
    case "alert.firing": pick("alerte déclenchée", "alert firing")
    case "alert.resolved": pick("alerte terminée", "alert resolved")
    case "register.fault": pick("registre en défaut", "register at fault")
    case "register.kept-aside": pick("registre mis de côté", "register kept aside")
    case "register.anchor-healed": pick("ancre réparée", "anchor healed")
    case "agent.started": pick("agent démarré", "agent started")
    case "agent.stopped": pick("agent arrêté", "agent stopped")
    default: action
    }
  }

  /// What a row of the register is about: what had a problem, by the name that the screens give it.
  /// An operation that is among `operations` is told by its title.
  public func target(of entry: AuditEntry, in situation: Situation?, operations: [OperationStatus] = []) -> String {
    if let id = entry.operation, let operation = operations.first(where: { $0.id == id }) {
      return self(operation.title)
    }
    if entry.action == "tick" { return task(entry.target, in: situation) }
    guard entry.action.hasPrefix("alert.") || entry.action.contains("acknowledge"),
      let dot = entry.target.firstIndex(of: ".")
    else { return target(entry.target, in: situation) }
    let rest = String(entry.target[dot...].dropFirst())
    switch entry.target[..<dot] {
    case "service": return subject(.service(rest), in: situation)
    case "backup": return BackupLeg(rawValue: rest).map(leg) ?? entry.target
    case "capacity": return Resource(rawValue: rest).map(resource) ?? entry.target
    case "operation": return subject(.operation(rest), in: situation)
    default: return entry.target
    }
  }

  /// What a row of the register records. A tick is told by its verdict: what was left for later was not done.
  public func action(of entry: AuditEntry) -> String {
    switch entry.verdict {
    case .done, nil: return action(entry.action)
    case .later: return pick("tâche remise", "task put off")
    case .problem: return pick("tâche\u{A0}: problème", "task: problem")
    case .notApplicable: return pick("tâche sans objet", "task n/a")
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
