import Drawing
import Maintenance

extension Commands {
  /// Where text is typed, nothing but these and the keys that edit works.
  static let entry: [Command] = [
    Command(
      name: "submit", keys: [.enter], label: Phrase("valider", "submit"),
      about: Phrase("Valider ce qui est écrit", "Submit what is typed"), places: .only([.entry]), hint: 10,
      presentLabel: { $0.rowsForm == nil ? nil : $0.wording(rows[0].label) },
      run: { $0.submitEntry() }),
    Command(
      name: "next-field", keys: [.tab], label: Phrase("suite", "next"),
      about: Phrase("Au champ suivant", "To the next field"), places: .only([.entry]), hint: 20,
      applies: { $0.sheet != nil || $0.rowsForm != nil }, run: { $0.moveSheetFocus(1) }),
    Command(
      name: "previous-field", keys: [.backTab], label: Phrase("avant", "previous"),
      about: Phrase("Au champ précédent", "To the previous field"), places: .only([.entry]),
      applies: { $0.sheet != nil || $0.rowsForm != nil }, run: { $0.moveSheetFocus(-1) }),
    Command(
      name: "leave-entry", keys: [.escape], label: Phrase("annuler", "cancel"),
      about: Phrase("Ne rien faire", "Do nothing"), places: .only([.entry]), hint: 30, run: { $0.leaveEntry() }),
    reading("read-page-on", .pageDown, .pages(1), 40, Phrase("Lire la suite de l’aperçu", "Read on in the preview")),
    reading(
      "read-page-back", .pageUp, .pages(-1), nil,
      Phrase("Revenir d’une page dans l’aperçu", "A page back in the preview")),
    reading(
      "read-line-on", .down, .rows(1), nil, Phrase("Une ligne plus bas dans l’aperçu", "A line down in the preview")),
    reading(
      "read-line-back", .up, .rows(-1), nil, Phrase("Une ligne plus haut dans l’aperçu", "A line up in the preview")),
  ]

  /// What is to be done can be read on while its name is typed.
  private static func reading(
    _ name: String, _ key: Key, _ movement: Movement, _ hint: Int?, _ about: Phrase
  ) -> Command {
    Command(
      name: name, keys: [key], label: Phrase("lire la suite", "read on"), about: about, places: .only([.entry]),
      hint: hint,
      isHinted: { model in model.sheet.map { ConfirmationLayer.linesBelow(in: $0, model) > 0 } ?? false },
      applies: { model in model.sheet.map { ConfirmationLayer.lastScroll(of: $0, in: model) > 0 } ?? false },
      run: { $0.move(movement) })
  }

  /// How a preview or a question is answered.
  static let sheets: [Command] = [
    Command(
      name: "cancel", keys: [.escape, .character("n"), .character("q")], label: Phrase("annuler", "cancel"),
      about: Phrase("Ne rien faire", "Do nothing"), places: .only([.sheet, .question]), hint: 10,
      run: { $0.declineSheet() }),
    Command(
      name: "confirm", keys: [.character("y"), .character("o")], label: Phrase("confirmer", "confirm"),
      about: Phrase("Confirmer", "Confirm"), places: .only([.sheet]), hint: 20,
      applies: { $0.sheet.map { $0.phase == .ready && $0.typedName == nil && $0.preview != nil } ?? false },
      obstacle: { $0.sheetObstacle }, run: { $0.confirmSheet() }),
    Command(
      name: "say-yes", keys: [.character("y"), .character("o")], label: Phrase("oui", "yes"),
      about: Phrase("Répondre oui", "Answer yes"), places: .only([.question]), hint: 20,
      obstacle: { guarded(.operator, $0) }, run: { $0.answerQuestion() }),
    Command(
      name: "activate", keys: [.enter], label: Phrase("choisir", "choose"),
      about: Phrase("Donner la réponse choisie", "Give the focused answer"), places: .only([.sheet, .question]),
      hint: 40, run: { $0.activateSheet() }),
    Command(
      name: "unfold-commands", keys: [.character(" "), .function(2)],
      label: Phrase("commandes en entier", "commands in full"),
      about: Phrase(
        "Montrer les commandes en entier, ou une ligne chacune", "Show the commands in full, or a line each"),
      places: .only([.sheet, .entry]), hint: 25, isHinted: { $0.sheet?.isUnfolded == false && $0.place == .sheet },
      applies: { $0.hasLongCommands }, run: { $0.unfoldCommands() }),
    Command(
      name: "next-answer", keys: [.tab, .right], label: Phrase("suite", "next"),
      about: Phrase("À la réponse suivante", "To the next answer"), places: .only([.sheet, .question]), hint: 30,
      run: { $0.moveSheetFocus(1) }),
    Command(
      name: "previous-answer", keys: [.backTab, .left], label: Phrase("avant", "previous"),
      about: Phrase("À la réponse précédente", "To the previous answer"), places: .only([.sheet, .question]),
      run: { $0.moveSheetFocus(-1) }),
  ]

  /// What can be done to the operation on the screen.
  static let operation: [Command] = [
    Command(
      name: "cancel-operation", keys: [.character("c")], label: Phrase("arrêter", "cancel"),
      about: Phrase("Arrêter l’opération", "Cancel the operation"), places: .only([.operation]), hint: 10,
      applies: { $0.watch?.status?.state == .running }, obstacle: { guarded(.operator, $0) },
      run: { $0.askToCancel() }),
    Command(
      name: "resume-operation", keys: [.character("e")], label: Phrase("reprendre", "resume"),
      about: Phrase("Reprendre l’opération interrompue", "Go on with the interrupted operation"),
      places: .only([.operation]), hint: 20, applies: { $0.watch?.status?.state == .interrupted },
      obstacle: { model in
        model.watch?.status?.canResume == true ? guarded(.operator, model) : .cannotResume
      },
      run: { model in model.watch.map { [.ask(.resume(operation: $0.id))] } ?? [] }),
    Command(
      name: "way-back", keys: [.character("u")], label: Phrase("annuler l’effet", "undo"),
      about: Phrase("Annuler ce que l’opération a fait", "Undo what the operation did"), places: .only([.operation]),
      hint: 30,
      presentLabel: { model in model.watch?.status?.wayBack.map(model.wording.undo) },
      applies: { model in
        model.watch?.status.map { $0.wayBack != nil && $0.state != .running && model.undoing($0) == nil } ?? false
      },
      obstacle: { guarded(.operator, $0) },
      run: { model in model.watch?.status?.wayBack.map { model.preview($0.request) } ?? [] }),
    Command(
      name: "copy-output", keys: [.character("y")], label: Phrase("copier", "copy"),
      about: Phrase("Copier ce qu’elle a dit", "Copy what it said"), places: .only([.operation]), hint: 60,
      applies: { $0.watch?.output.shown.isEmpty == false },
      run: { model in [.copy((model.watch?.output.shown ?? []).joined(separator: "\n"))] }),
  ]

  /// How a task of the guided round is answered.
  static let round: [Command] = [
    Command(
      name: "end-round", keys: [.enter], label: Phrase("fermer", "close"),
      about: Phrase("Fermer la ronde", "Close the round"), places: .only([.round]), hint: 5,
      applies: { $0.guidedRound != nil && $0.taskInHand == nil }, run: { $0.closeLayer() }),
    verdict("task-done", [.enter, .character("d")], .done, 10, Phrase("fait", "done"), Phrase("Fait", "Done")),
    verdict(
      "task-problem", [.character("p")], .problem, 20, Phrase("problème…", "problem…"),
      Phrase("Signaler un problème, avec son motif", "Report a problem, with its reason")),
    verdict(
      "task-not-applicable", [.character("n")], .notApplicable, 30, Phrase("sans objet…", "not applicable…"),
      Phrase("Sans objet, avec son motif", "Not applicable, with the reason")),
    verdict(
      "task-later", [.character("l")], .later, 40, Phrase("plus tard", "later"),
      Phrase("Remettre à plus tard", "Leave it for later")),
    Command(
      name: "previous-task", keys: [.left, .backTab, .up], label: Phrase("précédente", "previous"),
      about: Phrase("La tâche précédente", "The previous task"), places: .only([.round]), hint: 50,
      applies: { ($0.guidedRound?.index ?? 0) > 0 }, run: { $0.moveInRound(-1) }),
    Command(
      name: "next-task", keys: [.right, .tab, .down], label: Phrase("suivante", "next"),
      about: Phrase("La tâche suivante", "The next task"), places: .only([.round]), hint: 55,
      applies: { $0.taskInHand != nil }, run: { $0.moveInRound(1) }),
  ]

  private static func verdict(
    _ name: String, _ keys: [Key], _ verdict: TickVerdict, _ hint: Int, _ label: Phrase, _ about: Phrase
  ) -> Command {
    Command(
      name: name, keys: keys, label: label, about: about, places: .only([.round]), hint: hint,
      applies: { $0.taskInHand != nil }, obstacle: { guarded(.operator, $0) }, run: { $0.answerTask(verdict) })
  }
}
