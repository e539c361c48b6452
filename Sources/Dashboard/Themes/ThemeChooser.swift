import Drawing

/// The themes to choose from; the one that is pointed at shows itself on the whole screen.
struct ThemeChooser: Sendable, Equatable {
  /// Which one is shown, counted in the model's themes.
  var chosen: Int
  /// The theme to go back to.
  let before: Theme
}
