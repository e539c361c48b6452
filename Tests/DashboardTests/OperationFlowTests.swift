import Drawing
import Maintenance
import Testing

@testable import Dashboard

@Suite struct OperationFlowTests {
  private let restart = OperationRequest.service(verb: .restart, name: "nginx")

  @Test func aPreviewOpensASheetWithCancelFocused() {
    var stage = Stage()
    #expect(stage.press("2", "r") == [.flushInput, .ask(.preview(restart))])
    #expect(stage.text.contains("L’agent prépare la réponse"))
    #expect(stage.send(.answer(.preview(restart), .preview(Scenes.preview(restart)))) == [.flushInput])
    #expect(stage.text.contains("systemctl restart nginx.service"))
    #expect(stage.text.contains("[Échap Annuler]"))
    #expect(stage.press("enter") == [.flushInput])
    #expect(stage.model.layers.isEmpty)
    #expect(stage.text.contains("annulé · rien n’a été fait"))
  }

  @Test func yesStartsAndFollows() {
    var stage = Scenes.restart(Stage())
    let start = Ask.start(restart, confirmation: "yes", reason: nil)
    #expect(stage.press("y") == [.ask(start)])
    #expect(stage.press("y").isEmpty)
    #expect(stage.send(.answer(start, .started(operation: "42"))) == [.ask(.operation(id: "42", outputFrom: 0))])
    #expect(stage.place == .operation)
  }

  @Test func aDigitLeavesTheOperationForItsScreen() {
    var stage = Scenes.operation(Stage(Fixture.troubled))
    #expect(stage.place == .operation && stage.model.watch != nil)
    stage.press("5")
    #expect(stage.model.layers.isEmpty && stage.model.watch == nil && stage.model.screen == .rounds)
    // It goes on, and the status line says so.
    #expect(stage.text.contains("◐ Restaurer la base · 2/4"))
  }

  @Test func aKeyOfTheScreenBelowSaysHowToGetThere() {
    var stage = Scenes.operation(Stage(Fixture.troubled))
    stage.press("a")
    #expect(stage.model.toasts.last?.text == "Échap puis a\u{A0}: prendre")
    #expect(stage.place == .operation)
    var silent = Scenes.operation(Stage(Fixture.troubled))
    silent.press("Z")
    #expect(silent.model.toasts.isEmpty)
  }

  @Test func noToTheEndOfAnOperationSaysThatItGoesOn() {
    var stage = Scenes.operation(Stage(Fixture.troubled))
    stage.press("c")
    #expect(stage.place == .question)
    stage.press("esc")
    #expect(stage.text.contains("l’opération continue") && !stage.text.contains("rien n’a été fait"))
    // The next key is another matter.
    stage.press("down")
    #expect(!stage.text.contains("l’opération continue"))
  }

  @Test func aKeyOfOtherScreensSaysWhereItIs() {
    var stage = Stage(Fixture.troubled, columns: 120, rows: 40)
    stage.press("4")
    stage.press("w")
    let said = stage.text.replacing("\u{A0}", with: " ")
    #expect(said.contains("w · sur 1 Aperçu, 5 Rondes : ronde · sur 7 Logs : avertissement"))
    stage.press("1")
    #expect(stage.model.toasts.isEmpty)
    // What has nothing to act on here says so, and is not sent elsewhere.
    var empty = Fixture.troubled
    empty.backups = []
    var poor = Stage(empty)
    poor.press("4")
    poor.press("b")
    #expect(poor.model.toasts.map(\.text) == ["sauver · rien ici sur quoi agir"])
  }

  @Test func aDoneOperationSaysWhatWasAchievedBeforeWhatToLookAt() {
    var situation = Fixture.troubled
    let remark = "does not answer, as before the operation: site: 503"
    situation.operations[0].state = .done
    situation.operations[0].message = "the old one: /srv/before — " + remark
    situation.operations[0].steps[3] = StepStatus(
      title: LocalizedText("check"), state: .done, message: remark, hasRemark: true)
    let stage = Scenes.operation(Stage(situation, columns: 120, rows: 40))
    var done = stage
    done.send(
      .answer(
        .operation(id: situation.operations[0].id, outputFrom: 0),
        .operation(situation.operations[0], output: "", next: 0)))
    #expect(done.rows.contains { $0.contains("résultat") && $0.hasSuffix("terminée · the old one: /srv/before") })
    #expect(done.rows.contains { $0.contains("remarque") && $0.contains(remark) })
    #expect(done.rows.contains { $0.contains("▲ check") })
    #expect(done.hints.contains("u défaire : remettre l’état d’avant"))
  }

  @Test func whatWasUndoneIsNotUndoneAgain() {
    var situation = Fixture.troubled
    situation.operations[0].state = .done
    var stage = Stage(situation, columns: 120, rows: 40)
    stage.press("8")
    stage.send(.answer(.operations(limit: 100), .operations(situation.operations)))
    stage.press("enter")
    #expect(stage.hints.contains("u défaire : remettre l’état d’avant"))
    var undoing = situation.operations[0]
    undoing.id = "20261122T133105Z-0001"
    undoing.request = .revert(operation: situation.operations[0].id)
    situation.operations.insert(undoing, at: 0)
    stage.send(.situation(situation))
    #expect(!stage.hints.contains("défaire : ") && stage.text.contains("annulée depuis · "))
    #expect(stage.press("u").isEmpty)
    situation.operations[0].state = .failed
    stage.send(.situation(situation))
    #expect(stage.hints.contains("u défaire : remettre l’état d’avant"), "it did not get there")
  }

  @Test func aSheetCanBeReadOnWhileTheNameIsTyped() {
    var stage = Scenes.restore(Stage(Fixture.healthy))
    stage.press("?")
    #expect(stage.place == .help, "no name begins with it")
    stage.press("esc")
    stage.type("n")
    #expect(stage.text.contains("encore"))
    let before = stage.model.sheet?.scroll
    stage.press("pgdn")
    #expect(stage.model.sheet?.scroll != before && stage.model.sheet?.name.text == "n")
    stage.press("up")
    #expect(stage.model.sheet?.isTyping == true)
  }

  @Test func aStopIsUndoneByTheStartThatFollowsIt() {
    func operation(_ verb: ServiceVerb, minutesAgo: Double) -> OperationStatus {
      OperationStatus(
        id: "\(verb.rawValue) \(minutesAgo)", request: .service(verb: verb, name: "site"),
        procedure: "service." + verb.rawValue, title: LocalizedText(verb.rawValue), target: "service:site",
        by: Fixture.person, startedAt: Fixture.ago(minutes: minutesAgo), endedAt: Fixture.ago(minutes: minutesAgo),
        state: .done, steps: [],
        wayBack: verb == .stop
          ? WayBack(title: LocalizedText("start"), request: .service(verb: .start, name: "site")) : nil)
    }
    var situation = Fixture.troubled
    situation.operations = [operation(.stop, minutesAgo: 3), operation(.start, minutesAgo: 4)]
    var stage = Stage(situation, columns: 120, rows: 40)
    stage.press("8")
    stage.send(.answer(.operations(limit: 100), .operations(situation.operations)))
    stage.press("enter")
    #expect(stage.hints.contains("défaire : démarrer site"), "the start came before the stop")
    situation.operations.insert(operation(.restart, minutesAgo: 1), at: 0)
    stage.send(.situation(situation))
    #expect(!stage.hints.contains("défaire") && stage.text.contains("annulée depuis · "))
    stage.press("esc")
    #expect(stage.rows.contains { $0.contains(" stop ") && $0.contains("annulée de") })
  }

  @Test func theEndOfWhatIsOverIsSeenFirst() {
    var situation = Fixture.troubled
    situation.operations[0].state = .done
    situation.operations[0].steps = (1...20).map { StepStatus(title: LocalizedText("step \($0)"), state: .done) }
    var stage = Stage(situation)
    stage.press("8")
    stage.send(.answer(.operations(limit: 100), .operations(situation.operations)))
    stage.press("enter")
    #expect(stage.text.contains("step 20") && !stage.text.contains("step 1 "))
  }

  @Test func stepsWithoutRoomAreCounted() {
    var situation = Fixture.troubled
    situation.operations[0].steps = (1...20).map { StepStatus(title: LocalizedText("step \($0)"), state: .waiting) }
    var stage = Stage(situation)
    stage.press("o")
    let shown = stage.rows.count { $0.contains(" ○ step ") }
    #expect(shown > 2 && stage.text.contains("+ \(20 - shown) étapes"))
  }

  @Test func aStoppedServiceShowsNoStaleAnswer() {
    var situation = Fixture.healthy
    situation.services[0].condition = .known(ServiceCondition(activity: .inactive), at: Fixture.now)
    var stage = Stage(situation, columns: 120, rows: 40)
    stage.press("2")
    let row = stage.rows.first { $0.contains("✖ nginx") } ?? ""
    #expect(row.contains("arrêté") && !row.contains("200") && !row.contains(" ms"))
    #expect(!stage.text.contains("HTTP 200"))
  }

  @Test func tabReachesConfirm() {
    var stage = Scenes.restart(Stage())
    stage.press("tab")
    #expect(stage.press("enter") == [.ask(.start(restart, confirmation: "yes", reason: nil))])
  }

  @Test func whoLosesTheRoleCannotConfirmAnyMore() {
    var stage = Scenes.restart(Stage())
    stage.press("tab")
    stage.send(.welcome(person: Fixture.person, role: .observer))
    #expect(stage.press("enter").isEmpty)
    #expect(stage.model.sheet?.phase == .ready)
  }

  @Test func aSheetClosedWhileItStartsStillTells() {
    var stage = Scenes.restart(Stage())
    stage.press("y", "enter")
    #expect(stage.model.layers.isEmpty)
    stage.send(.answer(.start(restart, confirmation: "yes", reason: nil), .started(operation: "42")))
    #expect(stage.text.contains("Redémarrer : nginx · en cours") && stage.model.own == ["42"])
  }

  @Test func aMildOperationStartsAtOnceAndIsTold() {
    var stage = Stage()
    let request = OperationRequest.backup(leg: .databaseFull)
    stage.press("4", "b")
    let preview = Scenes.preview(request, confirmation: .none)
    let start = Ask.start(request, confirmation: nil, reason: nil)
    #expect(stage.send(.answer(.preview(request), .preview(preview))) == [.ask(start)])
    stage.send(.answer(start, .started(operation: "42")))
    #expect(stage.model.layers.isEmpty)
    #expect(stage.text.contains("en cours"))
    var situation = Fixture.healthy
    var done = Fixture.backupDone
    done.id = "42"
    situation.operations = [done]
    stage.send(.situation(situation))
    #expect(stage.text.contains("terminée · 210 Mo, 7 tables"))
  }

  /// What could be better asks for no reason, and must not look as if it were well.
  @Test func adviceBearsTheSignOfAWarningAndNoTick() {
    var advice = Preflight(
      severity: .fine, text: LocalizedText(french: "sync_binlog n’est pas 1", english: "sync_binlog is not 1"))
    advice.isAdvice = true
    var stage = Stage()
    let request = OperationRequest.verify(backup: "x")
    stage.press("4", "v")
    guard case .ask(.preview(let asked))? = stage.effects.last else { return }
    stage.send(.answer(.preview(asked), .preview(Scenes.preview(request, preflight: [advice]))))
    #expect(stage.rows.contains { $0.contains("▲ attention : sync_binlog n’est pas 1") }, "\(stage.text)")
    #expect(
      !stage.rows.contains { $0.contains("✓") && $0.contains("sync_binlog") } && !stage.text.contains("motif"),
      "\(stage.text)")
  }

  @Test func longCommandsAreALineEachUntilTheyAreAskedForInFull() {
    var stage = Stage()
    stage.press("2", "r")
    let request = OperationRequest.service(verb: .restart, name: "nginx")
    var preview = Scenes.preview(request, confirmation: .typeName("nginx"))
    let long =
      "mariadb --defaults-extra-file=/etc/vigie/main.cnf " + String(repeating: "--option=value ", count: 9) + "THE-END"
    preview.commands = ["true"] + Array(repeating: long, count: 3)
    stage.send(.answer(.preview(request), .preview(preview)))
    #expect(
      stage.rows.count { $0.contains("  mariadb … ") && $0.contains("--option=value THE-END") } == 3, "\(stage.text)")
    #expect(!stage.text.contains("main.cnf"))
    #expect(stage.text.contains("4 commandes, une ligne chacune · Espace en entier"), "\(stage.text)")
    #expect(stage.hints.contains("Espace"))
    stage.press("space", "pgdn", "pgdn", "pgdn")
    #expect(stage.text.contains("main.cnf"), "\(stage.text)")
    stage.press("space")
    #expect(!stage.text.contains("main.cnf"))
    // A sign that a shell knows would be read as part of the command.
    var plain = Stage(charset: .ascii)
    plain.press("2", "r")
    plain.send(.answer(.preview(request), .preview(preview)))
    #expect(plain.rows.contains { $0.contains("  mariadb [...] ") }, "\(plain.text)")
    // Also while the name is typed, where a space is text.
    stage.type("ngi")
    stage.press("f2", "pgdn", "pgdn", "pgdn")
    #expect(stage.text.contains("main.cnf") && stage.model.sheet?.name.text == "ngi")
  }

  /// How many steps are out of sight, and on which side, is said once.
  @Test func oneSignSaysThatThereAreMoreSteps() {
    for (running, arrows) in [(0, "↓"), (9, "↑↓"), (19, "↑")] {
      var status = Fixture.restoreRunning
      status.steps = (0..<20).map { index in
        StepStatus(
          title: LocalizedText(french: "Étape \(index)", english: "Step \(index)"),
          state: index < running ? .done : index == running ? .running : .waiting)
      }
      var situation = Fixture.healthy
      situation.operations = [status]
      var stage = Stage(situation, language: .english)
      stage.press("o")
      let rows = stage.rows.drop { !$0.contains(" Steps ") }.prefix { !$0.contains(" Output ") }
      let told = rows.filter { $0.contains("↑") || $0.contains("↓") }
      #expect(told.count == 1 && told.first?.contains("\(arrows) +") == true, "\(running): \(stage.text)")
    }
  }

  @Test func aYellowCheckAsksForAReasonEvenWhenMild() {
    var stage = Stage()
    let request = OperationRequest.backup(leg: .databaseFull)
    stage.press("4", "b")
    let check = Preflight(severity: .warning, text: LocalizedText(french: "hors fenêtre", english: "outside"))
    let preview = Scenes.preview(request, confirmation: .none, preflight: [check])
    #expect(stage.send(.answer(.preview(request), .preview(preview))) == [.flushInput])
    #expect(stage.press("y").isEmpty)
    #expect(stage.text.contains("il faut un motif"))
    stage.type("avant la mise à jour")
    #expect(stage.press("enter") == [.ask(.start(request, confirmation: nil, reason: "avant la mise à jour"))])
  }

  @Test func aRedCheckForbids() {
    var stage = Stage()
    stage.press("2", "r")
    let check = Preflight(severity: .critical, text: LocalizedText(french: "cible occupée", english: "busy"))
    stage.send(.answer(.preview(restart), .preview(Scenes.preview(restart, preflight: [check]))))
    #expect(stage.press("y").isEmpty && stage.press("tab").isEmpty)
    #expect(stage.text.contains("cible occupée") && !stage.hints.contains("confirmer"))
    #expect(stage.press("enter") == [.flushInput])
    #expect(stage.model.layers.isEmpty)
  }

  @Test func theNameMustBeTyped() {
    var stage = Scenes.restore(Stage())
    let request = stage.model.sheet?.request
    #expect(stage.press("enter") == [.flushInput] && stage.model.layers.isEmpty)
    stage = Scenes.restore(Stage())
    stage.type("nationsound")
    stage.press("enter")
    #expect(stage.text.contains("n’est pas celui de la cible"))
    stage.type("s")
    #expect(stage.press("enter").isEmpty)
    #expect(stage.model.sheet?.focus == .reason)
    stage.type("table effacée")
    let started = stage.press("enter")
    #expect(
      started == [
        .ask(.start(request ?? .revert(operation: ""), confirmation: "nationsounds", reason: "table effacée"))
      ])
    #expect(stage.press("enter") == [.flushInput])
    #expect(!stage.text.contains("rien n’a été fait"), "it was confirmed before")
  }

  @Test func operatorsSeeBeforehandThatTheyCannotRestore() {
    var stage = Stage(role: .operator)
    stage.press("4", "tab")
    #expect(!stage.hints.contains("restaurer"))
    #expect(stage.press("r").isEmpty)
    #expect(stage.text.contains("demande le rôle administrateur"))
  }

  @Test func aRefusalStaysOnTheSheet() {
    var stage = Scenes.restart(Stage())
    stage.press("y")
    let why = LocalizedText(french: "nginx est occupé", english: "nginx is busy")
    stage.send(.answer(.start(restart, confirmation: "yes", reason: nil), .refused(why)))
    #expect(stage.text.contains("nginx est occupé"))
    #expect(stage.model.sheet?.phase == .ready)
  }

  @Test func aBrokenConnectionNeverLooksLikeAStart() {
    var stage = Scenes.restart(Stage())
    stage.press("y")
    stage.send(.lost(reason: "reset"))
    #expect(stage.text.contains("voir le registre"))
    #expect(stage.press("y").isEmpty)
  }

  @Test func outputIsFollowedOnceASecond() {
    var stage = Stage(Fixture.troubled)
    let running = Fixture.restoreRunning
    #expect(stage.press("o") == [.ask(.operation(id: running.id, outputFrom: 0))])
    let ask = Ask.operation(id: running.id, outputFrom: 0)
    #expect(stage.send(.answer(ask, .operation(running, output: "un\ndeux\n", next: 8))).isEmpty)
    #expect(stage.text.contains("deux"))
    #expect(stage.model.nextWake == Fixture.now.adding(seconds: 1))
    #expect(stage.send(.tick(Fixture.now.adding(seconds: 0.5))).isEmpty)
    #expect(
      stage.send(.tick(Fixture.now.adding(seconds: 1))) == [.ask(.operation(id: running.id, outputFrom: 8))])
    #expect(stage.send(.tick(Fixture.now.adding(seconds: 2))).isEmpty)
    var done = running
    done.state = .done
    stage.send(.answer(.operation(id: running.id, outputFrom: 8), .operation(done, output: "", next: 8)))
    #expect(stage.model.nextWake > stage.model.now.adding(seconds: 1))
    stage.press("esc")
    #expect(stage.model.watch == nil)
  }

  @Test func aLongBacklogComesWithoutPauses() {
    var stage = Stage(Fixture.troubled)
    stage.press("o")
    let id = Fixture.restoreRunning.id
    let part = String(repeating: "x\n", count: 4000)
    let reply = Reply.operation(Fixture.restoreRunning, output: part, next: 8000)
    #expect(
      stage.send(.answer(.operation(id: id, outputFrom: 0), reply)) == [.ask(.operation(id: id, outputFrom: 8000))])
  }

  @Test func cancelIsAskedAndNoIsTheAnswerByDefault() {
    var stage = Scenes.operation(Stage(Fixture.troubled))
    #expect(stage.press("c") == [.flushInput])
    #expect(stage.press("enter") == [.flushInput])
    #expect(stage.place == .operation)
    stage.press("c")
    #expect(stage.press("y") == [.ask(.cancel(operation: Fixture.restoreRunning.id))])
  }

  @Test func theWayBackIsAPreviewToo() {
    var situation = Fixture.troubled
    situation.operations[0].state = .failed
    var stage = Stage(situation)
    stage.press("o")
    #expect(stage.hints.contains("défaire : "))
    let request = OperationRequest.revert(operation: Fixture.restoreRunning.id)
    #expect(stage.press("u") == [.flushInput, .ask(.preview(request))])
  }

  @Test func anInterruptedOperationIsResumed() {
    var situation = Fixture.troubled
    situation.operations[0].state = .interrupted
    situation.operations[0].canResume = true
    var stage = Stage(situation)
    stage.press("o")
    #expect(stage.press("e") == [.ask(.resume(operation: Fixture.restoreRunning.id))])
  }

  @Test func theLossBeganWithTheFirst() {
    var stage = Stage(Fixture.troubled)
    stage.send(.lost(reason: "reset"))
    stage.send(.tick(Fixture.now.adding(seconds: 180)))
    stage.send(.connecting)
    #expect(stage.rows[0].contains("données d’il y a 3 min") && stage.hints.contains("ronde"))
    stage.send(.lost(reason: "refused"))
    #expect(stage.text.contains("agent perdu depuis 3 min"))
    stage.send(.welcome(person: Fixture.person, role: .operator))
    #expect(!stage.text.contains("données d’il y a"))
  }

  @Test func reconnectingGoesOnWithTheOutput() {
    var stage = Scenes.operation(Stage(Fixture.troubled))
    let next = stage.model.watch?.next ?? 0
    stage.send(.lost(reason: "reset"))
    #expect(stage.send(.tick(Fixture.now.adding(seconds: 9))).isEmpty)
    let effects = stage.send(.welcome(person: Fixture.person, role: .operator))
    #expect(effects == [.ask(.operation(id: Fixture.restoreRunning.id, outputFrom: next))])
  }

  @Test func noNameIsLostForTheSpaceBetweenTwo() {
    for (language, columns) in [(Language.english, 100), (.french, 102)] {
      let tabs = Stage(columns: columns, language: language).rows[1]
      #expect(tabs.contains("9 Contacts"), "\(tabs)")
    }
  }
}
