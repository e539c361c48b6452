/// Something that lies over the screen; the topmost takes the keys.
enum Layer: Sendable, Equatable {
  /// The keys and what they do.
  case help(HelpView)
  /// An operation and what it says.
  case operation(OperationView)
  /// The guided round.
  case round(GuidedRound)
  /// A runbook and its steps.
  case runbook(RunbookView)
  /// A preview that waits for its confirmation.
  case sheet(ConfirmationSheet)
  /// A line of text is asked for.
  case note(NoteSheet)
  /// Yes or no.
  case question(QuestionSheet)
  /// The exact facts of one thing.
  case detail(DetailSheet)
  /// A command is being named.
  case palette(Palette)
  /// The themes to choose from.
  case themes(ThemeChooser)
  /// The moment of a restore is being chosen.
  case moment(MomentChooser)
  /// The rows that are wanted back are being named.
  case rows(RowsForm)
  /// A filter is being typed.
  case filter(FilterEntry)

  /// Whether both are the help, or both a round.
  func isSameView(as other: Layer) -> Bool {
    switch (self, other) {
    case (.help, .help), (.round, .round), (.runbook, .runbook): true
    default: false
    }
  }

  /// Whether it takes the whole screen, so that nothing below it is drawn.
  var isFullScreen: Bool {
    switch self {
    case .help, .operation, .round, .runbook, .moment, .rows: true
    case .sheet, .note, .question, .detail, .palette, .filter, .themes: false
    }
  }
}
