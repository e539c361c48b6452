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
  /// A drill takes the newest backups, and another one is selected.
  case drillTakesNewest
  /// No backup leads to the chosen moment.
  case notReachable
  /// Somebody has taken the problem, or it does not alert yet: there is nothing to take together with others.
  case nothingToTake
  case operationOver
  case cannotResume
  case noWayBack
  /// A red preflight line.
  case preflight
  /// Only a person can do this step.
  case manualStep
  /// The step is a line for the person's own shell.
  case shellStep
  /// Messages are written and sent by people.
  case noticeStep
  /// The plan does not have what the step acts on.
  case notInPlan
  /// Nothing that it could act on is selected.
  case nothingToActOn
  /// It belongs to these screens.
  case elsewhere([ScreenName])
}

extension Model {
  /// Why a command does not work now.
  func why(_ obstacle: Obstacle) -> String {
    switch obstacle {
    case .readOnly:
      guard let key = key(of: "read-only") else { return wording(.readOnly) }
      return wording.pick("lecture seule (\(key) pour en sortir)", "read-only (\(key) to leave)")
    case .elsewhere(let names):
      let titles = names.map { wording(Screens.named($0).title) }.joined(separator: ", ")
      return wording.pick("sur l’écran \(titles)", "on the screen \(titles)")
    default: return wording.obstacle(obstacle)
    }
  }
}

extension Wording {
  /// Why a command does not work now, as far as that can be said of any screen and any keys.
  fileprivate func obstacle(_ obstacle: Obstacle) -> String {
    switch obstacle {
    case .notConnected: pick("l’agent n’est pas joint", "the agent is not connected")
    case .readOnly: self(.readOnly)
    case .role(let needed): pick("demande le rôle \(role(needed))", "needs the role \(role(needed))")
    case .notControllable: pick("ce service n’est pas piloté d’ici", "this service is not controlled from here")
    case .alreadyRuns: pick("il tourne déjà", "it runs already")
    case .doesNotRun: pick("il ne tourne pas", "it does not run")
    case .notFiring: pick("ce n’est pas encore une alerte", "it does not alert yet")
    case .nothingToTake: pick("déjà pris, ou pas encore une alerte", "taken already, or not alerting yet")
    case .notReachable: pick("aucune sauvegarde ne mène à ce moment", "no backup leads to this moment")
    case .noBackup: pick("aucune sauvegarde au catalogue", "no backup in the catalogue")
    case .drillTakesNewest: pick("l’essai prend la plus récente", "a drill takes the newest")
    case .operationOver: pick("l’opération est finie", "the operation is over")
    case .cannotResume: pick("rien à reprendre", "nothing to resume")
    case .noWayBack: pick("pas de retour en arrière prévu", "there is no way back")
    case .preflight: pick("un contrôle préalable s’y oppose", "a preflight check forbids it")
    case .manualStep: pick("cette étape se fait à la main", "this step is done by hand")
    case .shellStep: pick("cette ligne se lance dans votre shell", "this line is for your own shell")
    case .noticeStep: pick("le message s’envoie à la main", "the message is sent by hand")
    case .notInPlan: pick("le plan ne suit pas ce que l’étape vise", "the plan does not have what the step acts on")
    case .nothingToActOn, .elsewhere: pick("rien ici sur quoi agir", "nothing here to act on")
    }
  }
}
