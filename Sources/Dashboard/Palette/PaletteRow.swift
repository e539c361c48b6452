import Drawing
import Maintenance

/// A command as the palette offers it.
struct PaletteRow: Sendable {
  let command: Command
  /// Why it does not work now; `nil` when it does.
  let obstacle: Obstacle?
  /// Which of its texts what is typed was found in; `nil` while nothing is typed.
  var found: Found?

  /// What was found, and where.
  struct Found: Sendable {
    let isName: Bool
    let match: FuzzyMatch
  }
}

extension Model {
  /// The palette on top.
  var palette: Palette? {
    if case .palette(let palette) = layers.last { palette } else { nil }
  }

  /// The commands that what is typed may mean, the best first; those that work before those that do not.
  var paletteRows: [PaletteRow] {
    guard let palette else { return [] }
    var below = self
    below.layers.removeLast()
    let query = FoldedText(palette.entry.text)
    let place = below.place
    var rows: [(row: PaletteRow, rank: Int)] = []
    for (index, known) in Commands.searched.enumerated() {
      guard let row = below.offer(known.command, at: place) else { continue }
      if query.scalars.allSatisfy({ $0 == 0x20 }) {
        rows.append((row, (row.obstacle == nil ? 0 : 10_000) + index))
      } else if let found = known.match(query, in: language) {
        // A command that works comes before one named as well that does not.
        let rank = found.match.score * 2 + (row.obstacle == nil ? 12 : 0)
        rows.append((PaletteRow(command: row.command, obstacle: row.obstacle, found: found), -rank * 1000 + index))
      }
    }
    return rows.sorted { $0.rank < $1.rank }.map(\.row)
  }

  /// The command as it is offered at `place`; `nil` for one that belongs to a layer which is not there.
  private func offer(_ command: Command, at place: Place) -> PaletteRow? {
    guard command.name != "palette" else { return nil }
    // On a screen there is another command that quits.
    if command.name == "quit-anywhere", case .screen = place { return nil }
    if command.places.holds(place) {
      // Of two that share a key, the one that applies stands for both.
      return PaletteRow(command: command, obstacle: command.applies(self) ? command.obstacle(self) : .nothingToActOn)
    }
    let screens = command.places.screens
    return screens.isEmpty ? nil : PaletteRow(command: command, obstacle: .elsewhere(screens))
  }

  /// Opens the palette.
  mutating func openPalette() -> [Effect] {
    layers.append(.palette(Palette()))
    return []
  }

  /// Chooses another command of the list.
  mutating func choose(_ movement: Movement) -> [Effect] {
    guard case .palette(var palette) = layers.last else { return moveWhileFiltering(movement) }
    let last = paletteRows.count - 1
    palette.chosen = movement.target(from: palette.chosen, last: last, page: PaletteLayer.most - 1)
    layers[layers.count - 1] = .palette(palette)
    return []
  }

  /// Writes the name of the chosen command.
  mutating func completePalette() -> [Effect] {
    guard case .palette(var palette) = layers.last else { return [] }
    let rows = paletteRows
    guard rows.indices.contains(palette.chosen) else { return [] }
    palette.entry = TextField(rows[palette.chosen].command.name, limit: palette.entry.limit)
    palette.chosen = 0
    layers[layers.count - 1] = .palette(palette)
    return []
  }

  /// Runs the chosen command, or says why it does not work.
  mutating func runPalette() -> [Effect] {
    guard let palette else { return [] }
    let rows = paletteRows
    // That nothing is found stands above the line already.
    guard rows.indices.contains(palette.chosen) else { return [] }
    layers.removeLast()
    let row = rows[palette.chosen]
    guard let obstacle = row.obstacle else { return row.command.run(&self) }
    tell("\(wording(row.command.label)) · \(why(obstacle))", .refused)
    return []
  }
}
