import Drawing
import Maintenance

extension Model {
  /// A key: text where text is typed, else the command that it means here.
  mutating func press(_ key: Key) -> [Effect] {
    forgetAnswers()
    if type(key) { return [] }
    guard let command = Commands.command(for: key, in: self) else {
      // Escape and a letter that came together, where no one has given Alt and that letter a meaning.
      guard case .alt(let letter) = key else {
        tellWhereItMeansSomething(key)
        return []
      }
      return press(.escape) + press(.character(letter))
    }
    if let obstacle = command.obstacle(self) {
      tell("\(wording(command.label)) · \(why(obstacle))", .refused)
      return []
    }
    return command.run(&self)
  }

  /// Says how to get at what the key means on the screen below the view, or on other screens: here it means nothing.
  private mutating func tellWhereItMeansSomething(_ key: Key) {
    var below = self
    below.layers = []
    if place.isView, let command = Commands.command(for: key, in: below), let out = self.key(of: "back") {
      let keys = wording.pick("\(out) puis \(wording.key(key))", "\(out), then \(wording.key(key))")
      return tell(keys + wording.pick("\u{A0}: ", ": ") + wording(command.label), .open)
    }
    let meant = Commands.all.filter { !$0.places.screens.isEmpty && keys(of: $0).contains(key) }
    guard case .screen = place, !meant.isEmpty, key != .escape else { return }
    if let here = meant.first(where: { $0.places.holds(place) }) {
      return tell("\(wording(here.label)) · \(why(.nothingToActOn))", .open)
    }
    let elsewhere = meant.map { command in
      let screens = command.places.screens.map(Screens.named).map { "\($0.key) \(wording($0.title))" }
      let label = wording(command.label)
      return wording.pick("sur ", "on ") + screens.joined(separator: ", ")
        + wording.pick("\u{A0}: \(label)", ": \(label)")
    }
    tell("\(wording.key(key)) · \(elsewhere.joined(separator: " · "))", .open)
  }

  /// What was answered to the last key is over with the next one: it would stand under something else.
  private mutating func forgetAnswers() { toasts.removeAll { [.absent, .refused, .open].contains($0.mark) } }

  /// Lets the field in hand take the key. On a sheet that asks for a name, the first letter leads to the field.
  private mutating func type(_ key: Key) -> Bool {
    guard let top = layers.indices.last else { return false }
    switch layers[top] {
    case .note(var note):
      guard note.entry.take(key) else { return false }
      layers[top] = .note(note)
    case .round(var round):
      guard round.pending != nil, round.reason.take(key) else { return false }
      round.isReasonMissing = false
      layers[top] = .round(round)
    case .sheet(var sheet):
      if case .character(let letter) = key, letter != " ", letter != "?", sheet.focus == .cancel, sheet.phase == .ready,
        sheet.typedName != nil, sheetObstacle == nil
      {
        sheet.focus = .name
      }
      switch sheet.focus {
      case .name: guard sheet.name.take(key) else { return false }
      case .reason: guard sheet.reason.take(key) else { return false }
      case .cancel, .confirm: return false
      }
      sheet.complaint = nil
      layers[top] = .sheet(sheet)
    case .palette(var palette):
      guard palette.entry.take(key) else { return false }
      palette.chosen = 0
      layers[top] = .palette(palette)
    case .filter(var filter):
      guard filter.entry.take(key) else { return false }
      layers[top] = .filter(filter)
      follow(filter)
    case .rows(var form):
      switch form.focus {
      case .table: guard form.table.take(key) else { return false }
      case .condition: guard form.condition.take(key) else { return false }
      case .moment, .dependents: return false
      }
      layers[top] = .rows(form)
    case .moment(var chooser):
      if chooser.entry == nil, case .character(let digit) = key, digit.isASCII, digit.isNumber {
        _ = typeMoment(String(digit))
        return true
      }
      guard chooser.entry?.take(key) == true else { return false }
      chooser.fault = nil
      layers[top] = .moment(chooser)
    case .help, .operation, .runbook, .question, .detail, .themes: return false
    }
    return true
  }

  /// Enter in a field.
  mutating func submitEntry() -> [Effect] {
    switch layers.last {
    case .note(let note):
      layers.removeLast()
      marks.subtract(note.problems)
      return note.problems.map { .ask(.acknowledge(problem: $0, note: note.entry.trimmed)) }
    case .round: return submitReason()
    case .sheet: return submitSheetField()
    case .rows: return compareRows()
    case .moment: return submitMoment()
    default: return []
    }
  }

  /// Escape in a field.
  mutating func leaveEntry() -> [Effect] {
    if rowsForm != nil { return leaveRows() }
    if case .moment = layers.last { return leaveMomentEntry() }
    guard case .round(var round) = layers.last else { return closeLayer() }
    round.pending = nil
    round.reason = TextField()
    round.isReasonMissing = false
    layers[layers.count - 1] = .round(round)
    return []
  }

  /// Lays a view over the screen. The same kind of view below goes, with what lies over it: Escape leads out in as few
  /// steps as a person remembers having gone in.
  mutating func open(_ layer: Layer) {
    if let same = layers.firstIndex(where: { $0.isSameView(as: layer) }) { layers.removeSubrange(same...) }
    layers.append(layer)
    if case .round = layer { leftRound = nil }
  }

  /// Takes the topmost layer away.
  mutating func closeLayer() -> [Effect] {
    guard case .operation = layers.popLast() else { return [] }
    watch = nil
    // Below a view there may be another one, of the operation whose way back was taken.
    if case .operation(let view) = layers.last { return startWatching(view.id, status: nil) }
    return loadScreen()
  }
}
