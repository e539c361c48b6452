import Maintenance

extension KeyTable {
  static let step = KeyTable(
    "runbooks.NAME.stages.NAME.steps.NAME",
    "A step; its title alone may stand for one that a person does. At most one of `backup`, `restore`, `service`, `notice` and `command`.",
    [
      .required("title", Forms.localized, "What is done."),
      PlanKey("detail", Forms.localized, "How, and what to look out for."),
      PlanKey("backup", Forms.oneOf(BackupLeg.allCases.map(\.rawValue)), "The leg that vigie runs."),
      PlanKey("restore", Forms.oneOf(RestoreScope.allCases.map(\.rawValue)), "What vigie restores."),
      PlanKey("service", "a verb and a name of `services`: `stop nginx`", "What vigie asks of a service."),
      PlanKey("notice", Forms.name(of: "templates"), "The message that is written to `audiences`."),
      PlanKey("command", Forms.text, "A line for the shell, which a person runs and judges."),
      PlanKey(
        "check", Forms.oneOf(EvidenceSource.ofSteps.map(\.rawValue)), "What must be fine before the step is done."),
      PlanKey("owner", Forms.name(of: "contacts"), standard: "the owner of the runbook", "Who does it."),
      PlanKey("reference", "a name of the runbook's `references`", "What it needs from elsewhere."),
      PlanKey("audiences", Forms.names(of: "audiences"), "Who is told."),
      PlanKey("only-if", Forms.localized, standard: "always", "The condition under which it is done."),
    ])
}

extension Field {
  /// A step of a runbook.
  func step(_ names: PlanNames, references: [String]) -> RunbookStep? {
    if isLocalized { return localized().map { RunbookStep(name: name, title: $0) } }
    guard let section = section(.step) else { return nil }
    let audiences = section["audiences"]?.references("audiences", names.audiences) ?? []
    if let field = section["notice"], section["audiences"] == nil {
      field.report(
        french: "personne n'est prévenu ; attendu : « audiences »", english: "nobody is told; expected “audiences”")
    }
    return RunbookStep(
      name: name, title: section["title"].flatMap { $0.localized() } ?? LocalizedText(name),
      detail: section["detail"].flatMap { $0.localized(multiline: true) }, action: section.action(names),
      check: section["check"].flatMap { $0.choice() },
      owner: section["owner"].flatMap { $0.reference("contacts", names.contacts) },
      reference: section["reference"].flatMap { $0.reference("references", references) }, audiences: audiences,
      onlyIf: section["only-if"].flatMap { $0.localized() })
  }
}

extension Section {
  fileprivate func action(_ names: PlanNames) -> RunbookAction {
    let given = ["backup", "restore", "service", "notice", "command"].filter { self[$0] != nil }
    if given.count > 1 {
      let list = given.joined(separator: ", ")
      log.report(
        at: node, path: path, french: "\(list) : un seul à la fois", english: "\(list): only one of them at a time")
    }
    guard let first = given.first, let field = self[first] else { return .manual }
    let action: RunbookAction? =
      switch first {
      case "backup": field.choice().map { .backup($0) }
      case "restore": field.choice().map { .restore($0) }
      case "service": field.serviceAction(names.services)
      case "notice": field.reference("templates", names.templates).map { .notice(template: $0) }
      default: field.text().map { .command($0) }
      }
    return action ?? .manual
  }
}

extension Field {
  fileprivate func serviceAction(_ services: [String]) -> RunbookAction? {
    let verbs = ServiceVerb.allCases.map(\.rawValue)
    let list = (verbs.joined(separator: ", "), services.map { Found.printable($0) }.joined(separator: ", "))
    let expected = Expectation(
      "un verbe (\(list.0)) et un nom de « services » (\(list.1))",
      "a verb (\(list.0)) and a name of “services” (\(list.1))")
    let all = verbs.flatMap { verb in services.map { "\(verb) \($0)" } }
    return value(expected, candidates: all) { text in
      let words = text.split(separator: " ").map(String.init)
      guard words.count == 2, let verb = ServiceVerb(rawValue: words[0]), services.contains(words[1]) else {
        return nil
      }
      return .service(verb, name: words[1])
    }
  }
}
