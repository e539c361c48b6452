import Maintenance

extension Section {
  /// `rounds`: the checklists of the maintenance calendar.
  func rounds() -> [RoundPlan] {
    expect(Period.allCases.map(\.rawValue))
    return fields.compactMap { field in
      guard let period = Period(rawValue: field.name), let items = field.items() else { return nil }
      var seen: [String: Int] = [:]
      let tasks = items.compactMap { item -> TaskPlan? in
        guard let task = item.task() else { return nil }
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
  fileprivate func task() -> TaskPlan? {
    guard let section = section() else { return nil }
    section.expect(["task", "title", "hint", "evidence", "owner"])
    let what = Expectation("un nom fait de lettres, de chiffres et de . _ -", "a name of letters, digits and . _ -")
    let name = section.required("task").flatMap { $0.word("._-", of: what) }
    let title = section["title"].flatMap { $0.localized() }
    if let name, section["title"] == nil {
      log.report(
        .warning, at: node, path: path, french: "il manque « title » ; « \(name) » est affiché",
        english: "“title” is missing; “\(name)” is shown")
    }
    let task = TaskPlan(
      name: name ?? "", title: title ?? LocalizedText(name ?? ""),
      hint: section["hint"].flatMap { $0.localized(multiline: true) },
      evidence: section["evidence"].flatMap { $0.choice() }, owner: section["owner"].flatMap { $0.localized() })
    return name == nil ? nil : task
  }
}
