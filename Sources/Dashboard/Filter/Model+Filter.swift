import Drawing
import Maintenance

extension Model {
  /// The rows of a pane that its filter leaves, in their order; `nil` when it has none and all are shown.
  func rows(of pane: Pane) -> [Int]? {
    guard filters[pane] != nil else { return nil }
    let count = pane.count(self)
    let rows = filtered[pane] ?? []
    // Between a change and the next look at it there may be fewer rows than were found.
    return rows.last.map { $0 < count } ?? true ? rows : rows.filter { $0 < count }
  }

  /// Looks again which rows a pane's filter leaves.
  mutating func refilter(_ pane: Pane) {
    filtered[pane] = found(in: pane, among: 0..<pane.count(self))
  }

  /// The rows of a pane that its filter leaves; `nil` when it has none.
  private func found(in pane: Pane, among rows: some Sequence<Int>) -> [Int]? {
    guard let filter = filters[pane], let texts = pane.texts else { return nil }
    return filter.rows(among: rows) { texts(self, $0) }
  }

  /// Looks again at every list that has a filter: what they show may have changed.
  mutating func refilterAll() {
    for pane in filters.keys { refilter(pane) }
  }

  /// Gives a pane another filter, or none.
  mutating func setFilter(_ filter: Filter?, of pane: Pane) {
    let before = filters[pane]
    let shown = rows(of: pane)
    filters[pane] = filter
    if let filter, let before, let shown, filter.narrows(before) {
      filtered[pane] = found(in: pane, among: shown)
    } else {
      refilter(pane)
    }
  }

  /// Selects a row that must be in sight: a filter that hides it goes.
  mutating func show(_ row: Int, in pane: Pane) {
    selection[pane] = row
    if let rows = rows(of: pane), !rows.contains(row) { setFilter(nil, of: pane) }
  }

  /// Begins to type a filter for the pane that has the focus, or goes on with the one it has.
  mutating func startFilter() -> [Effect] {
    guard let pane, pane.texts != nil else { return [] }
    let entry = TextField(filters[pane]?.text ?? "", limit: 60)
    layers.append(.filter(FilterEntry(pane: pane, entry: entry, origin: selected(pane) ?? selection[pane] ?? 0)))
    return []
  }

  /// The filter has changed by a key: the list follows, and so does the selection while its row is hidden.
  mutating func follow(_ typed: FilterEntry) {
    selection[typed.pane] = typed.origin
    setFilter(Filter(typed.entry.text), of: typed.pane)
    if typed.pane == .legs { refilter(.catalogue) }
  }

  /// Keeps what was typed.
  mutating func keepFilter() -> [Effect] {
    guard case .filter(let typed) = layers.popLast() else { return [] }
    if let row = selected(typed.pane) { selection[typed.pane] = row }
    return []
  }

  /// Shows every row again; the one that was selected stays so.
  mutating func clearFilter() -> [Effect] {
    var cleared = pane
    if case .filter(let typed) = layers.last {
      cleared = typed.pane
      layers.removeLast()
    }
    guard let cleared else { return [] }
    if let row = selected(cleared) { selection[cleared] = row }
    setFilter(nil, of: cleared)
    return []
  }

  /// Moves through what the filter leaves while it is typed.
  mutating func moveWhileFiltering(_ movement: Movement) -> [Effect] {
    let effects = moveSelection(movement)
    guard case .filter(var typed) = layers.last, let row = selected(typed.pane) else { return effects }
    typed.origin = row
    layers[layers.count - 1] = .filter(typed)
    return effects
  }
}
