import Maintenance

extension KeyTable {
  static let restoreCommand = KeyTable(
    "restore[]",
    "A stage of a restore: one of the names below, or a command of the team. \(RestoreSection.order)",
    [
      .required(
        "run", "a list: the program and its arguments",
        "What is run at this place: `[php, artisan, config:clear]`. It must bear being run twice."),
      PlanKey("folder", Forms.path, "Where it is run."),
      PlanKey("title", Forms.localized, standard: "the command", "What it does."),
    ])
}

/// The order of a restore, as a plan writes it.
enum RestoreSection {
  /// What the reference says of the names.
  static let order: String = {
    let names = RestoreStage.Work.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    let required = RestoreProcedure.required.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    return "In their usual order: \(names). No restore does without \(required), in this order."
  }()
}

extension Field {
  /// `restore`: the stages, in an order that is safe.
  func restore() -> RestoreProcedure? {
    guard let items = items() else { return nil }
    let stages = items.compactMap { $0.restoreStage() }
    guard stages.count == items.count else { return nil }
    let procedure = RestoreProcedure(stages: stages)
    for fault in procedure.faults {
      let field = fault.index.map { items[$0] } ?? self
      field.report(french: fault.text.french ?? "", english: fault.text.english ?? "")
    }
    return procedure
  }

  private func restoreStage() -> RestoreStage? {
    guard isMapping else { return choice(RestoreStage.Work.self).map { .work($0) } }
    guard let section = section(.restoreCommand) else { return nil }
    let words = section["run"]?.words ?? []
    guard !words.isEmpty else { return nil }
    return .command(
      TeamCommand(
        run: words, folder: section["folder"].flatMap { $0.absolutePath() },
        title: section["title"].flatMap { $0.localized() }))
  }
}
