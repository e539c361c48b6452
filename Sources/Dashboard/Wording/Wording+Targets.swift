import Maintenance

extension Wording {
  /// What an operation works on, from the name of its lock: `database:shop` is the database shop.
  /// The kinds are those of the procedures; what is none of them stays as it is.
  public func target(_ lock: String, in situation: Situation? = nil) -> String {
    let parts = lock.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      return switch lock {
      case "drill": pick("essai de restauration", "restore drill")
      case "report": pick("rapport", "report")
      case "backups": pick("sauvegardes", "backups")
      default: lock
      }
    }
    let name = parts[1]
    // What is called as its kind is said once.
    func kind(_ words: String) -> String { name == words ? words : words + " " + name }
    return switch parts[0] {
    case "service": "service " + subject(.service(name), in: situation)
    case "database": kind(pick("base", "database"))
    case "files": kind(pick("fichiers", "files"))
    case "configuration": kind(pick("configuration", "configuration"))
    case "everything": pick("toute l’application \(name)", "the whole of \(name)")
    case "store": pick("dépôt ", "store ") + name
    case "backup": pick("sauvegarde ", "backup ") + name
    default: lock
    }
  }

  /// A task by its title, from how the register names its tick: `daily/2026-11-29/error-logs`.
  func task(_ target: String, in situation: Situation?) -> String {
    let parts = target.split(separator: "/").map(String.init)
    let round = situation?.rounds.first { $0.period.rawValue == parts.first }
    return round?.tasks.first { $0.name == parts.last }.map { self($0.title) } ?? target
  }
}
