import Drawing
import Maintenance

extension Commands {
  /// What works while a command is named in the palette, or a filter is typed.
  static let typing: [Command] = [
    Command(
      name: "run-command", keys: [.enter], label: Phrase("lancer", "run"),
      about: Phrase("Lancer la commande choisie", "Run the chosen command"), places: .only([.palette]), hint: 10,
      run: { $0.runPalette() }),
    Command(
      name: "complete", keys: [.tab], label: Phrase("compléter", "complete"),
      about: Phrase("Écrire le nom de la commande choisie", "Write the name of the chosen command"),
      places: .only([.palette]), hint: 20, run: { $0.completePalette() }),
    Command(
      name: "previous-choice", keys: [.up, .backTab], label: Phrase("avant", "previous"),
      about: Phrase("Au choix précédent", "To the previous choice"), places: .only([.palette, .filter]), hint: 30,
      run: { $0.choose(.rows(-1)) }),
    Command(
      name: "next-choice", keys: [.down], label: Phrase("après", "next"),
      about: Phrase("Au choix suivant", "To the next choice"), places: .only([.palette, .filter]), hint: 31,
      run: { $0.choose(.rows(1)) }),
    Command(
      name: "previous-choices", keys: [.pageUp], label: Phrase("page haut", "page up"),
      about: Phrase("Aux choix d’avant", "To the choices before"), places: .only([.palette, .filter]),
      run: { $0.choose(.pages(-1)) }),
    Command(
      name: "next-choices", keys: [.pageDown], label: Phrase("page bas", "page down"),
      about: Phrase("Aux choix d’après", "To the choices after"), places: .only([.palette, .filter]),
      run: { $0.choose(.pages(1)) }),
    Command(
      name: "leave-palette", keys: [.escape], label: Phrase("fermer", "close"),
      about: Phrase("Fermer sans rien lancer", "Close and run nothing"), places: .only([.palette]), hint: 40,
      run: { $0.closeLayer() }),
    Command(
      name: "keep-filter", keys: [.enter], label: Phrase("garder", "keep"),
      about: Phrase("Garder le filtre", "Keep the filter"), places: .only([.filter]), hint: 10,
      run: { $0.keepFilter() }),
    Command(
      name: "drop-filter", keys: [.escape], label: Phrase("tout montrer", "show all"),
      about: Phrase("Enlever le filtre", "Drop the filter"), places: .only([.filter]), hint: 40,
      run: { $0.clearFilter() }),
  ]
}
