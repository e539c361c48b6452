import Maintenance

/// Why a command does not work now, though its place is right.
enum Obstacle: Sendable, Equatable {
  /// Nobody would hear it: the agent is not connected.
  case notConnected
  case readOnly
  /// The person's role is lower than this one.
  case role(needed: Role)
  /// vigie cannot start or stop this service on this host.
  case notControllable
  case alreadyRuns
  case doesNotRun
  /// The clock of the problem still runs: there is nothing to take yet.
  case notFiring
  case noBackup
  case operationOver
  case cannotResume
  case noWayBack
  /// A red preflight line.
  case preflight
}

extension Wording {
  /// Why a command does not work now.
  func obstacle(_ obstacle: Obstacle) -> String {
    switch obstacle {
    case .notConnected: pick("l’agent n’est pas joint", "the agent is not connected")
    case .readOnly: pick("lecture seule (R pour en sortir)", "read-only (R to leave)")
    case .role(let needed): pick("demande le rôle \(role(needed))", "needs the role \(role(needed))")
    case .notControllable: pick("ce service n’est pas piloté d’ici", "this service is not controlled from here")
    case .alreadyRuns: pick("il tourne déjà", "it runs already")
    case .doesNotRun: pick("il ne tourne pas", "it does not run")
    case .notFiring: pick("ce n’est pas encore une alerte", "it does not alert yet")
    case .noBackup: pick("aucune sauvegarde au catalogue", "no backup in the catalogue")
    case .operationOver: pick("l’opération est finie", "the operation is over")
    case .cannotResume: pick("rien à reprendre", "nothing to resume")
    case .noWayBack: pick("pas de retour en arrière prévu", "there is no way back")
    case .preflight: pick("un contrôle préalable s’y oppose", "a preflight check forbids it")
    }
  }
}
