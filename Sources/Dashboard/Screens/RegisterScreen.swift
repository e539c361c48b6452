import Drawing
import Maintenance

extension ScreenName {
  /// What was done, by whom, when and why.
  static let register = ScreenName("register")
}

extension Pane {
  /// The operations, newest first.
  static let operations = Pane(name: "operations", texts: OperationCells.texts) { $0.operations.count }
  /// The rows of the audit chain, newest first.
  static let audit = Pane(name: "audit", texts: RegisterScreen.texts) { $0.audit.count }
}

/// The operations and the audit chain.
enum RegisterScreen {
  /// How many rows are loaded at a time.
  static let page = 100

  static let screen = Screen(
    name: .register, key: "8", title: .register, panes: [.operations, .audit],
    load: { _ in [.operations(limit: page), .audit(limit: page, before: nil)] }, draw: draw,
    drawPane: { pane, model, _, rect, canvas in
      pane == .audit ? drawAudit(model, in: rect, &canvas) : drawOperations(model, in: rect, &canvas)
    })

  @Sendable static func draw(_ model: Model, _ situation: Situation, in rect: Rect, _ canvas: inout Canvas) {
    var body = rect
    if let fault = situation.agent.registerFault {
      canvas.put(
        [Span(.critical, canvas.glyphs), Span(" " + fault, .critical)], in: body.inset(left: 1))
      body = body.splitTop(1).rest
    }
    if rect.columns >= 150 {
      let halves = body.splitLeft(body.columns / 2, gap: 2)
      drawOperations(model, in: halves.left, &canvas)
      drawAudit(model, in: halves.rest, &canvas)
    } else {
      let halves = body.splitTop((body.rows - 1) / 2, gap: body.rows > 8 ? 1 : 0)
      drawOperations(model, in: halves.top, &canvas)
      drawAudit(model, in: halves.rest, &canvas)
    }
  }

  private static func drawOperations(_ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    let operations = model.operations
    canvas.draw(
      model.rule(
        of: .operations, wording(.operations), count: operations.isEmpty ? "" : String(operations.count),
        countStyle: .dim), in: rect.line(0))
    let body = rect.splitTop(1).rest
    guard !operations.isEmpty else { return canvas.drawNone(wording(.noOperations), in: body) }
    let columns = [
      TableColumn.fixed("", 1), TableColumn(wording(.when), minimum: 5, maximum: 13),
      TableColumn(wording(.what), minimum: 28, maximum: 60),
      TableColumn(wording(.state), minimum: 7, maximum: 12, priority: 1),
      TableColumn(wording(.who), minimum: 5, maximum: 14, priority: 2),
      TableColumn(wording(.took), alignment: .right, minimum: 6, maximum: 9, priority: 3),
      TableColumn(wording(.result), minimum: 24, priority: 4, growth: 1),
    ]
    canvas.draw(
      PaneList(.operations, model, columns: columns, showsHead: model.showsHeads(in: body)) {
        let cells = OperationCells(operation: operations[$0], model: model)
        let moment = wording.momentWithTime(operations[$0].startedAt, now: model.now)
        return [cells.mark, .text(moment, .dim), cells.title, cells.state, cells.by, cells.duration, cells.message]
      }, in: body)
  }

  private static func drawAudit(_ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    let rows = model.audit
    let (said, style) = verification(model, canvas.glyphs)
    canvas.draw(model.rule(of: .audit, wording(.audit), count: said, countStyle: style), in: rect.line(0))
    let body = rect.splitTop(1).rest
    guard !rows.isEmpty else { return canvas.drawNone(wording(.noRows), in: body) }
    let columns = [
      TableColumn(alignment: .right, minimum: 3, maximum: 6),
      TableColumn(wording(.when), minimum: 5, maximum: 13), TableColumn(wording(.what), minimum: 12, maximum: 24),
      TableColumn(wording(.target), minimum: 20), TableColumn(wording(.who), minimum: 4, maximum: 14, priority: 1),
      TableColumn(alignment: .right, minimum: 6, maximum: 8, priority: 2),
      TableColumn(wording(.reason), minimum: 8, priority: 3, growth: 1),
    ]
    canvas.draw(
      PaneList(.audit, model, columns: columns, showsHead: model.showsHeads(in: body)) {
        let entry = rows[$0]
        let status: TableCell =
          entry.exitStatus.map {
            .text(wording.pick("code \($0)", "exit \($0)"), $0 == 0 ? .dim : .critical)
          } ?? .empty
        return [
          .text(String(entry.sequence), .dim), .text(wording.momentWithTime(entry.at, now: model.now), .dim),
          .text(wording.action(of: entry)),
          .text(wording.target(of: entry, in: model.situation, operations: model.operations)),
          .text(entry.by.name, .dim), status,
          .text(reason(entry, model), .dim),
        ]
      }, in: body)
  }

  /// Why it was done, or refused.
  private static func reason(_ entry: AuditEntry, _ model: Model) -> String {
    entry.reason ?? entry.refusal(among: model.operations.first { $0.id == entry.operation }) ?? ""
  }

  /// What a filter looks at in a row of the chain.
  @Sendable static func texts(_ model: Model, _ row: Int) -> [String] {
    let entry = model.audit[row]
    return [
      String(entry.sequence), model.wording.momentWithTime(entry.at, now: model.now),
      model.wording.action(of: entry), entry.action, entry.target,
      model.wording.target(of: entry, in: model.situation, operations: model.operations), entry.by.name,
      entry.reason ?? "",
    ]
  }

  /// What is known of the chain, for the panel's rule.
  private static func verification(_ model: Model, _ glyphs: Glyphs) -> (String, Style) {
    let wording = model.wording
    switch model.verification {
    case .none: return (wording(.notVerified), .dim)
    case .running: return (glyphs.mark(.running) + " " + wording(.verifying), .plain)
    case .holds(let rows, let at):
      let time = wording.momentWithTime(at, now: model.now)
      // What came after was not read: it is not told as if it had been.
      let later = max(0, (model.audit.first?.sequence ?? rows) - rows)
      let since = later > 0 ? wording.pick(", \(later) depuis", ", \(later) since") : ""
      let mark = glyphs.mark(later > 0 ? .open : .done)
      return (
        mark + " "
          + wording.count(Int(rows), Phrase("ligne juste", "row holds"), Phrase("lignes justes", "rows hold"))
          + wording.pick(" à \(time)", " at \(time)") + since, .plain
      )
    case .broken(let fault, _): return (glyphs.mark(.critical) + " " + wording(fault), .critical)
    case .refused(let why): return (glyphs.mark(.unknown) + " " + wording(why), .warning)
    }
  }
}
