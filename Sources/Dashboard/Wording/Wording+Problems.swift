import Maintenance

extension Wording {
  /// What is wrong, in a few words, with the name of what it is about: `mysql arrêté`, `Mémoire > 80 %`,
  /// `Base, journaux en retard`. The situation gives the names that the plan shows.
  public func headline(_ problem: Problem, in situation: Situation?) -> String {
    self(problem.headline(services: situation?.services ?? [], operations: situation?.operations ?? []))
  }

  /// Why, in a few words: `code 137`, `alerte dans 22 min`. Never empty. The situation knows who has stopped a service.
  public func cause(_ problem: Problem, in situation: Situation?) -> String {
    switch problem.cause {
    case .serviceDown(_, let ending):
      if let stop = situation?.stop(behind: problem) {
        let time = momentWithTime(stop.endedAt ?? stop.startedAt, now: situation?.at ?? stop.startedAt)
        return pick("arrêté par \(stop.by.name) à \(time)", "stopped by \(stop.by.name) at \(time)")
      }
      return ending.map(self.ending) ?? pick("sans cause connue", "cause unknown")
    case .answerWrong(let detail):
      return detail.isEmpty ? pick("réponse inattendue", "unexpected answer") : fault(detail)
    case .unreadable(let why):
      return why.detail.isEmpty ? unavailable(why.kind) : "\(unavailable(why.kind)) · \(why.detail)"
    case .overThreshold(let used, _):
      if let left = problem.firesInSeconds, problem.state == .pending {
        let time = age(left)
        return problem.severity == .critical
          ? pick("critique dans \(time)", "critical in \(time)")
          : pick("alerte dans \(time)", "fires in \(time)")
      }
      return pick("\(percent(used)) maintenant", "\(percent(used)) now")
    case .neverBackedUp: return pick("aucune au catalogue", "none in the catalogue")
    case .backupLate(let overdue):
      guard let since = problem.since else { return pick("retard de \(age(overdue))", "\(age(overdue)) late") }
      let due = overdue < 43_200 ? timeOfDay(since) : "\(day(since)) \(timeOfDay(since))"
      return pick("attendue à \(due)", "was due at \(due)")
    case .backupFailed(let message), .operationFailed(_, let message):
      return message.isEmpty ? pick("sans message", "no message") : message
    case .backupDamaged(let detail), .registerFault(let detail):
      return detail.isEmpty ? pick("sans détail", "no detail") : detail
    case .backupAhead(let backup, _):
      return pick("horloge à vérifier : \(backup)", "check the clock: \(backup)")
    case .recoveryHole(let file, let until):
      let reached = "\(day(until)) \(timeOfDay(until))"
      return pick("\(file) manque, récupérable jusqu’à \(reached)", "\(file) is missing, recoverable until \(reached)")
    case .tableLost(_, _, let at):
      let when = momentWithSeconds(at, now: situation?.at ?? at)
      return pick("à \(when), les sauvegardes l’ont", "at \(when); the backups hold it")
    case .drillOverdue(_, let last):
      guard let last else { return pick("jamais essayée", "never tried") }
      return pick("dernier essai le \(day(last))", "last tried \(day(last))")
    case .copyOverdue(_, let isDisk, let last):
      let when = last.map { pick("dernière copie le \(day($0))", "last copied \(day($0))") }
      let told = when ?? pick("jamais copié", "never copied")
      return isDisk ? told + pick(", à brancher", ", plug it in") : told
    case .operationInterrupted: return pick("à reprendre ou à annuler", "resume it or go back")
    }
  }

  /// The name of what a problem is about, as the plan and the screens have it.
  public func subject(_ subject: Subject, in situation: Situation?) -> String {
    self(subject.name(services: situation?.services ?? [], operations: situation?.operations ?? []))
  }

  /// `✖`-less counts for one line: `1 critique, 2 alertes`; says that all is well when there is nothing.
  public func summary(_ problems: [Problem]) -> String {
    let firing = problems.filter { $0.state == .firing }
    let counts = [Severity.critical, .warning, .unknown].compactMap { severity -> String? in
      let number = firing.count { $0.severity == severity }
      return number == 0 ? nil : self.count(number, of: severity)
    }
    return counts.isEmpty ? pick("tout va bien", "all is well") : counts.joined(separator: ", ")
  }

  /// `1 critique`, `2 alertes`, `1 inconnu`.
  public func count(_ number: Int, of severity: Severity) -> String {
    switch severity {
    case .critical: count(number, Phrase("critique", "critical"), Phrase("critiques", "critical"))
    case .warning: count(number, Phrase("alerte", "warning"), Phrase("alertes", "warnings"))
    case .unknown: count(number, Phrase("inconnu", "unknown"), Phrase("inconnus", "unknown"))
    case .fine: count(number, Phrase("bon", "fine"), Phrase("bons", "fine"))
    }
  }
}
