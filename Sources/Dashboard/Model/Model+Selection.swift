import Maintenance

extension Model {
  /// The screen below all layers, as registered.
  var current: Screen { Screens.named(screen) }

  /// The pane that the arrow keys move through; `nil` on a screen without any.
  var pane: Pane? {
    let panes = current.panes
    return panes.isEmpty ? nil : panes[min(max(0, focus[screen] ?? 0), panes.count - 1)]
  }

  /// Whether the focused pane takes all the room of the screen.
  var isZoomed: Bool { zoomed.contains(screen) }

  /// The selected row of a pane, counted among all its rows; `nil` when none is shown.
  func selected(_ pane: Pane) -> Int? {
    let count = pane.count(self)
    guard count > 0 else { return nil }
    let row = min(max(0, selection[pane] ?? firstChoice(pane)), count - 1)
    guard let shown = rows(of: pane) else { return row }
    // Where a filter hides the row, the next one that it leaves.
    return shown.first { $0 >= row } ?? shown.last
  }

  /// The row that is selected before anybody has chosen one: the first, but in a catalogue not the copy that a restore
  /// took of what it replaced.
  private func firstChoice(_ pane: Pane) -> Int {
    guard pane == .catalogue, let leg = selected(.legs), let backups = situation?.backups[leg].backups.value else {
      return 0
    }
    return backups.firstIndex { !$0.isSafetyCopy } ?? 0
  }

  /// Whether the next arrow key moves through `pane`.
  func isFocused(_ pane: Pane) -> Bool {
    guard self.pane == pane else { return false }
    if case .filter = layers.last { return layers.count == 1 }
    return layers.isEmpty
  }

  /// Gives the focus of `screen` to `pane`.
  mutating func setFocus(_ pane: Pane) {
    for candidate in Screens.all {
      if let index = candidate.panes.firstIndex(of: pane) { focus[candidate.name] = index }
    }
  }

  /// The problem that the next key acts on.
  var selectedProblem: Problem? {
    guard layers.isEmpty, let situation, pane == .problems, let row = selected(.problems) else { return nil }
    return situation.problems[row]
  }

  /// The service that the next key acts on: the selected one, or the one the selected problem is about.
  var selectedService: ServiceStatus? {
    guard layers.isEmpty, let situation else { return nil }
    switch pane {
    case .some(.overviewServices): return selected(.overviewServices).map { situation.services[$0] }
    case .some(.services): return selected(.services).map { situation.services[$0] }
    case .some(.problems):
      guard case .service(let name) = selectedProblem?.subject else { return nil }
      return situation.services.first { $0.name == name }
    default: return nil
    }
  }

  /// The leg of the backups that the next key acts on.
  var selectedLeg: LegStatus? {
    guard layers.isEmpty, let situation else { return nil }
    switch pane {
    case .some(.overviewBackups): return selected(.overviewBackups).map { situation.backups[$0] }
    case .some(.legs), .some(.catalogue): return selected(.legs).map { situation.backups[$0] }
    case .some(.problems):
      guard case .backup(let leg) = selectedProblem?.subject else { return nil }
      return situation.backups.first { $0.leg == leg }
    default: return nil
    }
  }

  /// The backup that the next key acts on: the selected one of the catalogue, on the backups screen.
  var selectedBackup: BackupSummary? {
    guard screen == .backups, let leg = selectedLeg, let row = selected(.catalogue) else { return nil }
    return leg.backups.value?[row]
  }

  /// The operation that the next key acts on.
  var selectedOperation: OperationStatus? {
    guard layers.isEmpty else { return nil }
    switch pane {
    case .some(.operations): return selected(.operations).map { operations[$0] }
    case .some(.problems):
      guard case .operation(let id) = selectedProblem?.subject else { return nil }
      return situation?.operations.first { $0.id == id }
    default: return nil
    }
  }

  /// Tasks of all rounds, in the order of the rounds screen.
  var allTasks: [(round: RoundStatus, index: Int)] {
    (situation?.rounds ?? []).flatMap { round in round.tasks.indices.map { (round, $0) } }
  }
}
