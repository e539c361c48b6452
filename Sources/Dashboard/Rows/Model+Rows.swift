import Drawing
import Maintenance

extension Model {
  /// The full leg of a database server, from whose backups rows of a table can be brought back; `nil` when there is none.
  var servedLeg: LegStatus? {
    situation?.backups.first { $0.leg == .databaseFull && $0.recovery != nil }
  }

  /// The full backup that the form starts from: the selected one, or else the newest.
  var rowsBackup: BackupSummary? {
    guard let leg = servedLeg else { return nil }
    if selectedLeg?.leg == .databaseFull, let selected = selectedBackup { return selected }
    return leg.newest
  }

  /// The lost table that the selected problem is about.
  var selectedLoss: TableLoss? {
    guard case .tableLost(let table?, let kind, let at) = selectedProblem?.cause else { return nil }
    return TableLoss(kind, table: table, at: at, place: "")
  }

  /// The form on top.
  var rowsForm: RowsForm? {
    if case .rows(let form) = layers.last { form } else { nil }
  }

  /// Asks which rows are wanted back.
  mutating func openRows() -> [Effect] {
    guard let backup = rowsBackup else { return [] }
    toasts = []
    var form = RowsForm(backup: backup.id, isChosen: backup.id != servedLeg?.newest?.id)
    if let table = selectedLoss?.table { form.table = TextField(table, limit: 64) }
    layers.append(.rows(form))
    return askForLosses()
  }

  /// The loss that the form proposes to go back behind: that of the named table, while it is not there again and nothing else
  /// was chosen.
  func proposedLoss(of form: RowsForm) -> TableLoss? {
    guard form.moment == nil, !form.isBackupChosen, let loss = loss(of: form.table.trimmed) else { return nil }
    return loss.madeAgainAt == nil ? loss : nil
  }

  /// The moment whose state the form asks for; `nil`: the backup's own.
  func moment(of form: RowsForm) -> Timestamp? { form.moment ?? proposedLoss(of: form)?.at }

  /// Another answer in the field in hand: another moment, or yes for no.
  mutating func changeRowsChoice() -> [Effect] {
    guard var form = rowsForm else { return [] }
    switch form.focus {
    case .dependents: form.withDependents.toggle()
    case .moment:
      let effects = openMoments()
      if case .moment(var chooser) = layers.last {
        chooser.isForRows = true
        if let present = moment(of: form) { chooser.chosen = present }
        layers[layers.count - 1] = .moment(chooser)
      }
      return effects
    case .table, .condition: return []
    }
    layers[layers.count - 1] = .rows(form)
    return []
  }

  /// Goes back to the proposed state.
  mutating func dropMomentForRows() -> [Effect] {
    guard var form = rowsForm else { return [] }
    form.moment = nil
    layers[layers.count - 1] = .rows(form)
    return []
  }

  /// Takes the chosen moment into the form below.
  mutating func keepMomentForRows(_ moment: Timestamp) -> [Effect] {
    layers.removeLast()
    guard var form = rowsForm else { return [] }
    form.moment = moment
    layers[layers.count - 1] = .rows(form)
    return []
  }

  /// Compares what is wanted with what is live; changes nothing.
  mutating func compareRows() -> [Effect] {
    guard var form = rowsForm else { return [] }
    if let obstacle = Commands.guarded(.administrator, self) {
      tell(why(obstacle), .refused)
      return []
    }
    guard let request = form.request(before: moment(of: form)) else {
      form.isTableMissing = form.table.trimmed == nil
      form.focus = form.isTableMissing ? .table : .condition
      layers[layers.count - 1] = .rows(form)
      return []
    }
    return preview(request)
  }

  /// Leaves the form.
  mutating func leaveRows() -> [Effect] {
    layers.removeLast()
    tell(wording.pick("annulé · rien n’a été fait", "cancelled · nothing was done"), .absent)
    return [.flushInput]
  }

  // MARK: After the comparison

  /// What the followed comparison has compared, where it offers to go on so.
  func comparedRows(offering offer: StepOffer) -> OperationRequest? {
    guard let status = watch?.status, status.state == .done || status.state == .failed,
      case .restoreRows(var selection, let backup, let moment) = status.request, selection.onlyWritten,
      status.steps.contains(where: { $0.offers?.contains(offer) == true })
    else { return nil }
    switch offer {
    case .apply: selection.onlyWritten = false
    case .dependents: selection.withDependents = true
    }
    return .restoreRows(selection, backup: backup, moment: moment)
  }

  /// Goes on from the comparison as it offers.
  mutating func goOnWithRows(_ offer: StepOffer) -> [Effect] {
    guard let request = comparedRows(offering: offer) else { return [] }
    return preview(request)
  }

  /// What has begun takes the place of the comparison that it goes on from; once rows come back, the form has served.
  mutating func leaveComparison(for request: OperationRequest) {
    guard case .restoreRows(let selection, _, _) = request else { return }
    layers.removeAll { layer in
      switch layer {
      case .operation: true
      case .rows: !selection.onlyWritten
      default: false
      }
    }
    for case (let index, .rows(var form)) in zip(layers.indices, layers) {
      form.withDependents = selection.withDependents
      layers[index] = .rows(form)
    }
  }
}
