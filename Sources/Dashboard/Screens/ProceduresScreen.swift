import Drawing
import Maintenance

extension ScreenName {
  /// What the plan says of how things are done.
  static let procedures = ScreenName("procedures")
}

extension Pane {
  /// The runbooks.
  static let runbooks = Pane(name: "runbooks", texts: ProceduresScreen.runbookTexts) {
    $0.handbook?.runbooks.count ?? 0
  }
  /// The kinds of update.
  static let updates = Pane(name: "updates", texts: ProceduresScreen.updateTexts) { $0.handbook?.updates.count ?? 0 }
}

/// The runbooks, and the calendar of updates.
enum ProceduresScreen {
  static let screen = Screen(
    name: .procedures, key: "6", title: .procedures, panes: [.runbooks, .updates], load: Model.loadHandbook,
    draw: draw,
    drawPane: { pane, model, _, rect, canvas in
      pane == .updates ? drawUpdates(model, in: rect, &canvas) : drawRunbooks(model, in: rect, &canvas)
    })

  @Sendable static func draw(_ model: Model, _: Situation, in rect: Rect, _ canvas: inout Canvas) {
    let updates = model.handbook?.updates.count ?? 0
    if rect.columns >= 150 {
      let halves = rect.splitLeft(rect.columns / 2, gap: 2)
      drawRunbooks(model, in: halves.left, &canvas)
      drawUpdates(model, in: halves.rest, &canvas)
    } else {
      let halves = rect.splitBottom(min(max(2, updates + 2), rect.rows / 2), gap: 1)
      drawRunbooks(model, in: halves.rest, &canvas)
      drawUpdates(model, in: halves.bottom, &canvas)
    }
  }

  private static func drawRunbooks(_ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    let runbooks = model.handbook?.runbooks ?? []
    let open = runbooks.reduce(0) { $0 + (model.handbook?.openCount(of: $1) ?? 0) }
    let count = open > 0 ? "\(open) \(wording(.toFill))" : runbooks.isEmpty ? "" : String(runbooks.count)
    canvas.draw(
      model.rule(of: .runbooks, wording(.runbooks), count: count, countStyle: open > 0 ? .warning : .dim),
      in: rect.line(0))
    let body = rect.splitTop(1).rest
    guard model.handbook != nil else { return canvas.drawNone(wording(.handbookComing), in: body) }
    guard !runbooks.isEmpty else { return canvas.drawNone(wording(.noRunbooks), in: body) }
    let columns = [
      TableColumn.fixed("", 1), TableColumn(minimum: 16, growth: 1),
      .fixed(wording(.stepsHead), 6, alignment: .right), .fixed(wording(.automatic), 9, alignment: .right, priority: 2),
      TableColumn(wording(.owner), minimum: 12, maximum: 28, priority: 1),
      TableColumn("", minimum: 13, maximum: 15, priority: 3),
    ]
    canvas.draw(
      PaneList(.runbooks, model, columns: columns, showsHead: body.rows > 4) { cells(runbooks[$0], model) }, in: body)
  }

  private static func cells(_ runbook: Runbook, _ model: Model) -> [TableCell] {
    let wording = model.wording
    let open = model.handbook?.openCount(of: runbook) ?? 0
    let automatic = runbook.steps.count { $0.action.isRunFromHere }
    return [
      .mark(open > 0 ? .warning : .fine), .text(wording(runbook.title)), .text(String(runbook.steps.count)),
      automatic == 0
        ? .mark(.absent) : .spans([Span("      "), Span(.running, Glyphs(model.charset)), Span(" \(automatic)")]),
      .text(model.contactTitle(runbook.owner) ?? "", .dim),
      open > 0 ? .text("\(open) \(wording(.toFill))", .warning) : .text("", .dim),
    ]
  }

  private static func drawUpdates(_ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    let updates = model.handbook?.updates ?? []
    canvas.draw(
      model.rule(
        of: .updates, wording(.updateCalendar), count: updates.isEmpty ? "" : String(updates.count), countStyle: .dim),
      in: rect.line(0))
    let body = rect.splitTop(1).rest
    guard model.handbook != nil else { return canvas.drawNone(wording(.handbookComing), in: body) }
    guard !updates.isEmpty else { return canvas.drawNone(wording(.noUpdates), in: body) }
    let columns = [
      TableColumn("", minimum: 8, maximum: 16), TableColumn(wording(.frequency), minimum: 18, maximum: 20),
      TableColumn(wording(.window), minimum: 15, maximum: 36),
      TableColumn(wording(.notice), minimum: 16, maximum: 19),
      TableColumn(wording(.audiences), minimum: 16, priority: 1, growth: 1),
    ]
    canvas.draw(
      PaneList(.updates, model, columns: columns, showsHead: body.rows > updates.count) {
        updateCells(updates[$0], model)
      }, in: body)
  }

  private static func updateCells(_ update: UpdatePolicy, _ model: Model) -> [TableCell] {
    let wording = model.wording
    return [
      .text(wording(update.title)), .text(wording(update.frequency.words), .dim),
      .text(window(of: update, model), .plain), .text(wording(update.notice.words)),
      .text(audiences(of: update, model), .dim),
    ]
  }

  /// The window with its hours, once: one that is named after its hours does not say them twice.
  private static func window(of update: UpdatePolicy, _ model: Model) -> String {
    guard let window = model.handbook?.window(update.window) else { return update.window }
    let (label, hours) = (model.wording(window.label), model.wording(window.span.words))
    return label.contains(hours) || window.span == .any ? label : "\(label) \(hours)"
  }

  private static func audiences(of update: UpdatePolicy, _ model: Model) -> String {
    update.audiences.map { name in model.handbook?.audience(name).map { model.wording($0.title) } ?? name }
      .joined(separator: ", ")
  }

  /// What a filter looks at in the row of a runbook.
  @Sendable static func runbookTexts(_ model: Model, _ row: Int) -> [String] {
    guard let runbook = model.handbook?.runbooks[row] else { return [] }
    return cells(runbook, model).map(\.words) + [runbook.name]
  }

  /// What a filter looks at in the row of a kind of update.
  @Sendable static func updateTexts(_ model: Model, _ row: Int) -> [String] {
    guard let update = model.handbook?.updates[row] else { return [] }
    return updateCells(update, model).map(\.words)
  }

  /// All that the plan says of one kind of update.
  static func detail(of update: UpdatePolicy, _ model: Model) -> DetailSheet {
    let wording = model.wording
    let glyphs = Glyphs(model.charset)
    let channels = update.channels.map { name in
      let label = model.handbook?.channel(name).map { wording($0.label) } ?? name
      let isOn = model.enabledChannels.contains(name)
      return isOn ? label : "\(label) (\(glyphs.mark(.unknown)) \(wording(.channelOff)))"
    }
    var facts = [
      DetailSheet.Fact(name: wording(.purpose), text: wording(update.purpose)),
      DetailSheet.Fact(name: wording(.frequency), text: wording(update.frequency.words)),
      DetailSheet.Fact(name: wording(.window), text: window(of: update, model)),
      DetailSheet.Fact(name: wording(.notice), text: wording(update.notice.words)),
      DetailSheet.Fact(name: wording(.audiences).lowercased(), text: audiences(of: update, model)),
      DetailSheet.Fact(name: wording(.channels).lowercased(), text: channels.joined(separator: ", ")),
    ]
    if let runbook = model.handbook?.updateRunbook.flatMap({ model.handbook?.runbook($0) }) {
      facts.append(DetailSheet.Fact(name: wording(.what), text: wording(runbook.title)))
    }
    return DetailSheet(title: wording(update.title), facts: facts)
  }
}
