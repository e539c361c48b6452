import Drawing
import Maintenance

extension ScreenName {
  /// The backups.
  static let backups = ScreenName("backups")
}

extension Pane {
  /// The legs of the backups.
  static let legs = Pane(name: "legs", texts: LegCells.texts) { $0.situation?.backups.count ?? 0 }

  /// The backups of the selected leg.
  static let catalogue = Pane(name: "catalogue", texts: BackupsScreen.texts) { model in
    guard let legs = model.situation?.backups, let row = model.selected(.legs) else { return 0 }
    return legs[row].backups.value?.count ?? 0
  }
}

/// The legs with their age, and the backups of the selected one.
enum BackupsScreen {
  static let screen = Screen(
    name: .backups, key: "4", title: .backups, panes: [.legs, .catalogue], draw: draw,
    drawPane: drawPane)

  @Sendable static func draw(_ model: Model, _ situation: Situation, in rect: Rect, _ canvas: inout Canvas) {
    let legs = situation.backups
    let parts: (legs: Rect, catalogue: Rect)
    // What each store holds of each leg wants the whole width.
    if rect.columns >= 230, legs.allSatisfy({ ($0.stores ?? []).isEmpty }) {
      let halves = rect.splitLeft(rect.columns / 2, gap: 2)
      parts = (halves.left, halves.rest)
    } else {
      let halves = rect.splitTop(min(legs.count + 2, max(3, rect.rows * 3 / 5)), gap: 1)
      parts = (halves.top, halves.rest)
    }
    drawLegs(legs, model, in: parts.legs, &canvas)
    guard let row = model.selected(.legs) else { return }
    drawCatalogue(of: legs[row], model, in: parts.catalogue, &canvas)
  }

  @Sendable private static func drawPane(
    _ pane: Pane, _ model: Model, _ situation: Situation, in rect: Rect, _ canvas: inout Canvas
  ) {
    if pane == .catalogue, let row = model.selected(.legs) {
      drawCatalogue(of: situation.backups[row], model, in: rect, &canvas)
    } else {
      drawLegs(situation.backups, model, in: rect, &canvas)
    }
  }

  private static func drawLegs(_ legs: [LegStatus], _ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    let worst = legs.map(\.severity).max() ?? .fine
    canvas.draw(
      model.rule(
        of: .legs, wording(.backups), count: "\(legs.count { $0.severity == .fine }) / \(legs.count)",
        countStyle: worst.countStyle), in: rect.line(0))
    let body = rect.splitTop(1).rest
    guard !legs.isEmpty else { return canvas.drawNone(wording(.noBackups), in: body) }
    let columns =
      [
        TableColumn.fixed("", 1), TableColumn(wording(.leg), minimum: rect.columns < 60 ? 10 : 18, maximum: 18),
        TableColumn(wording(.newest), alignment: .right, minimum: 8, maximum: 10),
        .fixed(wording(.ageHead), 6, alignment: .right),
        .fixed(wording(.size), 7, alignment: .right, priority: 2),
        TableColumn(wording(.nextDue), minimum: 11, maximum: 18, priority: 1),
        .fixed(wording(.lastDays), BackupHistory.days, priority: 3),
        TableColumn(wording(.trust), minimum: 15, growth: 1),
      ] + stores(of: legs, in: rect).map { TableColumn.fixed($0, StoreCells.columns, priority: 2) }
    let stores = stores(of: legs, in: rect)
    canvas.draw(
      PaneList(.legs, model, columns: columns, showsHead: body.rows > 3) { row in
        let cells = LegCells(leg: legs[row], model: model)
        return [cells.mark, cells.name, cells.moment, cells.age, cells.size, cells.due, cells.history, cells.trust]
          + stores.map { StoreCells.cell(of: $0, legs[row], model) }
      }, in: body)
  }

  /// The stores of the plan that have a column of their own, by name; without room they stand above the catalogue.
  private static func stores(of legs: [LegStatus], in rect: Rect) -> [String] {
    guard rect.columns >= 110 else { return [] }
    return (legs.lazy.compactMap(\.stores).first ?? []).map(\.store)
  }

  private static func drawCatalogue(of leg: LegStatus, _ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    guard rect.rows >= 2 else { return }
    let wording = model.wording
    let backups = leg.backups.value ?? []
    let count =
      backups.isEmpty
      ? "" : wording.count(backups.count, Phrase("sauvegarde", "backup"), Phrase("sauvegardes", "backups"))
    canvas.draw(
      model.rule(
        of: .catalogue, "\(wording(.catalogue)) · \(wording.leg(leg.leg))", count: count, countStyle: .dim),
      in: rect.line(0))
    var body = rect.splitTop(1).rest
    let triggers = leg.triggers.map(wording.trigger).joined(separator: ", ")
    if let failure = leg.lastFailure, body.rows > 2 {
      let time = wording.momentWithTime(failure.at, now: model.now)
      canvas.put(
        [
          Span(.warning, canvas.glyphs), Span(" \(wording(.lastAttemptFailed)) \(time)", .warning),
          Span(" · " + failure.message),
        ],
        in: body.inset(left: 1))
      body = body.splitTop(1).rest
    } else if let span = leg.hole, let file = span.hole, body.rows > 2 {
      let until = wording.momentWithTime(span.until, now: model.now)
      canvas.put(
        [
          Span(.critical, canvas.glyphs),
          Span(
            wording.pick(
              " \(file) n’est dans aucune sauvegarde\u{A0}: récupérable jusqu’à \(until)",
              " \(file) is in no backup: recoverable until \(until)"), .critical),
          Span(wording.pick(" · une nouvelle complète y remédie", " · a new full mends it")),
        ],
        in: body.inset(left: 1))
      body = body.splitTop(1).rest
    } else if !triggers.isEmpty, body.rows > 5 {
      canvas.put(triggers, in: body.inset(left: 1), style: .dim)
      body = body.splitTop(1).rest
    }
    if let aside = leg.asides?.last, body.rows > 4 {
      canvas.put(asideLine(aside, of: leg.asides?.count ?? 1, model), in: body.inset(left: 1))
      body = body.splitTop(1).rest
    }
    if let stores = leg.stores, !stores.isEmpty, body.rows > 6, rect.columns < 110 {
      canvas.put(StoreCells.line(stores, model, canvas.glyphs), in: body.inset(left: 1))
      body = body.splitTop(1).rest
    }
    // Beside the legs there is room for the days of all; below them, for those of the selected one.
    let isCrowded = model.size.columns < ((leg.stores ?? []).isEmpty ? 118 : 230)
    if !backups.isEmpty, body.rows > 5, isCrowded {
      canvas.put(
        [Span(wording(.lastDays) + "  ", .label)] + BackupHistory.strip(leg, model, canvas.glyphs),
        in: body.inset(left: 1))
      body = body.splitTop(1).rest
    }
    guard !backups.isEmpty else {
      return canvas.drawNone(leg.backups.absence(wording) ?? wording(.noBackupYet), in: body)
    }
    // What a backup was made before or after is told in full where there is room; the lesser columns give way to it.
    let isRoomy = rect.columns >= 100
    let isPrecise = backups.indices.contains { CatalogueWords.sharesMinute($0, of: backups) }
    let told = isRoomy ? backups.compactMap { CatalogueWords.origin($0, model)?.displayColumns } : []
    let columns = [
      TableColumn.fixed("", 1), .fixed(wording(.taken), isPrecise ? 16 : 13),
      .fixed(wording(.ageHead), 6, alignment: .right),
      .fixed(wording(.size), 7, alignment: .right), .fixed(wording(.holds), 18, alignment: .right, priority: 2),
      .fixed(wording(.took), 9, alignment: .right, priority: 5),
      TableColumn(wording(.trust), minimum: max(rect.columns < 60 ? 15 : 24, told.max() ?? 0), growth: 1),
      TableColumn(wording(.verified), minimum: 9, maximum: 13, priority: 3),
      TableColumn(wording(.name), minimum: 30, maximum: 48, priority: 4),
    ]
    canvas.draw(
      PaneList(.catalogue, model, columns: columns, showsHead: body.rows > 3) {
        cells($0, of: backups, leg, model, isRoomy: isRoomy)
      },
      in: body)
  }

  /// What the last restore has set aside: its age, its size, and how it comes back.
  private static func asideLine(_ aside: SetAside, of count: Int, _ model: Model) -> [Span] {
    let wording = model.wording
    let more = count > 1 ? " (+\(count - 1))" : ""
    let size = aside.bytes.map { " · " + wording.bytes($0) } ?? ""
    let key = model.key(of: "drop-aside").map {
      [Span("  "), Span($0, .key), Span(wording.pick(" ôter", " drop"), .dim)]
    }
    return [
      Span(wording(Phrase("Mis de côté ", "Set aside ")) + " ", .label),
      Span(wording.age(since: aside.at, now: model.now) + size + more, .plain),
      Span(" · vigie revert \(aside.operation)", .dim),
    ] + (key ?? [])
  }

  /// What a filter looks at in the row of a backup.
  @Sendable static func texts(_ model: Model, _ row: Int) -> [String] {
    guard let leg = model.selected(.legs).flatMap({ model.situation?.backups[$0] }), let backups = leg.backups.value
    else { return [] }
    return cells(row, of: backups, leg, model, isRoomy: true).map(\.words)
  }

  /// How far a backup can be trusted, or what is wrong with it; of one that a restore made, before or after, that it did: its
  /// mark says the rest.
  private static func trust(_ backup: BackupSummary, _ style: Style, _ model: Model, isRoomy: Bool) -> TableCell {
    let wording = model.wording
    if let fault = backup.fault { return .text(fault, .critical) }
    let origin = isRoomy ? CatalogueWords.origin(backup, model) : CatalogueWords.shortOrigin(backup, model)
    if backup.isSafetyCopy { return .text(origin ?? wording(.safetyCopy), .label) }
    if backup.aheadSeconds != nil { return .text(wording(.ahead), .warning) }
    if let origin { return .text(origin, style) }
    return .spans(BackupHistory.ladder(backup.trust, wording, Glyphs(model.charset), style: style))
  }

  /// A safety copy holds what somebody wanted to be rid of: no ✓ may invite to restore it.
  private static func mark(_ backup: BackupSummary, _ model: Model) -> TableCell {
    if backup.fault != nil { return .mark(.critical) }
    if backup.isSafetyCopy { return .text(String(Glyphs(model.charset).dot), .dim) }
    if backup.aheadSeconds != nil { return .mark(.warning) }
    return .mark(backup.trust >= .checksummed ? .done : .open)
  }

  private static func cells(
    _ row: Int, of backups: [BackupSummary], _ leg: LegStatus, _ model: Model, isRoomy: Bool
  ) -> [TableCell] {
    let wording = model.wording
    let backup = backups[row]
    let isStale = leg.backups.fresh == nil
    let style: Style = isStale ? .dim : .plain
    return [
      mark(backup, model),
      .text(CatalogueWords.taken(row, of: backups, model), style),
      .text(wording.age(since: backup.takenAt, now: model.now), .dim), .text(wording.bytes(backup.bytes), style),
      backup.contents.map { .text(wording($0.words), style) } ?? .mark(.absent),
      .text(wording.duration(backup.durationSeconds), .dim), trust(backup, style, model, isRoomy: isRoomy),
      .text(backup.verifiedAt.map { wording.momentWithTime($0, now: model.now) } ?? wording(.never), .dim),
      .text(backup.id, .dim),
    ]
  }
}
