import Maintenance

/// A plan in words, for `vigie plan show`: one chapter after the other, in one language.
public struct PlanText {
  let plan: Plan
  let language: Language
  var book: Handbook { plan.handbook }

  /// A plan, to be shown in `language`.
  public init(_ plan: Plan, in language: Language) {
    self.plan = plan
    self.language = language
  }

  /// The head and all chapters that the plan fills.
  public var lines: [String] {
    var lines = ["\(plan.application) · \(plan.timezone) · \(say(isProduction))"]
    for chapter in PlanChapter.allCases {
      let body = self.lines(of: chapter)
      if !body.isEmpty { lines += ["", chapter.title.text(in: language)] + body }
    }
    return lines
  }

  /// The lines of one chapter; none when the plan says nothing of it.
  public func lines(of chapter: PlanChapter) -> [String] {
    switch chapter {
    case .open: rows(book.blanks) { [$0.path, say($0.title)] }
    case .services: rows(plan.services) { [$0.name, say($0.label), ServiceWords.manager($0), ServiceWords.asked($0)] }
    case .databases: databaseLines
    case .capacity: rows(plan.capacity, capacityCells)
    case .backups: rows(plan.backups, backupCells)
    case .stores: rows(book.stores, storeCells)
    case .verification: rows(book.verification) { [say($0.title), say($0.mode.words), say($0.cadence.words)] }
    case .drills: rows(book.drills) { [say($0.title), say($0.cadence.words), $0.runbook ?? ""] }
    case .rounds: roundLines
    case .windows: rows(book.windows) { [$0.name, say($0.label), say($0.span.words)] }
    case .updates: updateLines
    case .runbooks: book.runbooks.flatMap(runbookLines)
    case .scaling: scalingLines
    case .logs: logLines
    case .rotation: rows(book.rotation, rotationCells)
    case .contacts: contactLines
    case .channels: rows(book.channels) { [$0.name, say($0.label), say($0.kind.words), $0.settings] }
    case .templates: book.templates.flatMap(templateLines)
    case .duties: rows(book.duties) { [say($0.area.words), say($0.title), $0.cadence.map { say($0.words) } ?? ""] }
    }
  }

  func say(_ text: LocalizedText) -> String { text.text(in: language) }
  func pick(_ french: String, _ english: String) -> String { language == .french ? french : english }
  func say(_ value: Fillable) -> String { value.text(in: language) ?? pick("à remplir", "to be filled in") }

  func rows<Item>(_ items: [Item], _ cells: (Item) -> [String]) -> [String] {
    var rows = TextRows()
    for item in items { rows.add(cells: cells(item)) }
    return rows.lines
  }

  private var isProduction: LocalizedText {
    plan.production ? LocalizedText("production") : LocalizedText(french: "hors production", english: "not production")
  }
}
