import Drawing
import Maintenance

/// What the stores hold of a leg, on one line: `stores  ✓ primary 30/30  ▲ secondary 28/30  ○ offline never`.
enum StoreCells {
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
      if age >= 3600 { spans.append(Span(" (\(wording.age(since: checked, now: model.clock)))", .dim)) }
    }
    return spans
  }
}
