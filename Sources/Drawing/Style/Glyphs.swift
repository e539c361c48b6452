/// The signs of the face in one charset. Each is one cell wide.
public struct Glyphs: Sendable, Hashable {
  /// The charset they are drawn from.
  public let charset: Charset

  /// The signs for `charset`.
  public init(_ charset: Charset) { self.charset = charset }

  private func sign(_ unicode: Unicode.Scalar, _ ascii: Unicode.Scalar) -> Unicode.Scalar {
    charset == .unicode ? unicode : ascii
  }

  /// The sign of a state.
  public func scalar(_ mark: Mark) -> Unicode.Scalar {
    switch mark {
    case .fine: sign("●", "*")
    case .done: sign("✓", "+")
    case .open: sign("○", "o")
    case .warning: sign("▲", "!")
    case .critical: sign("✖", "X")
    case .unknown: sign("◌", "?")
    case .running: sign("◐", "~")
    case .refused: sign("✗", "X")
    case .absent: sign("—", "-")
    }
  }

  /// The sign of a state, as text.
  public func mark(_ mark: Mark) -> String { String(scalar(mark)) }

  /// The line of a panel's rule.
  public var rule: Unicode.Scalar { sign("─", "-") }
  /// Stands for what was cut off.
  public var ellipsis: Unicode.Scalar { sign("…", ">") }
  /// Stands for a character that must not or cannot be shown.
  public var replacement: Unicode.Scalar { sign("\u{FFFD}", "?") }
  /// The filled part of a gauge.
  public var gaugeFull: Unicode.Scalar { sign("━", "=") }
  /// The empty part of a gauge.
  public var gaugeEmpty: Unicode.Scalar { sign("─", "-") }
  /// Where a gauge has its threshold.
  public var gaugeThreshold: Unicode.Scalar { sign("┼", "|") }
  /// Leads on to a key or a next step.
  public var arrowRight: Unicode.Scalar { sign("→", ">") }
  public var arrowLeft: Unicode.Scalar { sign("←", "<") }
  public var arrowUp: Unicode.Scalar { sign("↑", "^") }
  public var arrowDown: Unicode.Scalar { sign("↓", "v") }
  /// Between two facts on one line.
  public var dot: Unicode.Scalar { sign("·", "-") }
  /// Before how often something is.
  public var times: Unicode.Scalar { sign("×", "x") }
  /// Before the selected row where there is neither colour nor reverse.
  public var pointer: Unicode.Scalar { sign("▸", ">") }
  /// Before a row that was marked.
  public var chosen: Unicode.Scalar { sign("◆", "+") }
  /// The vertical axis of a graph.
  public var axis: Unicode.Scalar { sign("│", "|") }
  /// A tick on the vertical axis.
  public var axisTick: Unicode.Scalar { sign("┤", "+") }
  /// A threshold's line across a graph.
  public var threshold: Unicode.Scalar { sign("╌", "-") }
  /// Start, tick and end of a timeline.
  public var timelineStart: Unicode.Scalar { sign("├", "|") }
  public var timelineTick: Unicode.Scalar { sign("┼", "+") }
  public var timelineEnd: Unicode.Scalar { sign("┤", "|") }
  /// A full backup on a timeline.
  public var block: Unicode.Scalar { sign("■", "#") }
  /// The end of what can be recovered.
  public var timelineNow: Unicode.Scalar { sign("┥", "|") }
  /// Points up from below at a moment of a timeline.
  public var cursorUp: Unicode.Scalar { sign("▲", "^") }

  /// A level of 0 (nothing) to 8 (full), for heat strips and coarse bars.
  public func level(_ level: Int) -> Unicode.Scalar {
    let clamped = min(8, max(0, level))
    let unicode: [Unicode.Scalar] = ["·", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    let ascii: [Unicode.Scalar] = [".", ".", ":", ":", "-", "=", "+", "*", "#"]
    return charset == .unicode ? unicode[clamped] : ascii[clamped]
  }

  /// A level of 0 to 4 as a braille column two dots wide, filled from below; with `nil` there was no sample.
  public func spark(_ level: Int?) -> Unicode.Scalar {
    guard let level else { return " " }
    let clamped = min(4, max(0, level))
    let unicode: [Unicode.Scalar] = ["⢀", "⣀", "⣤", "⣶", "⣿"]
    let ascii: [Unicode.Scalar] = [".", "_", "-", "=", "#"]
    return charset == .unicode ? unicode[clamped] : ascii[clamped]
  }
}
