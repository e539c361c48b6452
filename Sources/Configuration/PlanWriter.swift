import Maintenance
import Yams

/// From ``Plan`` to YAML that ``PlanLoader`` reads back to the same plan, for `vigie plan show`.
public enum PlanWriter {
  /// The text of a plan; what has its usual value is left out.
  public static func yaml(_ plan: Plan) -> String {
    // Nothing in such a tree can fail to be written: it holds scalars, sequences and mappings only.
    (try? serialize(node: tree(plan), width: 120, allowUnicode: true)) ?? ""
  }

  /// The tree of a plan, in the order of its file.
  static func tree(_ plan: Plan) -> Node {
    var root = YAMLMapping()
    let book = plan.handbook
    root.add("application", plan.application)
    root.add("timezone", plan.timezone)
    root.add("language", plan.language?.rawValue)
    root.add("production", plan.production ? "true" : "false")
    root.add("sampling", sampling(plan.sampling))
    root.add("access", access(plan.access))
    root.add("services", entries(plan.services) { ($0.name, service($0)) })
    root.add("databases", entries(plan.databases) { ($0.name, database($0, book)) })
    root.add("capacity", entries(plan.capacity) { ($0.resource.rawValue, capacity($0)) })
    root.add("backups", entries(plan.backups) { ($0.leg.rawValue, backup($0)) })
    root.add("folders", folders(plan.folders))
    root.add("maintenance-mode", plan.maintenanceMode.flatMap { maintenanceMode($0) })
    root.add("restore", plan.restore.map { restore($0) })
    HandbookWriter.addBackupSections(book, to: &root)
    root.add(
      "rounds", entries(plan.rounds) { ($0.period.rawValue, .sequence(.init($0.tasks.map { task($0, book).node }))) })
    HandbookWriter.addUpdateSections(book, to: &root)
    RunbookWriter.add(book.runbooks, to: &root)
    HandbookWriter.addScaling(book, to: &root)
    root.add("logs", entries(plan.logs) { ($0.name, log($0)) })
    HandbookWriter.addLogSections(book, to: &root)
    HandbookWriter.addPeopleSections(book, to: &root)
    return root.node
  }

  private static func entries<Item>(_ items: [Item], _ entry: (Item) -> (String, Node)) -> Node? {
    if items.isEmpty { return nil }
    var mapping = YAMLMapping()
    for item in items {
      let (name, node) = entry(item)
      mapping.add(name, node)
    }
    return mapping.node
  }

  private static func entries<Item>(_ items: [Item], _ entry: (Item) -> (String, YAMLMapping)) -> Node? {
    entries(items) { item in
      let (name, mapping) = entry(item)
      return (name, mapping.node)
    }
  }

  private static func sampling(_ plan: SamplingPlan) -> Node? {
    if plan == SamplingPlan() { return nil }
    var mapping = YAMLMapping(flow: true)
    mapping.add("vitals", PlanDuration.text(plan.vitalsSeconds))
    mapping.add("services", PlanDuration.text(plan.servicesSeconds))
    mapping.add("slow", PlanDuration.text(plan.slowSeconds))
    mapping.add("processes", String(plan.topProcesses))
    return mapping.node
  }

  private static func access(_ plan: AccessPlan) -> Node? {
    if plan == AccessPlan() { return nil }
    var mapping = YAMLMapping(flow: true)
    mapping.add("observers", list: plan.observers)
    mapping.add("operators", list: plan.operators)
    mapping.add("administrators", list: plan.administrators)
    return mapping.node
  }

  private static func service(_ plan: ServicePlan) -> YAMLMapping {
    var mapping = YAMLMapping()
    if plan.label != LocalizedText(plan.name) { mapping.add("label", plan.label) }
    switch plan.manager {
    case .unit(let name): mapping.add("unit", name)
    case .pidfile(let path, let start):
      mapping.add("pidfile", path)
      if !start.isEmpty { mapping.add("start", list: start) }
    case .process(let name): mapping.add("process", name)
    case .none: break
    }
    if let check = plan.http {
      var http = YAMLMapping(flow: true)
      http.add("url", check.url)
      http.add("expect", String(check.expectedStatus))
      http.add("within", PlanDuration.text(check.withinSeconds))
      http.add("contains", check.contains)
      if check.certificateWarnDays != nil || check.certificateCriticalDays != nil {
        var certificate = YAMLMapping(flow: true)
        certificate.add("warn", check.certificateWarnDays.map { PlanDuration.text($0 * 86_400) })
        certificate.add("critical", check.certificateCriticalDays.map { PlanDuration.text($0 * 86_400) })
        http.add("certificate", certificate.node)
      }
      mapping.add("http", http.node)
    }
    if let check = plan.tcp {
      var tcp = YAMLMapping(flow: true)
      tcp.add("host", check.host)
      tcp.add("port", String(check.port))
      tcp.add("within", PlanDuration.text(check.withinSeconds))
      mapping.add("tcp", tcp.node)
    }
    if plan.writes { mapping.add("writes", "true") }
    return mapping
  }

  private static func database(_ plan: DatabasePlan, _ book: Handbook) -> YAMLMapping {
    var mapping = YAMLMapping()
    mapping.add("engine", plan.engine.rawValue)
    mapping.add("schema", plan.schema)
    mapping.add("credentials", plan.credentials)
    mapping.add("restore-credentials", plan.restoreCredentials)
    mapping.add("purge-binlogs", flag: plan.purgesBinlogs)
    if !plan.countedTables.isEmpty { mapping.add("tables", list: plan.countedTables) }
    let maintenance = book.databaseMaintenance.first { $0.database == plan.name }
    mapping.add("maintenance", maintenance.map { HandbookWriter.maintenance($0) })
    return mapping
  }

  private static func capacity(_ rule: CapacityRule) -> YAMLMapping {
    var mapping = YAMLMapping()
    mapping.add("alert", ThresholdText.text(rule.alert))
    mapping.add("critical", ThresholdText.text(rule.critical))
    if let action = rule.action { mapping.add("action", action) }
    return mapping
  }

  private static func backup(_ plan: BackupPlan) -> YAMLMapping {
    var mapping = YAMLMapping(flow: true)
    var (daily, weekly): ([String], [String]) = ([], [])
    for trigger in plan.triggers {
      switch trigger {
      case .onChange: mapping.add("on", "change")
      case .every(let seconds): mapping.add("every", PlanDuration.text(seconds))
      case .daily(let minute): daily.append(TimeOfDay.text(minute: minute))
      case .weekly(let weekday, let minute): weekly.append(TimeOfDay.text(weekday: weekday, minute: minute))
      }
    }
    mapping.add("at", oneOrList: daily)
    mapping.add("weekly", oneOrList: weekly)
    mapping.add("keep", PlanDuration.text(plan.keepSeconds))
    return mapping
  }

  private static func folders(_ plan: FolderPlan) -> Node? {
    if plan == FolderPlan() { return nil }
    var mapping = YAMLMapping()
    mapping.add("files", plan.files)
    mapping.add("configuration", oneOrList: plan.configuration)
    if !plan.configurationTests.isEmpty {
      mapping.add("configuration-tests", .sequence(.init(plan.configurationTests.map { YAMLMapping.list($0) })))
    }
    mapping.add("backups", plan.backups)
    if let seconds = plan.keepAsideSeconds { mapping.add("keep-aside", PlanDuration.text(seconds)) }
    if plan.compression != .gzip { mapping.add("compression", plan.compression.rawValue) }
    return mapping.node
  }

  private static func maintenanceMode(_ mode: MaintenanceMode) -> Node? {
    var mapping = YAMLMapping()
    mapping.add("begin", list: mode.begin)
    mapping.add("end", list: mode.end)
    mapping.add("folder", mode.folder)
    return mapping.node
  }

  private static func restore(_ procedure: RestoreProcedure) -> Node {
    .sequence(
      .init(
        procedure.stages.map { stage in
          var mapping = YAMLMapping(flow: true)
          switch stage {
          case .work(let work): return YAMLMapping.word(work.rawValue)
          case .command(let command):
            mapping.add("run", list: command.run)
            mapping.add("folder", command.folder)
            if let title = command.title { mapping.add("title", title) }
          }
          return mapping.node
        }))
  }

  private static func task(_ plan: TaskPlan, _ book: Handbook) -> YAMLMapping {
    var mapping = YAMLMapping()
    mapping.add("task", plan.name)
    mapping.add("title", plan.title)
    if let hint = plan.hint { mapping.add("hint", hint) }
    mapping.add("evidence", plan.evidence?.rawValue)
    if let contact = plan.contact {
      mapping.add("owner", contact)
    } else if let owner = plan.owner {
      // A text alone would be taken for the name of a contact, where there are contacts.
      mapping.add("owner", owner, apart: !book.contacts.isEmpty)
    }
    mapping.add("from", oneOrList: plan.origins.map(\.rawValue))
    mapping.add("runbook", plan.runbook)
    return mapping
  }

  private static func log(_ plan: LogPlan) -> YAMLMapping {
    var mapping = YAMLMapping(flow: true)
    mapping.add("path", plan.path)
    mapping.add("format", plan.format.rawValue)
    mapping.add("type", plan.type?.rawValue)
    return mapping
  }
}
