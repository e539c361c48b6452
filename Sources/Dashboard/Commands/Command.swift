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
  /// Whether the hint line has a place for it here and now.
  var isHinted: @Sendable (Model) -> Bool = { _ in true }
  /// A name that says more here and now than ``label``; `nil` when there is none.
  var presentLabel: @Sendable (Model) -> String? = { _ in nil }
  /// Whether there is anything here for it to act on. Where there is not, it is not spoken of.
  var applies: @Sendable (Model) -> Bool = { _ in true }
  /// Why it does not work now; `nil` when it does.
  var obstacle: @Sendable (Model) -> Obstacle? = { _ in nil }
  /// What it does.
  let run: @Sendable (inout Model) -> [Effect]

  /// What the hint line calls it here and now.
  func hintLabel(in model: Model) -> String { presentLabel(model) ?? model.wording(label) }

  /// Whether pressing its key now does something.
  func works(in model: Model) -> Bool { applies(model) && obstacle(model) == nil }
}
