import Drawing
import Maintenance

/// A screen of the dashboard, as its file declares it.
struct Screen: Sendable {
  let name: ScreenName
  /// The digit that leads to it.
  let key: Character
  let title: Word
  /// The lists within it, in the order in which Tab goes through them.
  let panes: [Pane]
  /// What is asked of the agent when it is entered.
  var load: @Sendable (Model) -> [Ask] = { _ in [] }
  /// Draws it; the situation is there.
  let draw: @Sendable (Model, Situation, Rect, inout Canvas) -> Void
  /// Draws one of its panes alone, over the whole of the screen's room.
  let drawPane: @Sendable (Pane, Model, Situation, Rect, inout Canvas) -> Void
}
