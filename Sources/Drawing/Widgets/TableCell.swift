/// What stands in one place of a table.
public enum TableCell: Sendable {
  case text(String, Style)
  /// Pieces in styles of their own; always on the left.
  case spans([Span])
  case mark(Mark)
  case gauge(Gauge)
  case sparkline(Sparkline)
  case strip(HeatStrip)
  case empty

  /// Text in plain ink.
  public static func text(_ text: String) -> TableCell { .text(text, .plain) }

  /// The width that shows all of it; bars and strips have none of their own.
  var columns: Int {
    switch self {
    case .text(let text, _): text.displayColumns
    case .spans(let spans): spans.reduce(0) { $0 + $1.text.displayColumns }
    case .mark: 1
    case .sparkline(let line): line.values.count
    case .strip(let strip): strip.days.count
    case .gauge, .empty: 0
    }
  }

  /// What it says, without its look; empty for what is drawn and not written.
  public var words: String {
    switch self {
    case .text(let text, _): text
    case .spans(let spans): spans.map(\.text).joined()
    case .mark, .gauge, .sparkline, .strip, .empty: ""
    }
  }
}
