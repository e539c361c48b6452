import Drawing
import Maintenance

/// The choice of a moment: what can be reached on a line of time, and what the chosen second would mean.
enum MomentLayer {
  static func draw(_ chooser: MomentChooser, _ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    canvas.clear(rect)
    guard let leg = model.recoverableLeg, let spans = leg.recovery else { return }
    let wording = model.wording
    let holes = RecoveryTimeline.holes(spans)
    let count =
      holes == 0
      ? wording.pick("sans trou", "no hole")
      : wording.count(holes, Phrase("trou", "hole"), Phrase("trous", "holes"))
    let title =
      rect.columns < 60
      ? wording.pick("Le moment", "The moment")
      : chooser.isForRows
        ? wording.pick("Ramener des lignes : le moment", "Bring rows back: the moment")
        : wording.pick("Restaurer la base : le moment", "Restore the database: the moment")
    // By which clock all the times below are told, once.
    let zone = wording.zoneWords(at: model.now)
    canvas.draw(
      PanelRule(
        title + " (\(zone))", count: count, countStyle: holes == 0 ? .dim : .warning, isFocused: true),
      in: rect.line(0))
    var body = rect.splitTop(1).rest
    if body.rows >= 12 { body = body.splitTop(1).rest }
    let line = RecoveryTimeline(spans: spans, now: model.now, columns: max(10, body.columns - 4))
    if body.rows >= 8 {
      draw(line, chooser, model, in: body.splitTop(4).top.inset(left: 2, right: 2), &canvas)
      body = body.splitTop(4).rest
      if body.rows >= 8 {
        canvas.put(
          legend(wording, canvas.glyphs, withLosses: !model.losses.isEmpty), in: body.line(0).inset(left: 2, right: 2))
        body = body.splitTop(1).rest
      }
      if body.rows >= 8 { body = body.splitTop(1).rest }
    }
    if let entry = chooser.entry {
      draw(entry, chooser.fault, model, in: body, &canvas)
      body = body.splitTop(min(body.rows, entryRows(chooser.fault, wording, in: body))).rest
    }
    canvas.draw(facts(chooser, leg, spans, model, canvas.glyphs), in: body)
  }

  private static func draw(
    _ line: RecoveryTimeline, _ chooser: MomentChooser, _ model: Model, in rect: Rect, _ canvas: inout Canvas
  ) {
    let glyphs = canvas.glyphs
    let wording = model.wording
    // The days, each where it begins.
    var ticks: Set<Int> = []
    let zone = wording.zone
    var day = zone.local(line.start).date.adding(days: 1)
    var free = wording.day(line.start).displayColumns + 1
    canvas.put(wording.day(line.start), in: rect.line(0), style: .dim)
    let nowText = wording.pick("maintenant", "now")
    let nowPlace = line.columns - nowText.displayColumns
    while case let moment = zone.start(of: day), moment < line.end {
      let column = line.column(of: moment)
      ticks.insert(column)
      let text = wording.day(moment)
      if column >= free, column + text.displayColumns < nowPlace {
        canvas.put(text, in: rect.line(0).inset(left: column), style: .dim)
        free = column + text.displayColumns + 2
      }
      day = day.adding(days: 1)
    }
    if nowPlace >= free - 1 { canvas.put(nowText, in: rect.line(0).inset(left: nowPlace), style: .dim) }
    let axis = (0..<line.columns).map { column -> Unicode.Scalar in
      column == 0
        ? glyphs.timelineStart
        : column == line.columns - 1 ? glyphs.timelineEnd : ticks.contains(column) ? glyphs.timelineTick : glyphs.rule
    }
    canvas.put(text(axis), in: rect.line(1), style: Style(.rule))
    for loss in model.losses where loss.at >= line.start {
      canvas.put(
        canvas.glyphs.mark(.critical), in: rect.line(1).inset(left: line.column(of: loss.at)), style: .critical)
    }
    var spans: [Span] = []
    for cell in line.cells {
      let (sign, style): (Unicode.Scalar, Style) =
        switch cell {
        case .none: (" ", .plain)
        case .reachable: (glyphs.gaugeFull, Style(.graph))
        case .full: (glyphs.block, .plain)
        }
      spans.append(Span(String(sign), style))
    }
    canvas.put(spans, in: rect.line(2))
    let column = line.column(of: chooser.chosen)
    let label = " " + wording.day(chooser.chosen) + " " + wording.preciseTime(chooser.chosen)
    let isLeft = column + 1 + label.displayColumns > line.columns
    let place = rect.line(3)
    canvas.put(String(glyphs.cursorUp), in: place.inset(left: column), style: .key)
    if isLeft {
      canvas.put(label, in: place.splitLeft(column).left, style: .strong, alignment: .right)
    } else {
      canvas.put(label, in: place.inset(left: column + 1), style: .strong)
    }
  }

  /// What the signs on the line of time mean.
  private static func legend(_ wording: Wording, _ glyphs: Glyphs, withLosses: Bool) -> [Span] {
    let losses = [
      Span("   "), Span(.critical, glyphs), Span(wording.pick(" perdue", " lost"), .dim),
    ]
    return [
      Span(String(glyphs.block)), Span(wording.pick(" complète   ", " full   "), .dim),
      Span(String(glyphs.gaugeFull), Style(.graph)),
      Span(wording.pick(" chaque seconde   ", " every second   "), .dim),
      Span(wording.pick("(vide) non récupérable   ", "(empty) not recoverable   "), .dim),
      Span(String(glyphs.cursorUp), .key), Span(wording.pick(" choisi", " chosen"), .dim),
    ] + (withLosses ? losses : [])
  }

  /// The lines of the field and of what is wrong with what was typed.
  private static func entryRows(_ fault: MomentEntry.Fault?, _ wording: Wording, in rect: Rect) -> Int {
    1 + (fault.map { wording.fault($0).wrapped(in: max(1, rect.columns - 4)).count } ?? 1)
  }

  private static func draw(
    _ entry: TextField, _ fault: MomentEntry.Fault?, _ model: Model, in rect: Rect, _ canvas: inout Canvas
  ) {
    let wording = model.wording
    let used = canvas.put(wording.pick("Aller à", "Go to"), in: rect.line(0).inset(left: 1), style: .accent)
    canvas.draw(entry, in: rect.line(0).inset(left: used + 3).splitLeft(26).left)
    guard let fault else {
      canvas.put(
        wording.pick("HH:MM, HH:MM:SS ou AAAA-MM-JJ HH:MM[:SS]", "HH:MM, HH:MM:SS or YYYY-MM-DD HH:MM[:SS]"),
        in: rect.line(1).inset(left: 3), style: .dim)
      return
    }
    for (index, line) in wording.fault(fault).wrapped(in: max(1, rect.columns - 4)).enumerated() {
      let mark = index == 0 ? canvas.glyphs.mark(.warning) : " "
      canvas.put([Span(mark + " " + line, .warning)], in: rect.line(1 + index).inset(left: 1))
    }
  }

  /// What the log tells of a lost table, and whether it is there at the chosen moment.
  private static func told(
    _ loss: TableLoss, at chosen: Timestamp, _ model: Model, _ glyphs: Glyphs
  ) -> (text: String, style: Style) {
    let wording = model.wording
    let at = wording.momentWithSeconds(loss.at, now: model.now)
    let isThere = chosen <= loss.at
    let again = loss.madeAgainAt.map { moment in
      let words = wording.momentWithSeconds(moment, now: model.now)
      return wording.pick(", refaite à \(words)", ", made again at \(words)")
    }
    let state =
      isThere
      ? wording.pick("au moment choisi, encore là", "at the chosen moment, still there")
      : wording.pick("choisir avant", "choose before it")
    let isRepaired = !isThere && (loss.madeAgainAt.map { chosen > $0 } ?? false)
    return (
      glyphs.mark(isThere ? .done : .warning) + " " + wording.loss(loss) + wording.pick(" à ", " at ") + at
        + (again ?? "") + (isRepaired ? "" : wording.pick("\u{A0}; ", "; ") + state),
      isThere || isRepaired ? .plain : .warning
    )
  }

  /// What of the vanished tables no loss of the log tells more exactly; `nil` when nothing is left.
  private static func unexplained(_ vanished: VanishedTables, by losses: [TableLoss]) -> VanishedTables? {
    var rest = vanished
    rest.tables.removeAll { name in
      losses.contains { loss in
        (loss.table ?? name) == name && loss.at > vanished.lastHeld && loss.at <= vanished.firstMissed
      }
    }
    return rest.tables.isEmpty ? nil : rest
  }

  /// What the newest full lacks, between which two fulls it went, and whether it is there at the chosen moment: one line for each
  /// pair of fulls, what went last first.
  private static func vanished(
    _ vanished: VanishedTables, at chosen: Timestamp, _ model: Model, _ glyphs: Glyphs
  ) -> (text: String, style: Style) {
    let wording = model.wording
    let shown = vanished.tables.prefix(4).joined(separator: ", ")
    let more =
      vanished.tables.count > 4
      ? wording.pick(" et \(vanished.tables.count - 4) de plus", " and \(vanished.tables.count - 4) more") : ""
    let (held, missed) = (
      wording.momentWithSeconds(vanished.lastHeld, now: model.now),
      wording.momentWithSeconds(vanished.firstMissed, now: model.now)
    )
    let between = wording.pick(
      "\u{A0}: entre les complètes de \(held) et de \(missed)", ": between the fulls of \(held) and \(missed)")
    let (mark, state): (Mark, String) =
      if chosen <= vanished.lastHeld {
        (.done, wording.pick("au moment choisi, encore là", "at the chosen moment, still there"))
      } else if chosen < vanished.firstMissed {
        (.unknown, wording.pick("au moment choisi, peut-être encore là", "at the chosen moment, perhaps still there"))
      } else {
        (
          .warning,
          wording.pick(
            "au moment choisi, disparu\u{A0}: en choisir un plus tôt",
            "at the chosen moment, gone: choose an earlier one")
        )
      }
    let style: Style = mark == .done ? .plain : .warning
    return (glyphs.mark(mark) + " " + shown + more + between + wording.pick("\u{A0}; ", "; ") + state, style)
  }

  private static func text(_ scalars: [Unicode.Scalar]) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  private static func facts(
    _ chooser: MomentChooser, _ leg: LegStatus, _ spans: [RecoverySpan], _ model: Model, _ glyphs: Glyphs
  ) -> Facts {
    let wording = model.wording
    var facts = Facts()
    let lost = max(0, model.now.seconds(since: chooser.chosen))
    let isOther = wording.zone.offsetSeconds(at: chooser.chosen) != wording.zone.offsetSeconds(at: model.now)
    facts.add(
      wording.pick("Choisi", "Chosen"),
      [
        Span(wording.exact(chooser.chosen), .strong),
        // The clocks were set since.
        Span(isOther ? " " + wording.offsetWords(at: chooser.chosen) : "", .strong),
        Span("   " + wording.ago(chooser.chosen, now: model.now)),
      ])
    if !chooser.isForRows {
      facts.add(
        wording.pick("Perdra", "Loses"),
        wording.pick("\(wording.duration(lost)) d’écritures", "\(wording.duration(lost)) of writes"), .warning)
    }
    let losses = model.losses
    for loss in losses.prefix(3) {
      let (text, style) = told(loss, at: chooser.chosen, model, glyphs)
      facts.add(wording.pick("Perdu", "Lost"), text, style)
    }
    for lack in (leg.vanished ?? []).compactMap({ unexplained($0, by: losses) }).prefix(3) {
      let (text, style) = vanished(lack, at: chooser.chosen, model, glyphs)
      facts.add(wording.pick("Disparu", "Vanished"), text, style)
    }
    if let fault = model.lossReading.fault {
      facts.add(
        wording.pick("Journal", "Log"),
        glyphs.mark(.warning)
          + wording.pick(" la suite n’a pu être lue\u{A0}: ", " what follows could not be read: ")
          + wording(fault), .warning)
    } else if model.lossReading.isAsked, model.lossReading.report == nil {
      facts.add(
        wording.pick("Journal", "Log"),
        wording.pick("recherche des tables perdues…", "looking for lost tables…"), .dim)
    }
    guard let span = RecoveryTimeline.span(for: chooser.chosen, in: spans, now: model.now) else {
      let near = RecoveryTimeline.nearest(to: chooser.chosen, in: spans).map { wording.exact($0) }
      facts.add(
        wording.pick("Chaîne", "Chain"),
        [
          Span(.critical, glyphs),
          Span(
            " "
              + wording.pick(
                "non récupérable : un journal manque ; au plus près : ", "not recoverable: a log is missing; nearest: ")
              + near.joined(separator: wording.pick(" ou ", " or ")), .critical),
        ])
      return facts
    }
    let full = leg.backups.value?.first { $0.id == span.full }
    let isSaved = chooser.chosen <= span.until
    let chain = wording.pick(
      "complète \(wording.momentWithTime(span.from, now: model.now)) → journaux jusqu’à \(wording.preciseTime(chooser.chosen))",
      "full \(wording.momentWithTime(span.from, now: model.now)) → logs until \(wording.preciseTime(chooser.chosen))"
    )
    facts.add(
      wording.pick("Chaîne", "Chain"),
      [
        Span(isSaved ? .done : .open, glyphs), Span(" " + chain),
        Span(isSaved ? "" : wording.pick(" · à sauver d’abord", " · saved first"), .warning),
      ])
    if let full {
      facts.add(wording.pick("Complète", "Full"), CatalogueWords.origin(full, model))
      facts.add(
        wording.pick("Confiance", "Trust"),
        full.fault.map { [Span($0, .critical)] } ?? BackupHistory.ladder(full.trust, wording, glyphs))
      facts.add(
        wording.pick("Essayée", "Tried"),
        full.restoredAt.map { wording.ago($0, now: model.now) }
          ?? wording.pick("jamais restaurée à blanc", "never restored in a drill"),
        full.restoredAt == nil ? .warning : .plain)
    }
    facts.add(
      wording.pick("Ensuite", "Then"),
      chooser.isForRows
        ? wording.pick(
          "reconstruite à l’écart jusqu’à ce moment ; ses lignes sont comparées avec les actuelles",
          "rebuilt aside up to this moment; its rows are compared with the live ones")
        : wording.pick(
          "reconstruite et prouvée à l’écart, puis mise en place ; les autres bases ne sont pas touchées",
          "rebuilt and proven aside, then put in place; other schemas are not touched"), .dim)
    return facts
  }
}
