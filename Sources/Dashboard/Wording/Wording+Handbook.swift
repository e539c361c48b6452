import Maintenance

extension EvidenceSource {
  /// The screen that has more of what answers a task.
  var screen: ScreenName {
    switch self {
    case .logErrors: .logs
    case .backups, .drills: .backups
    case .capacity, .disk: .capacity
    case .alerts: .overview
    case .services: .services
    }
  }
}

extension Wording {
  /// The part of the Situation that answers a task or checks a step.
  func source(_ source: EvidenceSource) -> String {
    switch source {
    case .logErrors: pick("erreurs des logs", "errors in the logs")
    case .backups: pick("sauvegardes", "backups")
    case .capacity: pick("capacité", "capacity")
    case .alerts: pick("alertes actives", "active alerts")
    case .services: pick("état des services", "state of the services")
    case .drills: pick("essais de restauration", "restore drills")
    case .disk: pick("place sur le disque", "space on the disk")
    }
  }

  /// A level of a log, in at most eight cells.
  func level(_ level: LogLevel) -> String {
    switch level {
    case .debug: pick("mise au point", "debug")
    case .info: pick("information", "info")
    case .warning: pick("avert.", "warning")
    case .error: pick("erreur", "error")
    case .critical: pick("critique", "critical")
    }
  }
}
