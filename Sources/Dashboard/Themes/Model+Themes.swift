import Drawing
import Maintenance

extension Model {
  /// Opens the themes, the present one chosen.
  mutating func openThemes() -> [Effect] {
    let present = themes.firstIndex(of: theme) ?? themes.firstIndex { $0.name == theme.name } ?? 0
    layers.append(.themes(ThemeChooser(chosen: present, before: theme)))
    return []
  }

  /// Shows the theme of that number.
  mutating func preview(_ chosen: Int) -> [Effect] {
    guard case .themes(var chooser) = layers.last, themes.indices.contains(chosen) else { return [] }
    chooser.chosen = chosen
    layers[layers.count - 1] = .themes(chooser)
    return use(themes[chosen])
  }

  /// Keeps the theme that is shown, also for the next time.
  mutating func keepTheme() -> [Effect] {
    layers.removeLast()
    tell("\(wording(.themeKept)) \(theme.name)")
    return [.remember(theme: theme.name)]
  }

  /// Goes back to the theme before.
  mutating func restoreTheme() -> [Effect] {
    guard case .themes(let chooser) = layers.popLast() else { return [] }
    return use(chooser.before)
  }

  /// The person's own themes: one with the name of a theme of the program takes its place.
  mutating func take(_ own: [Theme], use name: String?) -> [Effect] {
    themes = Theme.builtIn.map { theme in own.first { $0.name == theme.name } ?? theme }
    themes += own.filter { theme in !Theme.builtIn.contains { $0.name == theme.name } }
    guard let name else { return [] }
    if let theme = themes.first(where: { $0.name == name }) { return use(theme) }
    tell("\(wording(.noSuchTheme)) \(name)", .refused)
    return []
  }

  /// The first fault, and how many more there are: a line has room for one.
  mutating func tell(_ faults: [LocalizedText]) {
    guard let first = faults.first else { return }
    let others = faults.count > 1 ? " (+\(faults.count - 1) · vigie appearance)" : ""
    tell(wording(first) + others, .critical)
  }

  private mutating func use(_ theme: Theme) -> [Effect] {
    guard theme != self.theme else { return [] }
    self.theme = theme
    return [.theme(theme)]
  }
}
