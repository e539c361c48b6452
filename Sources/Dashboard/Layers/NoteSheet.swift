import Drawing

/// A line of text that goes with an act.
struct NoteSheet: Sendable, Equatable {
  var title: String
  /// What the text is for.
  var hint: String
  var entry = TextField()
  /// The problems that are taken with this note.
  var problems: [String]
}
