import Maintenance
import Wire

/// The refusals of the agent, worded once.
extension Refusal {
  static let noGreeting = Refusal(
    .malformed, french: "la première ligne doit être un hello", english: "the first line must be a hello")

  static let malformedLine = Refusal(
    .malformed, french: "cette ligne n’est pas un message de cette version",
    english: "this line is no message of this version")

  static func version(client: String, agent: String) -> Refusal {
    Refusal(
      .version,
      french:
        "l’agent est en version \(agent), ce programme en version \(client) : relancez l’agent avec ce programme (« vigie agent --stop », puis « vigie »)",
      english:
        "the agent is version \(agent), this program is version \(client): restart the agent with this program (\"vigie agent --stop\", then \"vigie\")"
    )
  }

  static func stranger(_ person: Operator, access: AccessPlan) -> Refusal {
    let groups = (access.observers + access.operators + access.administrators).joined(separator: ", ")
    return Refusal(
      .notAllowed,
      french:
        "\(person.name) n’est dans aucun des groupes de ce plan (\(groups)) : un administrateur peut l’y ajouter (« usermod -aG GROUPE \(person.name) »)",
      english:
        "\(person.name) is in none of this plan's groups (\(groups)): an administrator can add them (\"usermod -aG GROUP \(person.name)\")"
    )
  }

  static func role(_ needed: Role, has role: Role) -> Refusal {
    Refusal(
      .notAllowed, french: "il faut le rôle \(needed.french) ; vous êtes \(role.french)",
      english: "this needs the role \(needed.rawValue); you are \(role.rawValue)")
  }

  static func confirmation(_ confirmation: Confirmation) -> Refusal {
    switch confirmation {
    case .none, .yes:
      Refusal(
        .notConfirmed, french: "à confirmer : --yes", english: "this must be confirmed: --yes")
    case .typeName(let name):
      Refusal(
        .notConfirmed, french: "à confirmer en donnant le nom exact : --confirm \(name)",
        english: "this must be confirmed with the exact name: --confirm \(name)")
    }
  }

  static func reason(_ why: LocalizedText) -> Refusal {
    Refusal(
      .notConfirmed, french: "\(why.text(in: .french)) : donnez un motif (--reason)",
      english: "\(why.text(in: .english)): give a reason (--reason)")
  }

  static func unknown(_ french: String, _ english: String) -> Refusal {
    Refusal(.unknown, french: "\(french) n’existe pas", english: "there is no \(english)")
  }

  static func register(_ fault: String) -> Refusal {
    Refusal(
      .failed, french: "le registre ne peut pas être écrit, rien n’est lancé : \(fault)",
      english: "the register cannot be written, nothing is started: \(fault)")
  }
}

extension Role {
  fileprivate var french: String {
    switch self {
    case .observer: "observateur"
    case .operator: "opérateur"
    case .administrator: "administrateur"
    }
  }
}
