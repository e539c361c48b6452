import Maintenance

extension KeyTable {
  static let sampling = KeyTable(
    "sampling", "How often things are read.",
    [
      PlanKey(
        "vitals", "a duration from `0.5s` to `1m`", standard: usual(\.vitalsSeconds),
        "CPU, memory, disk, network, processes."),
      PlanKey(
        "services", "a duration from `0.5s` to `10m`", standard: usual(\.servicesSeconds),
        "Services: their condition, their answers."),
      PlanKey(
        "slow", "a duration from `1s` to `1h`", standard: usual(\.slowSeconds),
        "Logs, certificates, figures of the database."),
      PlanKey(
        "processes", "a whole number from 0 to 100", standard: "10", "How many of the busiest processes are kept."),
    ])
  /// The period that is used where the plan says nothing.
  private static func usual(_ period: KeyPath<SamplingPlan, Double>) -> String {
    "`\(PlanDuration.text(SamplingPlan()[keyPath: period]))`"
  }

  static let access = KeyTable(
    "access", "The unix groups whose members have each role; root and the owner of the state folder have all.",
    [
      PlanKey("observers", "a group, or a list", standard: "`vigie-observer`", "See everything, change nothing."),
      PlanKey(
        "operators", "a group, or a list", standard: "`vigie-operator`",
        "Also tick tasks, back up, start and stop services."),
      PlanKey(
        "administrators", "a group, or a list", standard: "`vigie-admin`", "Also restore, and whatever else destroys."),
    ])
  static let folders = KeyTable(
    "folders", "What the legs `files.*` and `configuration.full` save, and where backups are kept.",
    [
      PlanKey("files", Forms.path, "The application's files."),
      PlanKey("configuration", Forms.paths, "The folders and files of the configuration."),
      PlanKey(
        "configuration-tests", "a list of commands: `[[nginx, -t], [php-fpm8.2, -t]]`",
        "The programs that say whether the configuration can be read: a restore asks them before it puts it in place."),
      PlanKey("backups", Forms.path, standard: "`backups` in the state folder", "Where backups are kept."),
      PlanKey(
        "compression", Forms.oneOf(BackupCompression.allCases.map(\.rawValue)), standard: "`gzip`",
        "What packs dumps and logs. What a restore saves of the schema it replaces is packed by `zstd` wherever that is installed: somebody waits for it."
      ),
      PlanKey(
        "keep-aside", Forms.duration, standard: "until a person drops it",
        "How long what a restore has set aside is kept. It never goes before a full backup was made and read through since."
      ),
    ])
  static let maintenanceMode = KeyTable(
    "maintenance-mode", "How the application is told that it is being worked on.",
    [
      .required("begin", "a list: the program and its arguments", "Begins it: `[php, artisan, down]`."),
      .required("end", "a list: the program and its arguments", "Ends it: `[php, artisan, up]`."),
      PlanKey("folder", Forms.path, "Where both are run."),
    ])
  static let log = KeyTable(
    "logs.NAME", "A log file that is watched; its path alone may stand for it.",
    [
      .required("path", Forms.path, "The file."),
      PlanKey(
        "format", Forms.oneOf(LogPlan.Format.allCases.map(\.rawValue)), standard: "`plain`", "How its lines are read."),
      PlanKey("type", Forms.oneOf(LogType.allCases.map(\.rawValue)), "What it is about."),
    ])
}

extension Section {
  /// `sampling`: how often things are read.
  func sampling() -> SamplingPlan {
    expect(.sampling)
    var plan = SamplingPlan()
    if let seconds = self["vitals"].flatMap({ $0.duration(from: 0.5, to: 60) }) { plan.vitalsSeconds = seconds }
    if let seconds = self["services"].flatMap({ $0.duration(from: 0.5, to: 600) }) { plan.servicesSeconds = seconds }
    if let seconds = self["slow"].flatMap({ $0.duration(from: 1, to: 3600) }) { plan.slowSeconds = seconds }
    if let count = self["processes"].flatMap({ $0.integer(0...100) }) { plan.topProcesses = count }
    return plan
  }

  /// `access`: the unix groups of each role.
  func access() -> AccessPlan {
    expect(.access)
    var plan = AccessPlan()
    if let groups = self["observers"]?.groups() { plan.observers = groups }
    if let groups = self["operators"]?.groups() { plan.operators = groups }
    if let groups = self["administrators"]?.groups() { plan.administrators = groups }
    return plan
  }

  /// `folders`: what the files and configuration legs save, and where backups are kept.
  func folders() -> FolderPlan {
    expect(.folders)
    var plan = FolderPlan()
    plan.files = self["files"].flatMap { $0.absolutePath() }
    plan.configuration = (self["configuration"]?.oneOrMore() ?? []).compactMap { $0.absolutePath() }
    plan.configurationTests = (self["configuration-tests"]?.items() ?? []).map(\.words).filter { !$0.isEmpty }
    plan.backups = self["backups"].flatMap { $0.absolutePath() }
    if let compression = self["compression"].flatMap({ $0.choice(BackupCompression.self) }) {
      plan.compression = compression
    }
    plan.keepAsideSeconds = self["keep-aside"].flatMap { $0.duration(from: 3600, to: 10 * 365 * 86_400) }
    if let files = plan.files, let backups = plan.backups, (backups + "/").hasPrefix(files + "/"),
      let field = self["backups"]
    {
      field.report(
        french: "les sauvegardes seraient dans ce qu'elles sauvegardent (\(files))",
        english: "the backups would lie in what they save (\(files))")
    }
    return plan
  }

  /// `maintenance-mode`: the two commands.
  func maintenanceMode() -> MaintenanceMode? {
    expect(.maintenanceMode)
    func command(_ key: String) -> [String] { self[key]?.words ?? [] }
    let mode = MaintenanceMode(
      begin: command("begin"), end: command("end"), folder: self["folder"].flatMap { $0.absolutePath() })
    return mode.begin.isEmpty || mode.end.isEmpty ? nil : mode
  }

  /// `logs`: the log files that are watched.
  func logs() -> [LogPlan] {
    fields.compactMap { field in
      if !field.isMapping {
        return field.absolutePath().map { LogPlan(name: field.name, path: $0, format: .plain) }
      }
      guard let section = field.section(.log) else { return nil }
      let path = section["path"].flatMap { $0.absolutePath() }
      let format: LogPlan.Format? = section["format"].flatMap { $0.choice() }
      let type: LogType? = section["type"].flatMap { $0.choice() }
      return path.map { LogPlan(name: field.name, path: $0, format: format ?? .plain, type: type) }
    }
  }
}

extension Field {
  /// A program and its arguments.
  var words: [String] { (items() ?? []).compactMap { $0.text() } }

  fileprivate func groups() -> [String] {
    oneOrMore().compactMap { $0.word("_.-", of: Expectation("le nom d'un groupe unix", "the name of a unix group")) }
  }
}
