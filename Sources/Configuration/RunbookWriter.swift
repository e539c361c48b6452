import Maintenance
import Yams

/// From ``Runbook`` to the section `runbooks`.
enum RunbookWriter {
  static func add(_ runbooks: [Runbook], to root: inout YAMLMapping) {
    root.addEntries("runbooks", runbooks) { ($0.name, runbook($0)) }
  }

  private static func runbook(_ runbook: Runbook) -> YAMLMapping {
    var entry = YAMLMapping()
    entry.add("title", runbook.title)
    if runbook.purpose != runbook.title { entry.add("purpose", runbook.purpose) }
    entry.add("owner", runbook.owner)
    if let criteria = runbook.startCriteria { entry.add("when", criteria) }
    entry.add("rollback", runbook.rollbackCriteria)
    entry.addEntries("references", runbook.references) { reference in
      var item = YAMLMapping()
      item.addTitle(reference.title, of: reference.name)
      item.add("place", reference.place)
      return (reference.name, item)
    }
    var stages = YAMLMapping()
    for stage in runbook.stages {
      var item = YAMLMapping()
      item.addTitle(stage.title, of: stage.name)
      var steps = YAMLMapping()
      for step in stage.steps { steps.add(step.name, self.step(step).node) }
      item.add("steps", steps.node)
      stages.add(stage.name, item.node)
    }
    entry.add("stages", stages.node)
    return entry
  }

  private static func step(_ step: RunbookStep) -> YAMLMapping {
    var entry = YAMLMapping()
    entry.add("title", step.title)
    if let detail = step.detail { entry.add("detail", detail) }
    switch step.action {
    case .manual: break
    case .backup(let leg): entry.add("backup", leg.rawValue)
    case .restore(let scope): entry.add("restore", scope.rawValue)
    case .service(let verb, let name): entry.add("service", "\(verb.rawValue) \(name)")
    case .notice(let template): entry.add("notice", template)
    case .command(let line): entry.add("command", line)
    }
    entry.add("check", step.check?.rawValue)
    entry.add("owner", step.owner)
    entry.add("reference", step.reference)
    if !step.audiences.isEmpty { entry.add("audiences", list: step.audiences) }
    if let condition = step.onlyIf { entry.add("only-if", condition) }
    return entry
  }
}
