import Maintenance

extension KeyTable {
  static let plan = KeyTable(
    "", "The maintenance plan of one application on one host.",
    [
      .required("application", Forms.text, "The application's name, shown at the top of every screen."),
      .required("timezone", "a known time zone: `Europe/Paris`", "The zone in which the plan's times are meant."),
      PlanKey(
        "language", Forms.oneOf(Language.allCases.map(\.rawValue)), standard: "the person's locale",
        "The team's language."),
      PlanKey(
        "production", Forms.flag, standard: "`false`", "Whether this is production, which every dangerous dialog says."),
      PlanKey("sampling", Forms.mapping, "How often things are read."),
      PlanKey("access", Forms.mapping, "The unix groups of each role."),
      PlanKey("services", Forms.mapping, "What runs, and how it is asked."),
      PlanKey("databases", Forms.mapping, "The databases, and what is regularly done to them."),
      PlanKey("capacity", Forms.mapping, "The thresholds."),
      PlanKey("backups", Forms.mapping, "What starts each leg of the backups, and how long they are kept."),
      PlanKey("folders", Forms.mapping, "What the legs of files and configuration save."),
      PlanKey("maintenance-mode", Forms.mapping, "How the application is told that it is being worked on."),
      PlanKey("restore", "a list of stages", "The order of a restore."),
      PlanKey("stores", Forms.mapping, "The places that keep copies of the backups."),
      PlanKey("verification", Forms.mapping, "What is done to be sure of the backups."),
      PlanKey("drills", Forms.mapping, "The restores that are practised."),
      PlanKey("rounds", Forms.mapping, "The checklists of the maintenance calendar."),
      PlanKey("windows", Forms.mapping, "When maintenance may be done."),
      PlanKey("updates", Forms.mapping, "How updates are made, and when each kind of them."),
      PlanKey("runbooks", Forms.mapping, "The step-by-step procedures."),
      PlanKey("scaling", Forms.mapping, "How the server is made larger."),
      PlanKey("logs", Forms.mapping, "The log files that are watched."),
      PlanKey("logging", Forms.mapping, "What is logged, at which levels, and where it comes together."),
      PlanKey("rotation", Forms.mapping, "How log files are rotated."),
      PlanKey("contacts", Forms.mapping, "The roles, and how they are reached."),
      PlanKey("audiences", Forms.mapping, "Who is told."),
      PlanKey("channels", Forms.mapping, "The ways by which messages go out."),
      PlanKey("templates", Forms.mapping, "The messages."),
      PlanKey("duties", Forms.mapping, "Documentation and training."),
    ])
}

/// From YAML to ``Plan``: every fault of the file at once, each at its place, with what was expected there.
public enum PlanLoader {
  /// The sections that plans may hold already, and that this version does not use yet.
  static let laterSections = ["host", "procedures", "temporary", "spool"]

  /// Reads the bytes of a plan file.
  ///
  /// - Parameters:
  ///   - file: the name of the file, as it shall stand in the faults.
  ///   - isKnownZone: whether the host knows a time zone of that name.
  public static func load(
    bytes: [UInt8], file: String, isKnownZone: (String) -> Bool = Zone.isPlausibleName
  ) throws(PlanFaults) -> LoadedPlan {
    let log = FaultLog(file: file)
    guard let text = YAMLText.decode(bytes, log: log) else { throw PlanFaults(log.sorted) }
    return try load(text, log: log, isKnownZone: isKnownZone)
  }

  /// Reads the text of a plan.
  ///
  /// - Parameter placeholders: what stands for `{name}` in the texts of the plan, as the embedded one has them.
  public static func load(
    yaml: String, file: String, placeholders: [String: String] = [:],
    isKnownZone: (String) -> Bool = Zone.isPlausibleName
  ) throws(PlanFaults) -> LoadedPlan {
    try load(yaml, log: FaultLog(file: file, placeholders: placeholders), isKnownZone: isKnownZone)
  }

  private static func load(
    _ yaml: String, log: FaultLog, isKnownZone: (String) -> Bool
  ) throws(PlanFaults) -> LoadedPlan {
    guard let root = YAMLText.compose(yaml, log: log), let section = Section(root, path: "", log: log) else {
      throw PlanFaults(log.sorted)
    }
    section.expect(.plan, unused: laterSections)
    let plan = section.plan(isKnownZone: isKnownZone)
    if log.hasErrors { throw PlanFaults(log.sorted) }
    return LoadedPlan(plan: plan, remarks: log.sorted)
  }
}

extension Section {
  fileprivate func plan(isKnownZone: (String) -> Bool) -> Plan {
    var names = PlanNames(self)
    let zone = self["timezone"].flatMap { field in
      field.value(
        Expectation("un fuseau horaire connu, par exemple Europe/Paris", "a known time zone, such as Europe/Paris")
      ) { isKnownZone($0) ? $0 : nil }
    }
    var plan = Plan(
      application: self["application"].flatMap { $0.text() } ?? "", timezone: zone ?? "UTC")
    plan.language = self["language"].flatMap { $0.choice() }
    plan.production = self["production"].flatMap { $0.bool() } ?? false
    if let section = filled("sampling") { plan.sampling = section.sampling() }
    if let section = filled("access") { plan.access = section.access() }
    let contacts = filled("contacts")?.contacts(names) ?? []
    names.roles = contacts.reduce(into: [:]) { $0[$1.name] = $1.role }
    let databases = filled("databases")?.databases() ?? []
    plan.databases = databases.map(\.plan)
    if let section = filled("services") { plan.services = section.services(databases: names.databases) }
    if let section = filled("capacity") { plan.capacity = section.capacity() }
    let backups = filled("backups")
    if let backups { plan.backups = backups.backups() }
    if let section = filled("folders") { plan.folders = section.folders() }
    if let section = filled("maintenance-mode") { plan.maintenanceMode = section.maintenanceMode() }
    plan.restore = self["restore"].flatMap { $0.restore() }
    if let section = filled("rounds") { plan.rounds = section.rounds(names) }
    if let section = filled("logs") { plan.logs = section.logs() }
    plan.handbook = handbook(names, contacts: contacts, databaseMaintenance: databases.compactMap(\.maintenance))
    reportLegsWithoutSource(plan.backups, in: backups)
    return plan
  }

  /// The mapping of a top-level section; one that is empty, as when all of it is commented out, is a warning.
  func filled(_ key: String) -> Section? {
    guard let field = self[key] else { return nil }
    if field.isEmpty {
      log.report(
        .warning, at: field.keyNode, path: key, french: "la section est vide", english: "the section is empty")
      return nil
    }
    return field.section()
  }

  /// A leg that has nothing to save would look like a backup.
  private func reportLegsWithoutSource(_ plans: [BackupPlan], in section: Section?) {
    let folders = self["folders"]?.keys ?? []
    for backup in plans {
      let missing: String? =
        switch backup.leg.scope {
        case .database: self["databases"] == nil ? "databases" : nil
        case .files: folders.contains("files") ? nil : "folders.files"
        case .configuration: folders.contains("configuration") ? nil : "folders.configuration"
        }
      let leg = backup.leg.rawValue
      if let missing, let field = section?[leg] {
        field.report(
          french: "rien à sauvegarder : il manque « \(missing) »", english: "nothing to save: “\(missing)” is missing")
      }
    }
  }
}
