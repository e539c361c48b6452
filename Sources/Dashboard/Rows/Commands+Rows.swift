import Drawing
import Maintenance

extension Commands {
  /// How one says which rows are wanted back; what is typed has the keys of every text.
  static let rows: [Command] = [
    Command(
      name: "rows-compare", keys: [.enter], label: Phrase("comparer", "compare"),
      about: Phrase(
        "Comparer ces lignes avec les actuelles ; rien n’est changé",
        "Compare these rows with the live ones; nothing is changed"), places: .only([.rows]), hint: 10,
      obstacle: { guarded(.administrator, $0) }, run: { $0.compareRows() }),
    Command(
      name: "rows-change", keys: [.character(" "), .right, .left], label: Phrase("changer", "change"),
      about: Phrase(
        "Choisir un moment, ou dire oui pour non", "Choose a moment, or say yes for no"), places: .only([.rows]),
      hint: 15,
      presentLabel: { model in
        guard let form = model.rowsForm, form.focus == .moment else { return nil }
        return form.moment == nil
          ? model.wording.pick("choisir un moment", "choose a moment")
          : model.wording.pick("un autre moment", "another moment")
      },
      obstacle: { model in
        model.rowsForm?.focus == .moment && model.recoverableLeg == nil ? .notReachable : nil
      }, run: { $0.changeRowsChoice() }),
    Command(
      name: "rows-drop-moment", keys: [.backspace], label: Phrase("état proposé", "proposed state"),
      about: Phrase("Revenir à l’état proposé", "Back to the proposed state"), places: .only([.rows]), hint: 16,
      applies: { $0.rowsForm.map { $0.focus == .moment && $0.moment != nil } ?? false },
      run: { $0.dropMomentForRows() }),
    field(
      "rows-next-field", [.tab, .down], 1, Phrase("suite", "next"), 20, Phrase("Au champ suivant", "To the next field"),
      .rows),
    field(
      "rows-previous-field", [.backTab, .up], -1, Phrase("avant", "previous"), nil,
      Phrase("Au champ précédent", "To the previous field"), .rows),
    field(
      "rows-field-below", [.down], 1, Phrase("suite", "next"), nil, Phrase("Au champ du dessous", "To the field below"),
      .entry),
    field(
      "rows-field-above", [.up], -1, Phrase("avant", "previous"), nil,
      Phrase("Au champ du dessus", "To the field above"), .entry),
    Command(
      name: "rows-leave", keys: [.escape, .character("q")], label: Phrase("annuler", "cancel"),
      about: Phrase("Ne rien ramener", "Bring nothing back"), places: .only([.rows]), hint: 30,
      run: { $0.leaveRows() }),
  ]

  private static func field(
    _ name: String, _ keys: [Key], _ step: Int, _ label: Phrase, _ hint: Int?, _ about: Phrase, _ place: Place
  ) -> Command {
    Command(
      name: name, keys: keys, label: label, about: about, places: .only([place]), hint: hint,
      applies: { $0.rowsForm != nil }, run: { $0.moveSheetFocus(step) })
  }

  /// How one gets there from the backups.
  static let choosingRows = Command(
    name: "restore-rows", keys: [.character("L")], label: Phrase("table, lignes", "table, rows"),
    about: Phrase(
      "Ramener une table ou quelques lignes, sans toucher au reste",
      "Bring a table or some rows back, and touch nothing else"),
    places: .only([.screen(.overview), .screen(.backups)]), hint: 12,
    applies: { $0.servedLeg != nil && $0.selectedLeg != nil && ($0.screen == .backups || $0.selectedLoss != nil) },
    obstacle: { model in model.rowsBackup == nil ? .noBackup : guarded(.administrator, model) },
    run: { $0.openRows() })

  /// How one goes on from a comparison.
  static let compared: [Command] = [
    Command(
      name: "rows-apply", keys: [.character("a")], label: Phrase("ramener les lignes", "bring the rows back"),
      about: Phrase(
        "Ramener ce qui a été comparé, après confirmation", "Bring back what was compared, once confirmed"),
      places: .only([.operation]), hint: 5, applies: { $0.comparedRows(offering: .apply) != nil },
      obstacle: { guarded(.administrator, $0) }, run: { $0.goOnWithRows(.apply) }),
    Command(
      name: "rows-with-dependents", keys: [.character("d")],
      label: Phrase("avec les dépendances", "with dependents"),
      about: Phrase(
        "Comparer de nouveau, avec ce qui en dépend et ce dont elles dépendent",
        "Compare again, with what depends on them and what they depend on"),
      places: .only([.operation]), hint: 6, applies: { $0.comparedRows(offering: .dependents) != nil },
      obstacle: { guarded(.administrator, $0) }, run: { $0.goOnWithRows(.dependents) }),
  ]
}
