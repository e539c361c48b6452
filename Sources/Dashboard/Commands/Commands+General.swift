import Drawing
import Maintenance

extension Commands {
  /// One for each screen, by its digit.
  static let screens: [Command] =
    Screens.all.map { screen in
      Command(
        name: "go-\(screen.name.name)", keys: [.character(screen.key)], label: screen.title.phrase,
        about: Phrase(
          "Aller à l’écran \(screen.title.phrase.french)", "Go to the screen \(screen.title.phrase.english)"),
        places: .screensAndViews, run: { $0.visit(screen.name) })
    } + [
      Command(
        name: "back-to-round", keys: [.escape], label: Phrase("la ronde", "the round"),
        about: Phrase("Reprendre la ronde là où elle a été laissée", "Go on with the round where it was left"),
        places: .screens, hint: 10, applies: { $0.leftRound != nil }, run: { $0.returnToRound() }),
      Command(
        name: "back-to-overview", keys: [.escape], label: Phrase("aperçu", "overview"),
        about: Phrase("Revenir à l’aperçu", "Go back to the overview"), places: .screens,
        applies: { $0.screen != .overview }, run: { $0.go(to: .overview) }),
    ]

  /// What works nearly everywhere.
  static let general: [Command] = [
    Command(
      name: "follow-operation", keys: [.character("o")], label: Phrase("opération", "operation"),
      about: Phrase("Suivre l’opération en cours, ou la dernière", "Follow the running operation, or the latest"),
      places: .screens, hint: 80, applies: { $0.situation?.operations.isEmpty == false },
      run: { model in
        guard let latest = model.situation?.operations.first else { return [] }
        return model.follow(latest.id, status: latest)
      }),
    Command(
      name: "back", keys: [.escape, .character("q")], label: Phrase("retour", "back"),
      about: Phrase("Fermer cette vue", "Close this view"),
      places: .only(Place.views),
      hint: 90, run: { $0.closeLayer() }),
    Command(
      name: "help", keys: [.character("?"), .function(1)], label: Phrase("aide", "help"),
      about: Phrase("Les touches qui servent ici", "The keys that work here"), places: .everywhere,
      applies: { $0.place != .help },
      run: { model in
        model.open(.help(HelpView(place: model.place)))
        return []
      }),
    Command(
      name: "palette", keys: [.character(":")], label: Phrase("commande", "command"),
      about: Phrase("Nommer une commande", "Name a command"), places: .everywhere, hint: 62,
      applies: { $0.place != .sheet && $0.place != .question }, run: { $0.openPalette() }),
    Command(
      name: "copy", keys: [.character("y")], label: Phrase("copier", "copy"),
      about: Phrase(
        "Copier ce qui est choisi, mot pour mot", "Copy what is selected, word for word"),
      places: .only(Screens.all.map { .screen($0.name) } + [.detail]), applies: { $0.textToCopy != nil },
      run: { model in model.textToCopy.map { [.copy($0)] } ?? [] }),
    Command(
      name: "plain-screen", keys: [.character("Y")], label: Phrase("texte", "plain text"),
      about: Phrase(
        "Tout l’écran en texte simple, pour le sélectionner", "The whole screen as plain text, to select from"),
      places: .everywhere, run: { model in model.showScreenPlainly() }),
    Command(
      name: "themes", keys: [.character("T")], label: Phrase("thème", "theme"),
      about: Phrase("Choisir les couleurs", "Choose the colours"), places: .screens, run: { $0.openThemes() }),
    Command(
      name: "read-only", keys: [.character("R")], label: Phrase("lecture seule", "read-only"),
      about: Phrase("Entrer en lecture seule, ou en sortir", "Enter read-only mode, or leave it"), places: .screens,
      run: { $0.toggleReadOnly() }),
    Command(
      name: "redraw", keys: [.control("l")], label: Phrase("redessiner", "redraw"),
      about: Phrase("Redessiner l’écran", "Draw the screen again"), places: .everywhere, run: { _ in [.redraw] }),
    Command(
      name: "suspend", keys: [.control("z")], label: Phrase("suspendre", "suspend"),
      about: Phrase("Rendre la main au shell ; fg revient", "Go back to the shell; fg returns"), places: .everywhere,
      run: { _ in [.suspend] }),
    Command(
      name: "quit", keys: [.character("q")], label: Phrase("quitter", "quit"),
      about: Phrase(
        "Quitter ; ce qui est en cours continue", "Quit; what is running goes on"), places: .screens,
      hint: 95, run: { _ in [.quit] }),
    Command(
      name: "quit-anywhere", keys: [.control("c")], label: Phrase("quitter", "quit"),
      about: Phrase("Quitter d’où que ce soit, toujours", "Quit from anywhere, always"), places: .always,
      run: { _ in [.quit] }),
  ]

  /// How one moves about.
  static let movement: [Command] = [
    move("up", [.up, .character("k")], Phrase("monter", "up"), Phrase("Une ligne plus haut", "One row up")) {
      $0.move(.rows(-1))
    },
    Command(
      name: "down", keys: [.down, .character("j")], label: Phrase("descendre", "down"),
      about: Phrase("Une ligne plus bas", "One row down"), places: .everywhere, hint: 15,
      // Elsewhere everybody tries the arrows; a preview that does not fit must say that there is more to read.
      isHinted: { model in model.sheet.map { ConfirmationLayer.linesBelow(in: $0, model) > 0 } ?? false },
      presentLabel: { $0.sheet == nil ? nil : $0.wording.pick("lire la suite", "read on") }, applies: \.canMove,
      run: { $0.move(.rows(1)) }),
    move("page-up", [.pageUp], Phrase("page haut", "page up"), Phrase("Une page plus haut", "One page up")) {
      $0.move(.pages(-1))
    },
    Command(
      name: "page-down", keys: [.pageDown], label: Phrase("page bas", "page down"),
      about: Phrase("Une page plus bas", "One page down"), places: .everywhere, hint: 16,
      isHinted: { model in model.sheet.map { ConfirmationLayer.linesBelow(in: $0, model) > 0 } ?? false },
      applies: \.canMove, run: { $0.move(.pages(1)) }),
    move("top", [.character("g"), .home], Phrase("début", "top"), Phrase("Tout en haut", "To the top")) {
      $0.move(.top)
    },
    move("bottom", [.character("G"), .end], Phrase("fin", "bottom"), Phrase("Tout en bas", "To the bottom")) {
      $0.move(.bottom)
    },
    Command(
      name: "next-panel", keys: [.tab, .right, .character("l")], label: Phrase("panneau", "panel"),
      about: Phrase("Au panneau suivant", "To the next panel"), places: .screens, hint: 85,
      applies: { $0.situation != nil && $0.current.panes.count > 1 }, run: { $0.moveFocus(1) }),
    Command(
      name: "previous-panel", keys: [.backTab, .left, .character("h")], label: Phrase("panneau", "panel"),
      about: Phrase("Au panneau précédent", "To the previous panel"), places: .screens,
      applies: { $0.situation != nil && $0.current.panes.count > 1 }, run: { $0.moveFocus(-1) }),
  ]

  private static func move(
    _ name: String, _ keys: [Key], _ label: Phrase, _ about: Phrase, run: @escaping @Sendable (inout Model) -> [Effect]
  ) -> Command {
    Command(name: name, keys: keys, label: label, about: about, places: .everywhere, applies: \.canMove, run: run)
  }
}
