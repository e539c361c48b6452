import Maintenance

extension Section {
  /// `sampling`: how often things are read.
  func sampling() -> SamplingPlan {
    expect(["vitals", "services", "slow", "processes"])
    var plan = SamplingPlan()
    if let seconds = self["vitals"].flatMap({ $0.duration(from: 0.5, to: 60) }) { plan.vitalsSeconds = seconds }
    if let seconds = self["services"].flatMap({ $0.duration(from: 0.5, to: 600) }) { plan.servicesSeconds = seconds }
    if let seconds = self["slow"].flatMap({ $0.duration(from: 1, to: 3600) }) { plan.slowSeconds = seconds }
    if let count = self["processes"].flatMap({ $0.integer(0...100) }) { plan.topProcesses = count }
    return plan
  }

  /// `access`: the unix groups of each role.
  func access() -> AccessPlan {
    expect(["observers", "operators", "administrators"])
    var plan = AccessPlan()
    if let groups = self["observers"]?.groups() { plan.observers = groups }
    if let groups = self["operators"]?.groups() { plan.operators = groups }
    if let groups = self["administrators"]?.groups() { plan.administrators = groups }
    return plan
  }

  /// `folders`: what the files and configuration legs save, and where backups are kept.
  func folders() -> FolderPlan {
    expect(["files", "configuration", "backups"])
    var plan = FolderPlan()
    plan.files = self["files"].flatMap { $0.absolutePath() }
    plan.configuration = (self["configuration"]?.oneOrMore() ?? []).compactMap { $0.absolutePath() }
    plan.backups = self["backups"].flatMap { $0.absolutePath() }
    if let files = plan.files, let backups = plan.backups, (backups + "/").hasPrefix(files + "/"),
      let field = self["backups"]
    {
      field.report(
        french: "les sauvegardes seraient dans ce qu'elles sauvegardent (\(files))",
        english: "the backups would lie in what they save (\(files))")
    }
    return plan
  }

  /// `logs`: the log files that are watched.
  func logs() -> [LogPlan] {
    fields.compactMap { field in
      if !field.isMapping {
        return field.absolutePath().map { LogPlan(name: field.name, path: $0, format: .plain) }
      }
      guard let section = field.section() else { return nil }
      section.expect(["path", "format"])
      let path = section.required("path").flatMap { $0.absolutePath() }
      let format: LogPlan.Format? = section["format"].flatMap { $0.choice() }
      return path.map { LogPlan(name: field.name, path: $0, format: format ?? .plain) }
    }
  }
}

extension Field {
  fileprivate func groups() -> [String] {
    oneOrMore().compactMap { $0.word("_.-", of: Expectation("le nom d'un groupe unix", "the name of a unix group")) }
  }
}
