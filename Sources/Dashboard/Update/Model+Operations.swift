import Drawing
import Maintenance

extension Model {
  /// The sheet on top.
  var sheet: ConfirmationSheet? {
    if case .sheet(let sheet) = layers.last { sheet } else { nil }
  }

  /// Why the previewed operation cannot be started by this person now.
  var sheetObstacle: Obstacle? {
    guard let preview = sheet?.preview else { return nil }
    if let obstacle = Commands.guarded(preview.procedure.role, self) { return obstacle }
    return preview.isAllowed ? nil : .preflight
  }

  /// Asks what an operation would do, and opens the sheet that waits for it.
  mutating func preview(_ request: OperationRequest) -> [Effect] {
    // What was done before is not what is asked about here.
    toasts = []
    layers.append(.sheet(ConfirmationSheet(request: request)))
    return [.flushInput, .ask(.preview(request))]
  }

  /// The preview has come: shown, or, when nothing speaks against it and nothing has to be confirmed, started.
  mutating func take(_ preview: OperationPreview, of request: OperationRequest) -> [Effect] {
    guard case .sheet(var sheet) = layers.last, sheet.request == request, sheet.phase == .asking else { return [] }
    sheet.preview = preview
    sheet.phase = .ready
    layers[layers.count - 1] = .sheet(sheet)
    let isMild = preview.procedure.confirmation == .none && !sheet.needsReason
    return isMild && sheetObstacle == nil ? confirmSheet() : [.flushInput]
  }

  /// Moves to the next answer or field.
  mutating func moveSheetFocus(_ step: Int) -> [Effect] {
    guard let top = layers.indices.last else { return [] }
    switch layers[top] {
    case .question(var question):
      question.isYesFocused.toggle()
      layers[top] = .question(question)
    case .sheet(var sheet):
      let stops = sheet.stops(mayConfirm: sheetObstacle == nil)
      let present = stops.firstIndex(of: sheet.focus) ?? 0
      sheet.focus = stops[(present + step + stops.count) % stops.count]
      layers[top] = .sheet(sheet)
    case .rows(var form):
      form.move(step)
      layers[top] = .rows(form)
    default: break
    }
    return []
  }

  /// Whether the sheet on top has commands that are longer than its lines.
  var hasLongCommands: Bool {
    sheet.map { SheetCommands($0, columns: ConfirmationLayer.columns(in: self)).isLong } ?? false
  }

  /// Shows the commands of the sheet to their end, or a line of each.
  mutating func unfoldCommands() -> [Effect] {
    guard case .sheet(var sheet) = layers.last else { return [] }
    sheet.isUnfolded.toggle()
    layers[layers.count - 1] = .sheet(sheet)
    // What was read last stays in sight as far as there are lines.
    sheet.scroll = min(sheet.scroll, ConfirmationLayer.lastScroll(of: sheet, in: self))
    layers[layers.count - 1] = .sheet(sheet)
    return []
  }

  /// Enter on an answer.
  mutating func activateSheet() -> [Effect] {
    switch layers.last {
    case .question(let question): question.isYesFocused ? answerQuestion() : declineSheet()
    case .sheet(let sheet): sheet.focus == .confirm ? confirmSheet() : declineSheet()
    default: []
    }
  }

  /// No. It is said, and what was typed ahead for the sheet does not reach what is below it.
  mutating func declineSheet() -> [Effect] {
    let said: String?
    switch layers.last {
    case .sheet(let sheet):
      said = sheet.phase == .ready ? wording.pick("annulé · rien n’a été fait", "cancelled · nothing was done") : nil
    // What was asked is whether to end an operation: it has not been ended.
    case .question: said = wording.pick("l’opération continue", "the operation goes on")
    default: said = nil
    }
    let effects = closeLayer()
    if let said { tell(said, .absent) }
    return effects + [.flushInput]
  }

  /// The operation that has undone `operation`, where it is known: it went back before it, or has started again what
  /// it had stopped.
  func undoing(_ operation: OperationStatus) -> OperationStatus? {
    let known = (situation?.operations ?? []) + operations
    let followers = known.filter { later in
      guard later.state == .done else { return false }
      switch (operation.wayBack?.request, later.request) {
      case (.service(.start, let stopped)?, .service(let verb, let name)):
        return stopped == name && (verb == .start || verb == .restart) && later.startedAt > operation.startedAt
      default: return later.request == .revert(operation: operation.id)
      }
    }
    return followers.min { $0.startedAt < $1.startedAt }
  }

  /// Enter in a field of the sheet: on to what is missing, or the start when nothing is.
  mutating func submitSheetField() -> [Effect] {
    guard let sheet else { return [] }
    return sheet.focus == .name && sheet.missing == .reasonMissing ? moveSheetFocus(1) : confirmSheet()
  }

  /// Starts what the sheet previews, when nothing is missing.
  mutating func confirmSheet() -> [Effect] {
    guard case .sheet(var sheet) = layers.last, sheet.phase == .ready, sheetObstacle == nil else { return [] }
    defer { layers[layers.count - 1] = .sheet(sheet) }
    if let missing = sheet.missing {
      sheet.complaint = missing
      sheet.focus = missing == .nameDiffers ? .name : .reason
      return []
    }
    sheet.phase = .starting
    sheet.complaint = nil
    sheet.focus = .cancel
    return [.ask(.start(sheet.request, confirmation: sheet.confirmation, reason: sheet.reason.trimmed))]
  }

  /// The operation has begun: a mild one is only told, any other is followed.
  mutating func started(_ id: String, by request: OperationRequest) -> [Effect] {
    own.insert(id)
    let index = layers.lastIndex { layer in
      if case .sheet(let sheet) = layer { sheet.request == request } else { false }
    }
    guard let index, case .sheet(let sheet) = layers[index] else {
      // The sheet was closed before the agent answered: it runs all the same.
      tell("\(wording.request(request, in: situation)) · \(wording.operationState(.running))", .running)
      return loadScreen()
    }
    var isWatched = sheet.preview?.procedure.confirmation != Confirmation.none
    // A comparison is asked for to be looked at.
    if case .restoreRows = request { isWatched = true }
    let isFollowed = index == layers.count - 1 && isWatched
    layers.remove(at: index)
    if isFollowed {
      leaveComparison(for: request)
      return follow(id, status: nil)
    }
    let title = sheet.preview.map { wording($0.procedure.title) + " · " } ?? ""
    tell(title + wording.operationState(.running), .running)
    return loadScreen()
  }

  /// Opens the view that follows an operation.
  mutating func follow(_ id: String, status: OperationStatus?) -> [Effect] {
    layers.append(.operation(OperationView(id: id)))
    return startWatching(id, status: status)
  }

  /// Begins to follow an operation from the start of its output.
  mutating func startWatching(_ id: String, status: OperationStatus?) -> [Effect] {
    watch = Watch(id: id, status: status ?? situation?.operations.first { $0.id == id })
    guard connection.role != nil else {
      watch?.isAsking = false
      return []
    }
    return [.ask(.operation(id: id, outputFrom: 0))]
  }

  /// Asks for what the followed operation has said since.
  mutating func askForOutput() -> [Effect] {
    guard let watch, connection.role != nil else { return [] }
    self.watch?.isAsking = true
    self.watch?.askAt = nil
    return [.ask(.operation(id: watch.id, outputFrom: watch.next))]
  }

  /// A part of the output of the followed operation. A long backlog is asked for without a pause.
  mutating func take(_ status: OperationStatus, _ output: String, _ next: Int, of id: String) -> [Effect] {
    guard let known = watch, known.id == id else { return [] }
    let before = known.output.total
    watch?.status = status
    watch?.output.append(output)
    watch?.isAsking = false
    watch?.next = next
    // Who has scrolled back keeps the lines in sight.
    if case .operation(var view) = layers.last, view.back > 0 {
      view.back += max(0, (watch?.output.total ?? before) - before)
      layers[layers.count - 1] = .operation(view)
    }
    let isMore = next > known.next
    if isMore && output.utf8.count >= 4096 { return askForOutput() }
    watch?.askAt = status.state == .running || isMore ? now.adding(seconds: 1) : nil
    return []
  }

  /// Asks whether the running operation shall end.
  mutating func askToCancel() -> [Effect] {
    guard let status = watch?.status else { return [] }
    let title = "\(wording(.cancelOperation)) · \(wording(status.title))"
    layers.append(
      .question(QuestionSheet(title: title, lines: [wording(.cancelMeaning)], ask: .cancel(operation: status.id))))
    return [.flushInput]
  }

  /// Yes.
  mutating func answerQuestion() -> [Effect] {
    guard case .question(let question) = layers.last, Commands.guarded(.operator, self) == nil else { return [] }
    layers.removeLast()
    return [.ask(question.ask)]
  }
}
