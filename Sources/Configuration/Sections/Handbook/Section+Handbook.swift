import Maintenance

extension Section {
  /// The sections that are read by people, of the whole plan.
  func handbook(_ names: PlanNames, contacts: [Contact], databaseMaintenance: [DatabaseMaintenance]) -> Handbook {
    var handbook = Handbook()
    handbook.contacts = contacts
    handbook.databaseMaintenance = databaseMaintenance
    if let section = filled("windows") { handbook.windows = section.windows() }
    if let section = filled("channels") { handbook.channels = section.channels() }
    if let section = filled("audiences") { handbook.audiences = section.audiences(names) }
    if let section = filled("templates") { handbook.templates = section.templates() }
    let runbooks = filled("runbooks")
    if let runbooks { handbook.runbooks = runbooks.runbooks(names) }
    if let section = filled("updates") {
      (handbook.updates, handbook.updateRunbook) = section.updates(names, runbooks: runbooks)
    }
    if let section = filled("stores") { handbook.stores = section.stores() }
    if let section = filled("verification") { handbook.verification = section.verification(names) }
    if let section = filled("drills") { handbook.drills = section.drills(names) }
    if let section = filled("logging") { handbook.logging = section.logging(names) }
    if let section = filled("rotation") { handbook.rotation = section.rotation(names) }
    if let section = filled("scaling") { handbook.scaling = section.scaling(names) }
    if let section = filled("duties") { handbook.duties = section.duties(names) }
    return handbook
  }
}
