import Maintenance

/// From YAML to ``Plan``: every fault of the file at once, each at its place, with what was expected there.
public enum PlanLoader {
  /// The sections that this version reads, in the order in which plans usually give them.
  static let sections = [
    "application", "timezone", "language", "production", "sampling", "access", "services", "databases", "capacity",
    "backups", "folders", "rounds", "logs",
  ]
  /// The sections that plans may hold already, and that this version does not use yet.
  static let laterSections = [
    "host", "stores", "procedures", "windows", "updates", "contacts", "audiences", "channels", "templates", "rotation",
    "temporary", "drills", "scaling", "spool",
  ]

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
    section.expect(sections, unused: laterSections)
    let plan = section.plan(isKnownZone: isKnownZone)
    if log.hasErrors { throw PlanFaults(log.sorted) }
    return LoadedPlan(plan: plan, remarks: log.sorted)
  }
}

extension Section {
  fileprivate func plan(isKnownZone: (String) -> Bool) -> Plan {
    let zone = required("timezone").flatMap { field in
      field.value(
        Expectation("un fuseau horaire connu, par exemple Europe/Paris", "a known time zone, such as Europe/Paris")
      ) { isKnownZone($0) ? $0 : nil }
    }
    var plan = Plan(
      application: required("application").flatMap { $0.text() } ?? "", timezone: zone ?? "UTC")
    plan.language = self["language"].flatMap { $0.choice() }
    plan.production = self["production"].flatMap { $0.bool() } ?? false
    if let section = filled("sampling") { plan.sampling = section.sampling() }
    if let section = filled("access") { plan.access = section.access() }
    if let section = filled("databases") { plan.databases = section.databases() }
    if let section = filled("services") { plan.services = section.services(databases: self["databases"]?.keys ?? []) }
    if let section = filled("capacity") { plan.capacity = section.capacity() }
    let backups = filled("backups")
    if let backups { plan.backups = backups.backups() }
    if let section = filled("folders") { plan.folders = section.folders() }
    if let section = filled("rounds") { plan.rounds = section.rounds() }
    if let section = filled("logs") { plan.logs = section.logs() }
    reportLegsWithoutSource(plan.backups, in: backups)
    return plan
  }

  /// The mapping of a top-level section; one that is empty, as when all of it is commented out, is a warning.
  private func filled(_ key: String) -> Section? {
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
