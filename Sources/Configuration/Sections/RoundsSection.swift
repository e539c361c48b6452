import Maintenance

extension KeyTable {
  static let rounds = KeyTable(
    "rounds", "The checklists of the maintenance calendar.",
    Period.allCases.map { PlanKey($0.rawValue, "a list of tasks", "The \($0.rawValue) round.") })
  static let task = KeyTable(
    "rounds.PERIOD[]", "One task of a round.",
    [
      .required("task", "a name, once in its round", "How commands call it."),
      PlanKey("title", Forms.localized, standard: "the name", "What is to be done."),
      PlanKey("hint", Forms.localized, "What to look at."),
      PlanKey(
        "evidence", Forms.oneOf(EvidenceSource.allCases.map(\.rawValue)), standard: "only a person can tell",
        "The part of what vigie measures that answers it."),
      PlanKey(
        "owner", "a name of `contacts`; without contacts, or as `{fr: …, en: …}`, the title of a role",
        "Who answers for it."),
      PlanKey(
        "from", "one or more of " + Forms.oneOf(TaskOrigin.allCases.map(\.rawValue)),
        "The parts of the written procedure that ask for it."),
      PlanKey("runbook", Forms.name(of: "runbooks"), "The runbook with its steps."),
    ])
}

extension Section {
  /// `rounds`: the checklists of the maintenance calendar.
  func rounds(_ names: PlanNames) -> [RoundPlan] {
    expect(.rounds)
    return fields.compactMap { field in
      guard let period = Period(rawValue: field.name), let items = field.items() else { return nil }
      var seen: [String: Int] = [:]
      let tasks = items.compactMap { item -> TaskPlan? in
        guard let task = item.task(names) else { return nil }
        let line = item.line
        if let other = seen.updateValue(line, forKey: task.name) {
          item.report(
            french: "tâche « \(task.name) » donnée deux fois, ici et à la ligne \(other)",
            english: "task “\(task.name)” given twice, here and on line \(other)")
        }
        return task
      }
      return RoundPlan(period: period, tasks: tasks)
    }
  }
}

extension Field {
  fileprivate func task(_ names: PlanNames) -> TaskPlan? {
    guard let section = section(.task) else { return nil }
    let name = section["task"].flatMap { $0.word("._-", of: .name) }
    let title = section["title"].flatMap { $0.localized() }
    if let name, section["title"] == nil {
      log.report(
        .warning, at: node, path: path, french: "il manque « title » ; « \(name) » est affiché",
        english: "“title” is missing; “\(name)” is shown")
    }
    var task = TaskPlan(
      name: name ?? "", title: title ?? LocalizedText(name ?? ""),
      hint: section["hint"].flatMap { $0.localized(multiline: true) },
      evidence: section["evidence"].flatMap { $0.choice() })
    if let owner = section["owner"] { owner.readOwner(of: &task, names) }
    task.origins = (section["from"]?.oneOrMore() ?? []).compactMap { $0.choice() }
    task.runbook = section["runbook"].flatMap { $0.reference("runbooks", names.runbooks) }
    return name == nil ? nil : task
  }

  /// Who owns a task: a contact of the plan, or the title of a role in words.
  private func readOwner(of task: inout TaskPlan, _ names: PlanNames) {
    if isMapping || names.contacts.isEmpty {
      task.owner = localized()
    } else if let contact = reference("contacts", names.contacts) {
      task.contact = contact
      task.owner = names.roles[contact] ?? LocalizedText(contact)
    }
  }
}
