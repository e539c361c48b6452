import Drawing
import Maintenance

/// Names and what is known, as lines to scroll: texts that are too long go on below themselves.
struct WrappedFacts {
  /// The cells of a line.
  let columns: Int
  private(set) var lines: [[Span]] = []
  private let names: Int

  init(columns: Int) {
    self.columns = columns
    names = columns < 60 ? 12 : 17
  }

  /// A fact; nothing is added when there is none.
  mutating func add(_ name: String, _ text: String?, _ style: Style = .plain) {
    guard let text, !text.isEmpty else { return }
    for (index, line) in text.wrapped(in: max(12, columns - names - 3)).enumerated() {
      lines.append(head(index == 0 ? name : "") + [Span(line, style)])
    }
  }

  /// A fact in pieces, on one line.
  mutating func add(_ name: String, _ spans: [Span]) { lines.append(head(name) + spans) }

  /// A value that may still be open.
  mutating func add(_ name: String, _ value: Fillable, _ model: Model, before: String? = nil) {
    let lead = before.map { $0 + (model.language == .french ? "\u{A0}: " : ": ") } ?? ""
    if let text = value.text(in: model.language) {
      add(name, lead + text)
    } else {
      add(
        name,
        [Span(lead), Span(.warning, Glyphs(model.charset)), Span(" " + model.wording(.toFill), .warning)])
    }
  }

  private func head(_ name: String) -> [Span] {
    let padding = max(0, names - name.displayColumns) + 1
    return [Span(name, .label), Span(String(repeating: " ", count: padding))]
  }
}
