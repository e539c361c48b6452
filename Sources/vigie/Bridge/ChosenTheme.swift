import Drawing

/// The theme to start with: asked for, or kept from the last time.
struct ChosenTheme {
  /// Its name; `nil` when nobody has chosen one.
  let name: String?
  /// The theme of the program with that name, else the default: one of the person's own is read after the first picture.
  let builtIn: Theme

  init(name: String?) {
    self.name = name
    builtIn = name.flatMap { name in Theme.builtIn.first { $0.name == name } } ?? .terminal
  }

  /// Whether the first picture has it already.
  var isBuiltIn: Bool { name == nil || builtIn.name == name }
}
