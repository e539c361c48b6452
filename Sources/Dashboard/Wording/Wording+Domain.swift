import Maintenance

extension Wording {
  /// What a service does, in one word.
  public func activity(_ activity: ServiceActivity) -> String {
    self(activity.words)
  }

  /// Why an answer is not the one that the plan expects. The probes say it in English.
  public func fault(_ fault: String) -> String {
    guard language == .french else { return fault }
    let heads: [(english: String, french: String)] = [
      ("connection refused", "connexion refusée"), ("no answer within ", "pas de réponse en "),
      ("the answer does not hold ", "la réponse ne contient pas "),
    ]
    if let head = heads.first(where: { fault.hasPrefix($0.english) }) {
      return "\(head.french)\(fault.dropFirst(head.english.count))"
    }
    if fault.hasPrefix("status "), let comma = fault.firstIndex(of: ",") {
      return "statut \(fault[..<comma].dropFirst(7))\(fault[comma...].replacing(", expected ", with: ", attendu "))"
    }
    // `port 3306: connection refused`
    if fault.hasPrefix("port "), let colon = fault.firstIndex(of: ":") {
      return "\(fault[..<colon])\u{A0}: \(self.fault(String(fault[colon...].dropFirst(2))))"
    }
    return fault
  }

  /// How a process ended: `code 1`, `tué (signal 9)`.
  public func ending(_ ending: ProcessEnding) -> String {
    switch ending {
    case .exited(let status): pick("code \(status)", "exit status \(status)")
    case .signalled(let signal): pick("tué (signal \(signal))", "killed (signal \(signal))")
    }
  }

  /// Why a thing cannot be read, in a few words; the culprit stands in ``Unavailability/detail``.
  public func unavailable(_ kind: Unavailability.Kind) -> String {
    switch kind {
    case .missing: pick("absent", "missing")
    case .malformed: pick("illisible", "malformed")
    case .denied: pick("accès refusé", "access denied")
    case .timeout: pick("sans réponse", "no answer")
    case .notConfigured: pick("non suivi", "not watched")
    case .failed: pick("échec", "failed")
    case .agentStopped: pick("agent arrêté", "agent stopped")
    }
  }

  /// Where an operation is in its life.
  public func operationState(_ state: OperationState) -> String {
    switch state {
    case .running: pick("en cours", "running")
    case .done: pick("terminée", "done")
    case .failed: pick("échouée", "failed")
    case .cancelled: pick("annulée", "cancelled")
    case .interrupted: pick("interrompue", "interrupted")
    case .refused: pick("refusée", "refused")
    }
  }

  /// How far a backup can be trusted: the highest rung that holds.
  public func trust(_ rung: TrustRung) -> String { self(rung.words) }

  /// A leg of the backups: `Base, complète`. Eighteen cells at most.
  public func leg(_ leg: BackupLeg) -> String { self(leg.words) }

  /// What can be restored by itself.
  public func scope(_ scope: RestoreScope) -> String {
    switch scope {
    case .database: pick("base de données", "database")
    case .files: pick("fichiers", "files")
    case .configuration: pick("configuration", "configuration")
    }
  }

  /// A resource of the capacity plan, in at most seven cells.
  public func resource(_ resource: Resource) -> String { self(resource.words) }

  /// How bad a thing is, as `vigie check` says it.
  public func severity(_ severity: Severity) -> String {
    switch severity {
    case .fine: pick("bon", "fine")
    case .unknown: pick("inconnu", "unknown")
    case .warning: pick("alerte", "warning")
    case .critical: pick("critique", "critical")
    }
  }

  /// Where an alert is in its life.
  public func alertState(_ state: AlertState) -> String {
    switch state {
    case .inactive: pick("sous le seuil", "under the limit")
    case .pending: pick("en attente", "pending")
    case .firing: pick("déclenchée", "firing")
    }
  }

  /// A role.
  public func role(_ role: Role) -> String {
    switch role {
    case .observer: pick("observateur", "observer")
    case .operator: pick("opérateur", "operator")
    case .administrator: pick("administrateur", "administrator")
    }
  }

  /// A round of the maintenance calendar.
  public func round(_ period: Period) -> String {
    self(period.words)
  }

  /// What a person said of a task.
  public func verdict(_ verdict: TickVerdict) -> String {
    switch verdict {
    case .done: pick("fait", "done")
    case .problem: pick("problème", "problem")
    case .notApplicable: pick("sans objet", "not applicable")
    case .later: pick("plus tard", "later")
    }
  }

  /// Where a step is in its life.
  public func step(_ state: StepStatus.State) -> String {
    switch state {
    case .waiting: pick("à venir", "to come")
    case .running: pick("en cours", "running")
    case .done: pick("fait", "done")
    case .failed: pick("échec", "failed")
    case .skipped: pick("déjà fait", "already so")
    }
  }

  /// A limit, `> 80 % pendant 1 h`, `> 75%`.
  public func threshold(_ threshold: Threshold) -> String {
    let limit = ">\u{A0}" + percent(threshold.percent)
    guard threshold.forSeconds > 0 else { return limit }
    let time = duration(threshold.forSeconds)
    return pick("\(limit) pendant \(time)", "\(limit) for \(time)")
  }

  /// What starts a backup: `à 01:00`, `toutes les 6 h`, `lun. à 02:00`, `au changement`.
  public func trigger(_ trigger: BackupTrigger) -> String {
    switch trigger {
    case .daily(let minute): pick("chaque jour à \(clock(minute))", "daily at \(clock(minute))")
    case .every(let seconds): pick("toutes les \(duration(seconds))", "every \(duration(seconds))")
    case .weekly(let weekday, let minute):
      pick("\(weekdayName(weekday)) à \(clock(minute))", "\(weekdayName(weekday)) at \(clock(minute))")
    case .onChange: pick("au changement", "on change")
    }
  }

  private func clock(_ minute: Int) -> String {
    let hour = minute / 60
    let rest = minute % 60
    return "\(hour < 10 ? "0" : "")\(hour):\(rest < 10 ? "0" : "")\(rest)"
  }

  private func weekdayName(_ number: Int) -> String {
    let french = ["le lundi", "le mardi", "le mercredi", "le jeudi", "le vendredi", "le samedi", "le dimanche"]
    let english = ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"]
    return pick(french[(number + 6) % 7], english[(number + 6) % 7])
  }
}
