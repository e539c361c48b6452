import Drawing
import Maintenance

/// What the stores hold of a leg: in a column each, `✓ 7 h`, how old the newest copy is; or on one line,
/// `stores  ✓ primary 30/30  ▲ secondary 28/30  ○ offline never`.
enum StoreCells {
  /// The width of a store's column.
  static let columns = 12

  /// How old the newest copy of a leg is that a store has, and of how many it lacks: `✓ 7 h`, `▲ 2 d -3`, `○ never`.
  static func cell(of store: String, _ leg: LegStatus, _ model: Model) -> TableCell {
    let glyphs = Glyphs(model.charset)
    guard let copies = leg.stores?.first(where: { $0.store == store }) else { return .mark(.absent) }
    guard copies.checkedAt != nil else {
      return .spans([Span(.open, glyphs), Span(" " + model.wording(.never), .dim)])
    }
    let missing = copies.present - copies.copied
    guard let newest = copies.newestAt else {
      return copies.present == 0 ? .mark(.absent) : .spans([Span(.warning, glyphs), Span(" -\(missing)", .warning)])
    }
    let age = " " + model.wording.age(since: newest, now: model.now)
    guard missing > 0 else { return .spans([Span(.done, glyphs), Span(age)]) }
    return .spans([Span(.warning, glyphs), Span(age), Span(" -\(missing)", .warning)])
  }

  static func line(_ stores: [StoreCopies], _ model: Model, _ glyphs: Glyphs) -> [Span] {
    let wording = model.wording
    var spans = [Span(wording.pick("dépôts", "stores"), .label)]
    for store in stores {
      spans.append(Span("  "))
      guard let checked = store.checkedAt else {
        spans += [Span(.open, glyphs), Span(" \(store.store) \(wording(.never))", .dim)]
        continue
      }
      let isWhole = store.copied == store.present
      spans += [
        Span(isWhole ? .done : .warning, glyphs),
        Span(" \(store.store) \(store.copied)/\(store.present)", isWhole ? .plain : .warning),
      ]
      let age = model.now.seconds(since: checked)
      // What a store holds is known since it was looked at.
      if age >= 3600 { spans.append(Span(" (\(wording.age(since: checked, now: model.now)))", .dim)) }
    }
    return spans
  }
}
