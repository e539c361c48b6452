import Drawing
import Maintenance

extension Commands {
  /// What can be done to a list or a panel, whatever it is about.
  static let lists: [Command] = [
    Command(
      name: "filter", keys: [.character("/")], label: Phrase("filtrer", "filter"),
      about: Phrase(
        "Filtrer la liste\u{A0}; ! devant montre les autres lignes",
        "Filter the list; ! in front shows the other rows"), places: .screens, hint: 88,
      applies: { $0.situation != nil && $0.pane.map { $0.texts != nil } ?? false }, run: { $0.startFilter() }),
    Command(
      name: "clear-filter", keys: [.escape], label: Phrase("tout montrer", "show all"),
      about: Phrase("Montrer de nouveau toutes les lignes", "Show every row again"), places: .screens, hint: 8,
      applies: { model in model.pane.map { model.filters[$0] != nil } ?? false }, run: { $0.clearFilter() }),
    Command(
      name: "zoom", keys: [.character("+"), .character("=")], label: Phrase("agrandir", "zoom in"),
      about: Phrase("Donner tout l’écran au panneau", "Give the panel the whole screen"), places: .screens, hint: 86,
      applies: { $0.situation != nil && $0.pane != nil && !$0.isZoomed },
      run: { model in
        model.zoomed.insert(model.screen)
        return []
      }),
    Command(
      name: "unzoom", keys: [.character("-"), .character("_"), .escape], label: Phrase("réduire", "zoom out"),
      about: Phrase("Revenir à tous les panneaux", "Go back to all panels"), places: .screens, hint: 9,
      applies: { $0.situation != nil && $0.pane != nil && $0.isZoomed },
      run: { model in
        model.zoomed.remove(model.screen)
        return []
      }),
  ]

  /// How a theme is chosen.
  static let choosing: [Command] = [
    Command(
      name: "keep-theme", keys: [.enter], label: Phrase("garder", "keep"),
      about: Phrase("Garder ce thème", "Keep this theme"), places: .only([.themes]), hint: 10,
      run: { $0.keepTheme() }),
    Command(
      name: "restore-theme", keys: [.escape, .character("q")], label: Phrase("annuler", "cancel"),
      about: Phrase("Revenir au thème d’avant", "Go back to the theme before"), places: .only([.themes]), hint: 20,
      run: { $0.restoreTheme() }),
  ]
}
