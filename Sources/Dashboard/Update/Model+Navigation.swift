import Drawing
import Maintenance

extension Model {
  /// Shows another screen, whatever view lies over this one: a followed operation goes on without being watched.
  /// A round that is left so can be gone back to.
  mutating func go(to name: ScreenName) -> [Effect] {
    for case .round(var round) in layers {
      round.pending = nil
      let tasks = situation?.rounds.first { $0.period == round.period }?.tasks.count ?? 0
      leftRound = round.index < tasks ? round : nil
    }
    layers = []
    watch = nil
    screen = name
    return loadScreen()
  }

  /// Goes to a screen by its digit: to its first panel; in the register to what is newest.
  mutating func visit(_ name: ScreenName) -> [Effect] {
    if name != screen { focus[name] = nil }
    if name == .register { for pane in [Pane.operations, .audit] { selection[pane] = nil } }
    return go(to: name)
  }

  /// Goes on with the round that was left to look at this screen.
  mutating func returnToRound() -> [Effect] {
    guard let round = leftRound else { return [] }
    let effects = go(to: round.origin)
    open(.round(round))
    return effects + [.flushInput]
  }

  /// Gives the focus to another pane of this screen.
  mutating func moveFocus(_ step: Int) -> [Effect] {
    let count = current.panes.count
    guard count > 0 else { return [] }
    let present = min(max(0, focus[screen] ?? 0), count - 1)
    focus[screen] = (present + step + count) % count
    return []
  }

  /// Whether there is anything to move through.
  var canMove: Bool {
    switch layers.last {
    case nil: pane.map { (rows(of: $0)?.count ?? $0.count(self)) > 1 } ?? false
    case .help, .operation, .runbook, .detail, .themes: true
    // Also while the name is typed: what is to be done can be read on.
    case .sheet(let sheet): sheet.preview != nil
    case .round, .note, .question, .palette, .filter, .moment, .rows: false
    }
  }

  /// Moves through the list or the text in hand.
  mutating func move(_ movement: Movement) -> [Effect] {
    guard let top = layers.indices.last else { return moveSelection(movement) }
    switch layers[top] {
    case .help(var help):
      let last = HelpLayer.lastScroll(of: help, in: self)
      help.scroll = movement.target(from: help.scroll, last: last, page: size.rows - 4)
      layers[top] = .help(help)
    case .operation(var view):
      let last = max(0, (watch?.output.shown.count ?? 0) - 1)
      // Counted from the end, so that what follows the output stays there.
      view.back = last - movement.target(from: last - min(view.back, last), last: last, page: size.rows / 2)
      layers[top] = .operation(view)
    case .detail(var detail):
      let last = DetailLayer.lastScroll(of: detail, in: self)
      detail.scroll = movement.target(from: detail.scroll, last: last, page: 5)
      layers[top] = .detail(detail)
    case .runbook(let view): layers[top] = .runbook(moved(view, movement))
    case .themes(let chooser):
      return preview(movement.target(from: chooser.chosen, last: themes.count - 1, page: 5))
    case .sheet(var sheet):
      let last = ConfirmationLayer.lastScroll(of: sheet, in: self)
      let page = max(1, ConfirmationLayer.linesShown(of: sheet, in: self) - 1)
      sheet.scroll = movement.target(from: sheet.scroll, last: last, page: page)
      layers[top] = .sheet(sheet)
    case .round, .note, .question, .palette, .filter, .moment, .rows: break
    }
    return []
  }

  /// Moves through the rows that are shown.
  mutating func moveSelection(_ movement: Movement) -> [Effect] {
    guard let pane, let row = selected(pane) else { return [] }
    let shown = rows(of: pane)
    let last = (shown?.count ?? pane.count(self)) - 1
    let place = shown?.firstIndex(of: row) ?? row
    let target = movement.target(from: place, last: last, page: size.rows / 2)
    selection[pane] = shown?[target] ?? target
    // Another leg has another catalogue.
    if pane == .legs && target != place {
      selection[.catalogue] = nil
      refilter(.catalogue)
    }
    if pane == .logTail { return followLog(movedTo: target, last: last) }
    guard pane == .audit, target == last, !isAuditWhole, !isAuditAsked, isLive, let oldest = audit.last?.sequence
    else { return [] }
    isAuditAsked = true
    return [.ask(.audit(limit: RegisterScreen.page, before: oldest))]
  }
}
