import Drawing
import Maintenance

/// A binding as data. Dispatch, the hint line and the help all derive from the one table of these.
struct Command: Sendable {
  /// The name by which tests, key files and the documentation call it.
  let name: String
  /// The keys that give it; the first is the one that hints show.
  let keys: [Key]
  /// One or two words, for the hint line.
  let label: Phrase
  /// A sentence, for the help.
  let about: Phrase
  /// Where it works.
  let places: Places
  /// The order in the hint line, lowest first; `nil` keeps it out.
  var hint: Int?
  /// Whether there is anything here for it to act on. Where there is not, it is not spoken of.
  var applies: @Sendable (Model) -> Bool = { _ in true }
  /// Why it does not work now; `nil` when it does.
  var obstacle: @Sendable (Model) -> Obstacle? = { _ in nil }
  /// What it does.
  let run: @Sendable (inout Model) -> [Effect]

  /// Whether pressing its key now does something.
  func works(in model: Model) -> Bool { applies(model) && obstacle(model) == nil }
}
