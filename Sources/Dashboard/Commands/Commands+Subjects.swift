import Drawing
import Maintenance

extension Commands {
  /// What can be done to a service: the selected one, or the one that the selected problem is about.
  static let services: [Command] = [
    service(
      "service-start", [.character("s")], .start, 10, Phrase("démarrer", "start"),
      Phrase("Démarrer le service", "Start the service")),
    service(
      "service-stop", [.character("S"), .character("x")], .stop, 30, Phrase("arrêter", "stop"),
      Phrase("Arrêter le service", "Stop the service")),
    service(
      "service-restart", [.character("r")], .restart, 20, Phrase("redémarrer", "restart"),
      Phrase("Redémarrer le service", "Restart the service")),
  ]

  private static func service(
    _ name: String, _ keys: [Key], _ verb: ServiceVerb, _ hint: Int, _ label: Phrase, _ about: Phrase
  ) -> Command {
    Command(
      name: name, keys: keys, label: label, about: about, places: .only([.screen(.overview), .screen(.services)]),
      hint: hint, applies: { $0.selectedService != nil },
      obstacle: { model in
        guard let service = model.selectedService else { return nil }
        if !service.isControllable { return .notControllable }
        if let obstacle = guarded(.operator, model) { return obstacle }
        switch (verb, service.condition.fresh?.activity) {
        case (.start, .active?), (.start, .activating?): return .alreadyRuns
        case (.stop, .inactive?), (.stop, .failed?), (.stop, .notFound?): return .doesNotRun
        default: return nil
        }
      },
      run: { model in
        guard let service = model.selectedService else { return [] }
        return model.preview(.service(verb: verb, name: service.name))
      })
  }

  /// What can be done to a leg of the backups, and to one backup.
  static let backups: [Command] = [
    Command(
      name: "backup-now", keys: [.character("b")], label: Phrase("sauver", "back up"),
      about: Phrase("Sauver ce volet maintenant", "Run this leg now"),
      places: .only([.screen(.overview), .screen(.backups)]), hint: 10, applies: { $0.selectedLeg != nil },
      obstacle: { guarded(.operator, $0) },
      run: { model in model.selectedLeg.map { model.preview(.backup(leg: $0.leg)) } ?? [] }),
    Command(
      name: "restore", keys: [.character("r")], label: Phrase("restaurer", "restore"),
      about: Phrase("Restaurer la sauvegarde choisie", "Restore the selected backup"),
      places: .only([.screen(.backups)]), hint: 20, applies: { $0.selectedLeg != nil },
      obstacle: { model in
        model.selectedBackup == nil ? .noBackup : guarded(.administrator, model)
      },
      run: { model in
        guard let backup = model.selectedBackup else { return [] }
        return model.preview(.restore(scope: backup.leg.scope, backup: backup.id))
      }),
    choosingMoment, choosingRows,
    Command(
      name: "choose-backup", keys: [.character("r")], label: Phrase("restaurer", "restore"),
      about: Phrase("Choisir la sauvegarde à restaurer", "Choose the backup to restore"),
      places: .only([.screen(.overview)]), hint: 20, applies: { $0.selectedLeg != nil },
      obstacle: { model in
        model.selectedLeg?.backups.value?.isEmpty == false ? guarded(.administrator, model) : .noBackup
      },
      run: { model in
        guard let leg = model.selectedLeg?.leg,
          let row = model.situation?.backups.firstIndex(where: { $0.leg == leg })
        else { return [] }
        model.show(row, in: .legs)
        model.selection[.catalogue] = nil
        model.setFilter(nil, of: .catalogue)
        model.setFocus(.catalogue)
        return model.go(to: .backups)
      }),
    Command(
      name: "verify-backup", keys: [.character("v")], label: Phrase("vérifier", "verify"),
      about: Phrase(
        "Vérifier la sauvegarde choisie : sommes et contenu", "Check the selected backup: sums and content"),
      places: .only([.screen(.backups)]), hint: 30, applies: { $0.selectedLeg != nil },
      obstacle: { model in model.selectedBackup == nil ? .noBackup : guarded(.operator, model) },
      run: { model in model.selectedBackup.map { model.preview(.verify(backup: $0.id)) } ?? [] }),
    Command(
      name: "drill", keys: [.character("d")], label: Phrase("essai", "drill"),
      about: Phrase(
        "Restaurer à l’écart et prouver : la base, ou tout si un autre volet est choisi",
        "Restore aside and prove: the database, or everything when another leg is selected"),
      places: .only([.screen(.backups)]), hint: 40,
      presentLabel: { model in
        model.selectedLeg.flatMap { $0.leg.scope == .database ? nil : model.wording.pick("tout essayer", "drill all") }
      }, applies: { $0.selectedLeg != nil },
      obstacle: { model in
        guard model.situation?.backups.contains(where: { $0.newest != nil }) == true else { return .noBackup }
        // On another backup's row the key would prove something else than what the eye is on.
        let isOther = model.pane == .catalogue && model.selectedBackup?.id != model.selectedLeg?.newest?.id
        return isOther ? .drillTakesNewest : guarded(.operator, model)
      },
      run: { model in
        model.selectedLeg.map { model.preview(.drill($0.leg.scope == .database ? .partial : .full)) } ?? []
      }),
    Command(
      name: "restore-everything", keys: [.character("E")], label: Phrase("tout restaurer", "restore all"),
      about: Phrase(
        "Restaurer la base, les fichiers et la configuration ensemble",
        "Restore the database, the files and the configuration together"),
      places: .only([.screen(.backups)]), hint: 70, applies: { $0.selectedLeg != nil },
      obstacle: { model in
        model.situation?.backups.contains { $0.newest != nil } == true ? guarded(.administrator, model) : .noBackup
      },
      run: { $0.preview(.restoreEverything(moment: nil)) }),
    Command(
      name: "copy-to-store", keys: [.character("C")], label: Phrase("vers dépôt", "to store"),
      about: Phrase(
        "Copier vers le dépôt à qui il manque des sauvegardes", "Copy to the store that lacks backups"),
      places: .only([.screen(.backups)]), hint: 80, applies: { $0.selectedLeg?.stores?.isEmpty == false },
      obstacle: { guarded(.operator, $0) },
      run: { model in
        let stores = model.selectedLeg?.stores ?? []
        let lacking = stores.first { $0.copied < $0.present } ?? stores.first
        return lacking.map { model.preview(.copy(store: $0.store)) } ?? []
      }),
    Command(
      name: "open-leg", keys: [.enter], label: Phrase("catalogue", "catalogue"),
      about: Phrase("Aller à ses sauvegardes", "Go to its backups"), places: .only([.screen(.backups)]), hint: 60,
      applies: { $0.pane == .legs && $0.selectedBackup != nil },
      run: { model in
        model.setFocus(.catalogue)
        return []
      }),
    Command(
      name: "leave-catalogue", keys: [.escape], label: Phrase("retour", "back"),
      about: Phrase("Revenir du catalogue à la liste du dessus", "Go back from the catalogue to the list above"),
      places: .only([.screen(.backups)]), hint: 84,
      // What was narrowed or enlarged is undone first, and a round that waits comes before all.
      applies: { model in
        model.pane == .catalogue && model.filters[.catalogue] == nil && !model.isZoomed && model.leftRound == nil
      },
      run: { model in
        model.setFocus(.legs)
        return []
      }),
    Command(
      name: "drop-aside", keys: [.character("D")], label: Phrase("ôter l’ancien", "drop old state"),
      about: Phrase(
        "Ôter ce qu’une restauration a mis de côté, le plus ancien d’abord",
        "Drop what a restore has set aside, the oldest first"), places: .only([.screen(.backups)]), hint: 75,
      applies: { $0.selectedLeg?.asides?.isEmpty == false }, obstacle: { guarded(.administrator, $0) },
      run: { model in
        guard let aside = model.selectedLeg?.asides?.first else { return [] }
        return model.preview(.dropAside(operation: aside.operation))
      }),
    Command(
      name: "backup-detail", keys: [.enter], label: Phrase("détail", "detail"),
      about: Phrase("Tout ce qu’on sait de cette sauvegarde", "All that is known of this backup"),
      places: .only([.screen(.backups)]), hint: 60, applies: { $0.pane == .catalogue && $0.selectedBackup != nil },
      run: { model in
        if let backup = model.selectedBackup { model.layers.append(.detail(.backup(backup, model))) }
        return []
      }),
  ]

  /// What can be seen of a resource.
  static let resources: [Command] = [
    Command(
      name: "resource-graph", keys: [.enter], label: Phrase("graphe", "graph"),
      about: Phrase("La dernière heure de la ressource en grand", "The last hour of the resource, large"),
      places: .only([.screen(.capacity)]), hint: 10, applies: { $0.selected(.resources) != nil && !$0.isZoomed },
      run: { model in
        model.zoomed.insert(.capacity)
        return []
      })
  ]

  /// What can be done about a problem.
  static let problems: [Command] = [
    Command(
      name: "acknowledge", keys: [.character("a")], label: Phrase("prendre", "take"),
      about: Phrase("Prendre le problème, avec une note", "Take the problem, with a note"),
      places: .only([.screen(.overview)]), hint: 50,
      applies: { !$0.problemsInHand.isEmpty },
      obstacle: { model in
        model.problemsInHand.allSatisfy { $0.state == .firing } ? guarded(.operator, model) : .notFiring
      }, run: { $0.askForNote() }),
    Command(
      name: "mark", keys: [.character(" ")], label: Phrase("marquer", "mark"),
      about: Phrase("Marquer le problème, ou enlever la marque", "Mark the problem, or take the mark away"),
      places: .only([.screen(.overview)]), hint: 87, applies: { $0.selectedProblem != nil },
      obstacle: { $0.selectedProblem.map(Model.canTake) == true ? nil : .nothingToTake },
      run: { $0.toggleMark() }),
    Command(
      name: "unmark", keys: [.escape], label: Phrase("démarquer", "unmark"),
      about: Phrase("Enlever toutes les marques", "Take all marks away"), places: .only([.screen(.overview)]),
      applies: { $0.pane == .problems && !$0.marks.isEmpty },
      run: { model in
        model.marks = []
        return []
      }),
    Command(
      name: "unacknowledge", keys: [.character("a")], label: Phrase("rendre", "give back"),
      about: Phrase("Rendre un problème que l’on a pris", "Give back a problem that was taken"),
      places: .only([.screen(.overview)]), hint: 50,
      applies: { $0.marks.isEmpty && $0.selectedProblem?.acknowledgement != nil },
      obstacle: { guarded(.operator, $0) },
      run: { model in model.selectedProblem.map { [.ask(.unacknowledge(problem: $0.id))] } ?? [] }),
    Command(
      name: "open", keys: [.enter], label: Phrase("détail", "detail"),
      about: Phrase("Aller là où l’on en voit plus", "Go where there is more of it"),
      places: .only([.screen(.overview)]), hint: 60, applies: { $0.overviewTarget != nil },
      run: { $0.openOverviewTarget() }),
  ]

  /// What can be done on the rounds screen, and from the overview.
  static let rounds: [Command] = [
    Command(
      name: "round", keys: [.character("w")], label: Phrase("ronde", "round"),
      about: Phrase("Faire la ronde, une tâche après l’autre", "Do the round, one task after the other"),
      places: .only([.screen(.overview), .screen(.rounds)]), hint: 40,
      applies: { $0.situation?.rounds.isEmpty == false }, run: { $0.startRound(atSelection: false) }),
    Command(
      name: "task", keys: [.enter], label: Phrase("répondre", "answer"),
      about: Phrase("Répondre à la tâche choisie", "Answer the selected task"), places: .only([.screen(.rounds)]),
      hint: 30, applies: { $0.selected(.tasks) != nil }, run: { $0.startRound(atSelection: true) }),
  ]

  /// What can be done on the register screen, and on the services screen to see more.
  static let register: [Command] = [
    Command(
      name: "verify-register", keys: [.character("v")], label: Phrase("prouver", "verify"),
      about: Phrase("Prouver que la chaîne du registre est entière", "Prove that the register's chain is whole"),
      places: .only([.screen(.register)]), hint: 20,
      obstacle: { $0.isLive ? nil : .notConnected },
      run: { model in
        model.verification = .running
        return [.ask(.verifyRegister)]
      }),
    Command(
      name: "undo-operation", keys: [.character("u")], label: Phrase("défaire", "undo"),
      about: Phrase("Défaire ce que l’opération choisie a fait", "Undo what the selected operation did"),
      places: .only([.screen(.register)]), hint: 35,
      applies: { model in
        model.selectedOperation.map { $0.wayBack != nil && $0.state != .running && model.undoing($0) == nil } ?? false
      }, run: { model in model.selectedOperation?.wayBack.map { model.preview($0.request) } ?? [] }),
    Command(
      name: "open-operation", keys: [.enter], label: Phrase("détail", "detail"),
      about: Phrase("L’opération et ce qu’elle a dit", "The operation and what it said"),
      places: .only([.screen(.register)]), hint: 30, applies: { $0.selectedOperation != nil },
      run: { model in model.selectedOperation.map { model.follow($0.id, status: $0) } ?? [] }),
    Command(
      name: "open-audit-row", keys: [.enter], label: Phrase("détail", "detail"),
      about: Phrase("La ligne du registre en entier", "The whole row of the register"),
      places: .only([.screen(.register)]), hint: 30,
      applies: { $0.pane == .audit && $0.selected(.audit) != nil },
      run: { model in
        if let row = model.selected(.audit) { model.layers.append(.detail(.audit(model.audit[row], model))) }
        return []
      }),
  ]
}
