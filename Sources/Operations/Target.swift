import Host
import Maintenance

/// What a backup or a restore acts on, as the plan names it.
struct Target {
  /// The name that is typed to confirm: the schema, the database file without its ending, or the folder's name.
  let name: String
  /// The name of the lock: `database:nationsounds`.
  let lock: String
  /// The kind, as it stands before the name.
  let label: (french: String, english: String)
  /// The kind with the name, which is left out where it says the same: `the files`.
  var called: (french: String, english: String) {
    let says = name == lock.prefix { $0 != ":" } ? "" : " " + name
    return (label.french + says, label.english + says)
  }
  /// The files and folders that a restore swaps.
  let paths: [String]
  /// Why the plan has no such target.
  let fault: Preflight?

  init(_ scope: RestoreScope, plan: Plan) {
    switch scope {
    case .database:
      let database = plan.databases.first
      let name = database.map { $0.engine == .sqlite ? Target.stem(FileSystem.name(of: $0.schema)) : $0.schema } ?? ""
      label = ("la base", "the database")
      paths = database.map { $0.engine == .sqlite ? [$0.schema] : [] } ?? []
      fault = database == nil ? .critical("Pas de base dans le plan", "No database in the plan") : nil
      self.name = name
    case .files, .configuration:
      let items = ArchiveItem.of(scope, plan: plan)
      label = scope == .files ? ("les fichiers", "the files") : ("la configuration", "the configuration")
      name = items.first.map { FileSystem.name(of: $0.path) } ?? scope.rawValue
      paths = items.map(\.path)
      fault = items.isEmpty ? .critical("Le plan ne nomme aucun dossier", "The plan names no folder") : nil
    }
    lock = "\(scope.rawValue):\(name)"
  }

  /// `nationsounds.sqlite` → `nationsounds`.
  private static func stem(_ name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}
