import Maintenance

/// The parts in which a plan is shown to a person, in their order. Their names are what `--section` takes.
public enum PlanChapter: String, Sendable, CaseIterable {
  case open = "to-fill"
  case services, databases, capacity, backups, stores, verification, drills, rounds, windows, updates, runbooks, scaling
  case logs, rotation, contacts, channels, templates, duties

  /// The heading.
  public var title: LocalizedText {
    switch self {
    case .open: LocalizedText(french: "À remplir", english: "To be filled in")
    case .services: LocalizedText(french: "Services", english: "Services")
    case .databases: LocalizedText(french: "Bases de données", english: "Databases")
    case .capacity: LocalizedText(french: "Capacité", english: "Capacity")
    case .backups: LocalizedText(french: "Sauvegardes", english: "Backups")
    case .stores: LocalizedText(french: "Lieux de stockage", english: "Stores")
    case .verification: LocalizedText(french: "Vérification des sauvegardes", english: "Verification of the backups")
    case .drills: LocalizedText(french: "Exercices de restauration", english: "Restore drills")
    case .rounds: LocalizedText(french: "Rondes", english: "Rounds")
    case .windows: LocalizedText(french: "Fenêtres de maintenance", english: "Maintenance windows")
    case .updates: LocalizedText(french: "Mises à jour", english: "Updates")
    case .runbooks: LocalizedText(french: "Procédures", english: "Runbooks")
    case .scaling: LocalizedText(french: "Montée en capacité", english: "Scaling")
    case .logs: LocalizedText(french: "Journaux", english: "Logs")
    case .rotation: LocalizedText(french: "Rotation des journaux", english: "Log rotation")
    case .contacts: LocalizedText(french: "Rôles et destinataires", english: "Roles and audiences")
    case .channels: LocalizedText(french: "Canaux", english: "Channels")
    case .templates: LocalizedText(french: "Modèles de message", english: "Message templates")
    case .duties: LocalizedText(french: "Documentation et formation", english: "Documentation and training")
    }
  }
}
