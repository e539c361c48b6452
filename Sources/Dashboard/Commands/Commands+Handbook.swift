import Drawing
import Maintenance

extension Commands {
  /// What can be done with the runbooks, and with a step of one.
  static let procedures: [Command] = [
    Command(
      name: "open-runbook", keys: [.enter], label: Phrase("ouvrir", "open"),
      about: Phrase("Ouvrir la procédure", "Open the runbook"), places: .only([.screen(.procedures)]), hint: 10,
      applies: { $0.pane == .runbooks && $0.selected(.runbooks) != nil },
      run: { model in
        guard let row = model.selected(.runbooks), let runbook = model.handbook?.runbooks[row] else { return [] }
        return model.open(runbook: runbook.name)
      }),
    Command(
      name: "update-detail", keys: [.enter], label: Phrase("détail", "detail"),
      about: Phrase("Qui est prévenu, quand et comment", "Who is told, when and how"),
      places: .only([.screen(.procedures)]), hint: 10,
      applies: { $0.pane == .updates && $0.selected(.updates) != nil },
      run: { model in
        guard let row = model.selected(.updates), let update = model.handbook?.updates[row] else { return [] }
        model.layers.append(.detail(ProceduresScreen.detail(of: update, model)))
        return []
      }),
    Command(
      name: "run-step", keys: [.enter], label: Phrase("lancer", "run"),
      about: Phrase("Lancer l’étape, après confirmation", "Run the step, once confirmed"), places: .only([.runbook]),
      hint: 10, applies: { $0.stepInHand != nil }, obstacle: { $0.stepObstacle },
      run: { model in
        guard let step = model.stepInHand, case .success(let request) = model.operation(of: step) else { return [] }
        return model.preview(request)
      }),
    Command(
      name: "copy-step", keys: [.character("y")], label: Phrase("copier", "copy"),
      about: Phrase("Copier la commande de l’étape", "Copy the command of the step"), places: .only([.runbook]),
      hint: 20,
      applies: { model in
        if case .notice? = model.stepInHand?.action { return false }
        return model.stepInHand?.action.commandLine != nil
      },
      run: { model in
        guard let line = model.stepInHand?.action.commandLine else { return [] }
        model.tell(model.wording(.copied))
        return [.copy(line)]
      }),
    Command(
      name: "task-runbook", keys: [.character("P")], label: Phrase("procédure", "runbook"),
      about: Phrase("Ouvrir la procédure de la tâche", "Open the task’s runbook"),
      places: .only([.screen(.rounds), .round]), hint: 57, applies: { $0.taskRunbook != nil },
      run: { model in model.taskRunbook.map { model.open(runbook: $0) } ?? [] }),
  ]

  /// What can be done with a log.
  static let logs: [Command] = [
    Command(
      name: "leave-log", keys: [.escape], label: Phrase("liste", "list"),
      about: Phrase("Revenir à la liste des logs", "Go back to the list of logs"), places: .only([.screen(.logs)]),
      applies: { $0.pane == .logTail && $0.filters[.logTail] == nil && !$0.isZoomed },
      run: { model in
        model.setFocus(.logs)
        return []
      }),
    Command(
      name: "log-entry", keys: [.enter], label: Phrase("détail", "detail"),
      about: Phrase("L’entrée en entier", "The whole entry"), places: .only([.screen(.logs)]), hint: 10,
      applies: { $0.pane == .logTail && $0.selected(.logTail) != nil },
      run: { model in
        if let row = model.selected(.logTail) {
          model.layers.append(.detail(LogsScreen.detail(of: model.logTail.groups[row], model)))
        }
        return []
      }),
    Command(
      name: "open-log", keys: [.enter], label: Phrase("lire", "read"),
      about: Phrase("Aller à ses entrées", "Go to its entries"), places: .only([.screen(.logs)]), hint: 10,
      applies: { $0.pane == .logs && !$0.logTail.groups.isEmpty },
      run: { model in
        model.setFocus(.logTail)
        return []
      }),
    entry(
      "next-error", "e", [.error, .critical], 1, 20, Phrase("erreur", "error"),
      Phrase("L’erreur suivante", "The next error")),
    entry(
      "previous-error", "E", [.error, .critical], -1, 21, Phrase("précédente", "previous"),
      Phrase("L’erreur précédente", "The previous error")),
    entry(
      "next-warning", "w", [.warning], 1, 30, Phrase("avertissement", "warning"),
      Phrase("L’avertissement suivant", "The next warning")),
    entry(
      "previous-warning", "W", [.warning], -1, nil, Phrase("précédent", "previous"),
      Phrase("L’avertissement précédent", "The previous warning")),
    Command(
      name: "follow-log", keys: [.character("f")], label: Phrase("suivre", "follow"),
      about: Phrase("Suivre de nouveau la fin du log", "Follow the end of the log again"),
      places: .only([.screen(.logs)]), hint: 15, applies: { !$0.logTail.isFollowing }, run: { $0.followLogAgain() }),
  ]

  private static func entry(
    _ name: String, _ key: Character, _ levels: Set<LogLevel>, _ step: Int, _ hint: Int?, _ label: Phrase,
    _ about: Phrase
  ) -> Command {
    Command(
      name: name, keys: [.character(key)], label: label, about: about, places: .only([.screen(.logs)]), hint: hint,
      applies: { !$0.logTail.groups.isEmpty }, run: { $0.goToEntry(of: levels, step: step) })
  }

  /// What can be seen of contacts.
  static let contacts: [Command] = [
    Command(
      name: "contact-detail", keys: [.enter], label: Phrase("détail", "detail"),
      about: Phrase("Tout ce que le plan en dit", "All that the plan says of it"), places: .only([.screen(.contacts)]),
      hint: 10, applies: { ContactsScreen.detail($0) != nil },
      run: { model in
        if let detail = ContactsScreen.detail(model) { model.layers.append(.detail(detail)) }
        return []
      })
  ]
}
