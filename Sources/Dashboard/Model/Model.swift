import Drawing
import Maintenance

/// Everything the dashboard knows and shows. A value: the same messages always lead to the same model.
public struct Model: Sendable, Equatable {
  /// The extent of the screen.
  public internal(set) var size: Size
  /// The signs that the terminal can be trusted with.
  public let charset: Charset
  /// The keys that the person has given to commands.
  public internal(set) var keymap: Keymap
  /// The colours that the terminal was told to use.
  public internal(set) var theme: Theme
  /// The themes to choose from: those of the program, then the person's own.
  public internal(set) var themes: [Theme]
  public internal(set) var language: Language
  /// Whether the plan's language is the one to speak, once it is known: nobody asked for another.
  let followsPlanLanguage: Bool
  /// The present moment, as the last tick told it.
  public internal(set) var now: Timestamp
  /// Whether everything that changes something is switched off.
  public internal(set) var isReadOnly: Bool
  /// Whether it was started so that nothing can be changed: leaving that is for some minutes only.
  let startsReadOnly: Bool
  /// When read-only mode comes back by itself.
  var locksAt: Timestamp?
  public internal(set) var connection = Connection.connecting
  /// What was last told, also while the connection is lost; `nil` before the first.
  public internal(set) var situation: Situation? { didSet { zone = situation?.zone ?? .utc } }
  /// The zone of the Situation: made once, for every moment on the screen goes by it.
  private var zone = Zone.utc
  /// The screen below all layers.
  public internal(set) var screen = ScreenName.overview

  /// Since when there is no live connection; `nil` while there is one, and before the first.
  var lostSince: Timestamp?
  /// Which pane of each screen has the focus.
  var focus: [ScreenName: Int] = [:]
  /// The screens on which the focused pane takes all the room.
  var zoomed: Set<ScreenName> = []
  /// Which row of each pane is selected.
  var selection: [Pane: Int] = [:]
  /// What the rows of a pane must hold to be shown.
  var filters: [Pane: Filter] = [:]
  /// For each pane with a filter the rows that it leaves.
  var filtered: [Pane: [Int]] = [:]
  /// The problems that were marked to be acted on together, by their ids.
  var marks: Set<String> = []
  /// What lies over the screen, the topmost last.
  var layers: [Layer] = []
  /// The round that was left for another screen, to go back to.
  var leftRound: GuidedRound?
  var toasts: [Toast] = []
  /// The operation that the topmost operation view follows.
  var watch: Watch?
  /// Operations whose end this person is told: started here and still running.
  var own: Set<String> = []
  /// The register's operations and audit rows, newest first, as far as they were loaded.
  var operations: [OperationStatus] = []
  var audit: [AuditEntry] = []
  /// Whether the oldest audit row has been loaded.
  var isAuditWhole = false
  /// Whether audit rows are on their way.
  var isAuditAsked = false
  var verification = Verification.none
  /// What the plan holds for people to read, once a screen has asked for it.
  var handbook: Handbook?
  /// The channels that this host has turned on, by their names.
  var enabledChannels: Set<String> = []
  /// Whether the handbook is to be asked for when a screen needs it: never since the agent was last reached.
  var needsHandbook = true
  /// What is known of lost tables.
  var lossReading = LossReading()
  /// The part of the log that is read.
  var logTail = LogReading()

  /// A dashboard that knows nothing yet.
  public init(
    size: Size, charset: Charset, language: Language, now: Timestamp, isReadOnly: Bool = false,
    followsPlanLanguage: Bool = false, keymap: Keymap = .builtIn, theme: Theme = .terminal,
    themes: [Theme] = Theme.builtIn
  ) {
    self.theme = theme
    self.themes = themes
    self.size = size
    self.keymap = keymap
    self.charset = charset
    self.language = language
    self.followsPlanLanguage = followsPlanLanguage
    self.now = now
    self.isReadOnly = isReadOnly
    startsReadOnly = isReadOnly
  }

  /// The words in this model's language, with moments in the plan's zone.
  public var wording: Wording { Wording(language, zone: zone) }

  /// When the picture changes though nothing happens: send ``Message/tick(_:)`` then, and not before. The clock at
  /// the top changes with the minute; a note on the screen goes after some seconds; a followed operation is asked for
  /// its output once a second. Ages follow with whatever comes next: a situation comes far more often than each minute.
  public var nextWake: Timestamp {
    let rest = now.milliseconds % 60_000
    let minute = now.adding(seconds: Double(60_000 - (rest < 0 ? rest + 60_000 : rest)) / 1000)
    let moments =
      toasts.map(\.until) + (locksAt.map { [$0] } ?? [])
      + (watch.flatMap { $0.isAsking ? nil : $0.askAt }.map { [$0] } ?? [])
      + (nextLogAsk.map { [$0] } ?? [])
    return max(moments.reduce(minute, min), now)
  }

  /// Where the next key goes.
  var place: Place {
    switch layers.last {
    case nil: .screen(screen)
    case .help: .help
    case .operation: .operation
    case .round(let round): round.pending == nil ? .round : .entry
    case .sheet(let sheet): sheet.isTyping ? .entry : .sheet
    case .note: .entry
    case .question: .question
    case .detail: .detail
    case .palette: .palette
    case .filter: .filter
    case .themes: .themes
    case .moment(let chooser): chooser.entry == nil ? .moment : .entry
    case .rows(let form): form.focus.isText ? .entry : .rows
    case .runbook: .runbook
    }
  }

  /// Whether what is shown is live.
  var isLive: Bool { connection.role != nil && situation != nil }

  /// Says something for some seconds; a failure stays longer.
  mutating func tell(_ text: String, _ mark: Mark = .done) {
    let seconds: Double = mark == .critical || mark == .refused ? 12 : 6
    toasts = [Toast(text: text, mark: mark, until: now.adding(seconds: seconds))]
  }
}
