/// Where the next key goes: the screen, or the layer on top of it.
enum Place: Hashable, Sendable {
  case screen(ScreenName)
  case help, operation, round, runbook, sheet, question, detail, themes, moment, rows
  /// A line of text is being typed: only keys that edit, leave or submit work.
  case entry
  /// A command is being named.
  case palette
  /// A filter is being typed.
  case filter

  /// Whether letters are text here and not commands.
  var isTyping: Bool { self == .entry || takesHintLine }

  /// Whether what is typed stands in the place of the hints.
  var takesHintLine: Bool { self == .palette || self == .filter }

  /// Whether it is a view that lies over a screen, the tabs still in sight.
  var isView: Bool { Place.views.contains(self) }

  /// The views that lie over a screen.
  static let views: [Place] = [.help, .operation, .detail, .round, .runbook]

  /// Every place there is.
  static let all: [Place] =
    Screens.all.map { .screen($0.name) }
    + [
      .help, .operation, .round, .runbook, .sheet, .question, .detail, .themes, .moment, .rows, .entry, .palette,
      .filter,
    ]

  /// A name that no other place has.
  var name: String {
    switch self {
    case .screen(let screen): screen.name
    case .help: "help view"
    case .operation: "operation view"
    case .round: "guided round"
    case .runbook: "runbook view"
    case .sheet: "preview"
    case .question: "question"
    case .detail: "detail view"
    case .themes: "theme chooser"
    case .moment: "moment of a restore"
    case .rows: "rows of a restore"
    case .entry: "text entry"
    case .palette: "command entry"
    case .filter: "filter entry"
    }
  }
}
