import Maintenance

extension KeyTable {
  static let runbook = KeyTable(
    "runbooks.NAME", "A step-by-step procedure: what a person follows, while vigie does the steps it can.",
    [
      .required("title", Forms.localized, "What it is called."),
      PlanKey("purpose", Forms.localized, standard: "the title", "What it is for."),
      PlanKey("owner", Forms.name(of: "contacts"), "Who answers for it."),
      PlanKey("when", Forms.localized, "When it is started."),
      PlanKey("rollback", Forms.fillable, "When it is given up and the state before is brought back."),
      PlanKey(
        "references", "for each name: where it is, `to-fill`, or " + Forms.mapping, "What it needs from elsewhere."),
      .required("stages", Forms.mapping, "Its parts, in order."),
    ])
  static let reference = KeyTable(
    "runbooks.NAME.references.NAME", "Something outside the plan that a runbook needs.",
    [
      PlanKey("title", Forms.localized, standard: "the name", "What it is."),
      .required("place", Forms.fillable, "Where it is found: a path, an address, or the words themselves."),
    ])
  static let stage = KeyTable(
    "runbooks.NAME.stages.NAME", "A part of a runbook.",
    [
      PlanKey("title", Forms.localized, standard: "the name", "What it is called."),
      .required("steps", "for each name: a title, or " + Forms.mapping, "Its steps, in order."),
    ])
}

extension Section {
  /// `runbooks`: the step-by-step procedures.
  func runbooks(_ names: PlanNames) -> [Runbook] { named { $0.runbook(names) } }
}

extension Field {
  fileprivate func runbook(_ names: PlanNames) -> Runbook? {
    guard let section = section(.runbook) else { return nil }
    let title = section["title"].flatMap { $0.localized() } ?? LocalizedText(name)
    let references = section["references"]?.entries { $0.reference() } ?? []
    var seen: [String: Int] = [:]
    let stages = section["stages"]?.entries { stage -> RunbookStage? in
      guard let parts = stage.section(.stage) else { return nil }
      let steps = parts["steps"]?.entries { step -> RunbookStep? in
        let line = step.keyLine
        if let other = seen.updateValue(line, forKey: step.name) {
          step.log.report(
            at: step.keyNode, path: step.path,
            french: "étape « \(step.name) » donnée deux fois dans « \(name) », ici et à la ligne \(other)",
            english: "step “\(step.name)” given twice in “\(name)”, here and on line \(other)")
        }
        return step.step(names, references: section["references"]?.keys ?? [])
      }
      return RunbookStage(
        name: stage.name, title: parts["title"].flatMap { $0.localized() } ?? LocalizedText(stage.name),
        steps: steps ?? [])
    }
    return Runbook(
      name: name, title: title, purpose: section["purpose"].flatMap { $0.localized() } ?? title,
      owner: section["owner"].flatMap { $0.reference("contacts", names.contacts) },
      startCriteria: section["when"].flatMap { $0.localized() },
      rollbackCriteria: section["rollback"].flatMap {
        $0.fillable("les critères d'un retour arrière", "the criteria of a rollback")
      }, references: references, stages: stages ?? [])
  }

  private func reference() -> RunbookReference? {
    if isLocalized {
      return place().map { RunbookReference(name: name, title: LocalizedText(name), place: $0) }
    }
    guard let section = section(.reference) else { return nil }
    let title = section["title"].flatMap { $0.localized() } ?? LocalizedText(name)
    return section["place"].flatMap { $0.place() }.map { RunbookReference(name: name, title: title, place: $0) }
  }

  private func place() -> Fillable? {
    fillable("un chemin, une adresse ou un texte", "a path, an address or a text")
  }
}
