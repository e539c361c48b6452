import Drawing
import Maintenance

/// Which rows are wanted back: a form of four lines, and what is done with it.
enum RowsLayer {
  static func draw(_ form: RowsForm, _ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    canvas.clear(rect)
    let wording = model.wording
    canvas.draw(
      PanelRule(wording.pick("Ramener une table ou des lignes", "Bring a table or rows back"), isFocused: true),
      in: rect.line(0))
    var body = rect.splitTop(1).rest.inset(left: 1, right: 1)
    // A low screen keeps the fields and what is wrong, and leaves out what explains them.
    let isLow = body.rows < 14
    if !isLow { body = body.splitTop(1).rest }
    for field in RowsForm.Field.allCases {
      let isFocused = form.focus == field && model.rowsForm != nil
      draw(field, form, model, isFocused: isFocused, in: body.line(0), &canvas)
      body = body.splitTop(1).rest
      var lines = notes(field, form, model, canvas.glyphs)
      if isLow { lines = lines.filter { $0.contains { $0.style == .warning } } }
      for line in lines where body.rows > 0 {
        canvas.put(line, in: body.line(0).inset(left: labelColumns(wording)))
        body = body.splitTop(1).rest
      }
      if !isLow { body = body.splitTop(1).rest }
    }
    guard !isLow else { return }
    let text = wording.pick(
      "L’état d’alors est reconstruit à l’écart et comparé avec les lignes actuelles. La différence est montrée ; rien n’est changé avant que vous le demandiez.",
      "The state of then is rebuilt aside and compared with the live rows. The difference is shown; nothing is changed before you ask for it."
    )
    for line in text.wrapped(in: body.columns) where body.rows > 0 {
      canvas.put(line, in: body.line(0), style: .dim)
      body = body.splitTop(1).rest
    }
  }

  private static func draw(
    _ field: RowsForm.Field, _ form: RowsForm, _ model: Model, isFocused: Bool, in rect: Rect, _ canvas: inout Canvas
  ) {
    let wording = model.wording
    canvas.put(label(field, wording), in: rect, style: isFocused ? .accent : .label)
    let room = rect.inset(left: labelColumns(wording))
    let entry = room.splitLeft(min(room.columns, 60)).left
    switch field {
    case .table: canvas.draw(form.table, in: entry, isFocused: isFocused)
    case .condition: canvas.draw(form.condition, in: entry, isFocused: isFocused)
    case .moment: canvas.put(choice(state(form, model), isFocused: isFocused), in: room)
    case .dependents:
      canvas.put(choice(wording(form.withDependents ? .yes : .no), isFocused: isFocused), in: room)
    }
  }

  private static func choice(_ text: String, isFocused: Bool) -> [Span] {
    isFocused ? [Span("[" + text + "]", .selection)] : [Span(text)]
  }

  /// The state that is wanted: the chosen moment, or when the backup was taken.
  private static func state(_ form: RowsForm, _ model: Model) -> String {
    let wording = model.wording
    if let moment = form.moment {
      return wording.pick("juste avant le ", "just before ") + wording.exact(moment)
    }
    if let loss = model.proposedLoss(of: form) {
      return wording.pick("juste avant le ", "just before ") + wording.exact(loss.at)
    }
    let backup = model.servedLeg?.backups.value?.first { $0.id == form.backup }
    guard let backup else { return form.backup }
    return wording.pick("sauvegarde du ", "backup of ") + wording.exact(backup.takenAt) + ", "
      + wording.ago(backup.takenAt, now: model.now)
  }

  private static func label(_ field: RowsForm.Field, _ wording: Wording) -> String {
    switch field {
    case .table: wording.pick("Table", "Table")
    case .condition: wording.pick("Lignes où", "Rows where")
    case .moment: wording.pick("État", "State")
    case .dependents: wording.pick("Dépendances", "Dependents")
    }
  }

  private static func labelColumns(_ wording: Wording) -> Int {
    (RowsForm.Field.allCases.map { label($0, wording).displayColumns }.max() ?? 0) + 2
  }

  /// What stands below a field: what is wrong with it, or what it is for.
  private static func notes(_ field: RowsForm.Field, _ form: RowsForm, _ model: Model, _ glyphs: Glyphs) -> [[Span]] {
    let wording = model.wording
    func wrong(_ text: String) -> [[Span]] { [[Span(.warning, glyphs), Span(" " + text, .warning)]] }
    switch field {
    case .table:
      if form.isTableMissing, form.table.trimmed == nil {
        return wrong(wording.pick("il faut le nom d’une table", "the name of a table is needed"))
      }
      let typed = form.table.text
      if let loss = model.loss(of: form.table.trimmed) {
        let at = wording.momentWithSeconds(loss.at, now: model.now)
        let told = wording.loss(loss) + wording.pick(" à ", " at ") + at
        guard let again = loss.madeAgainAt else { return wrong(told + " (\(loss.place))") }
        let words = wording.momentWithSeconds(again, now: model.now)
        return [[Span(told + wording.pick(", refaite à ", ", made again at ") + words, .dim)]]
      }
      let lost = model.missingTables.filter { typed.isEmpty || $0.hasPrefix(typed) && $0 != typed }
      if !lost.isEmpty {
        return wrong(wording.pick("perdues\u{A0}: ", "lost: ") + lost.prefix(8).joined(separator: ", "))
      }
      let known = (model.servedLeg?.countedTables ?? []).filter { typed.isEmpty || $0.hasPrefix(typed) && $0 != typed }
      guard !known.isEmpty else { return [] }
      return [[Span(wording.pick("par exemple ", "for example ") + known.prefix(8).joined(separator: ", "), .dim)]]
    case .condition:
      if let fault = form.conditionFault { return wrong(wording(fault)) }
      return [
        [
          Span(
            wording.pick(
              "comme après WHERE : id = 7 ; vide, toutes les lignes", "as after WHERE: id = 7; empty, all rows"), .dim)
        ]
      ]
    case .moment:
      if let fault = model.lossReading.fault {
        return wrong(wording.pick("le journal n’a pu être lu\u{A0}: ", "the log could not be read: ") + wording(fault))
      }
      if model.lossReading.isAsked, model.lossReading.report == nil {
        return [[Span(wording.pick("recherche des tables perdues…", "looking for lost tables…"), .dim)]]
      }
      if form.moment == nil, let loss = model.proposedLoss(of: form) {
        return [
          [
            Span(
              wording.pick(
                "l’état juste avant que \(wording(loss.name)) soit \(wording(loss.kind.words))",
                "the state just before \(wording(loss.name)) was \(wording(loss.kind.words))"), .dim)
          ]
        ]
      }
      return form.moment == nil && model.recoverableLeg != nil
        ? [
          [
            Span(
              wording.pick(
                "ce qui a été écrit depuis n’y est pas ; espace choisit un moment",
                "what was written since is not in it; Space chooses a moment"), .dim)
          ]
        ] : []
    case .dependents:
      return [
        [
          Span(
            wording.pick(
              "ramener aussi les lignes d’autres tables liées par clé étrangère",
              "bring back also rows of other tables, joined by foreign keys"), .dim)
        ]
      ]
    }
  }
}
