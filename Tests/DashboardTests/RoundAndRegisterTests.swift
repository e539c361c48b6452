import Drawing
import Maintenance
import Testing

@testable import Dashboard

@Suite struct RoundAndRegisterTests {
  private func tick(_ task: String, _ verdict: TickVerdict = .done) -> Tick {
    Tick(
      period: .daily, round: "2026-11-22", task: task, verdict: verdict,
      evidence: Evidence(source: nil, severity: .fine, facts: [], at: Fixture.now), by: Fixture.person, at: Fixture.now)
  }

  @Test func theRoundStartsAtTheFirstOpenTask() {
    var stage = Stage(Fixture.troubled)
    #expect(stage.press("w") == [.flushInput])
    #expect(stage.model.taskInHand?.name == "metrics")
    #expect(stage.text.contains("demandera un motif"))
  }

  @Test func tickingAgainstTheEvidenceNeedsAReason() {
    var stage = Stage(Fixture.troubled)
    stage.press("w")
    #expect(stage.press("enter").isEmpty)
    #expect(stage.press("enter").isEmpty)
    stage.type("suivi par l’équipe")
    let ask = Ask.tick(period: .daily, task: "metrics", verdict: .done, note: "suivi par l’équipe")
    #expect(stage.press("enter") == [.ask(ask)])
  }

  @Test func tickingWithTheEvidenceDoesNot() {
    var stage = Stage(Fixture.healthy)
    stage.press("w")
    let ask = Ask.tick(period: .daily, task: "metrics", verdict: .done, note: nil)
    #expect(stage.press("enter") == [.ask(ask)])
    #expect(stage.press("enter").isEmpty)
    stage.send(.answer(ask, .ticked(tick("metrics"))))
    #expect(stage.model.taskInHand?.name == "visit")
    #expect(stage.press("n").isEmpty)
    stage.type("fermée")
    let last = Ask.tick(period: .daily, task: "visit", verdict: .notApplicable, note: "fermée")
    #expect(stage.press("enter") == [.ask(last)])
    stage.send(.answer(last, .ticked(tick("visit", .notApplicable))))
    #expect(stage.text.contains("Ronde faite"))
    stage.press("q")
    #expect(stage.model.layers.isEmpty)
  }

  @Test func enterClosesTheEndOfTheRound() {
    var stage = Stage(Fixture.troubled)
    stage.press("w", "right", "right")
    #expect(stage.model.taskInHand == nil && stage.hints.contains("Entrée fermer"))
    stage.press("enter")
    #expect(stage.model.layers.isEmpty)
  }

  @Test func theRoundGoesOnAfterALookAtAnotherScreen() {
    var stage = Stage(Fixture.troubled)
    stage.press("w", "right")
    let task = stage.model.taskInHand?.name
    stage.press("4")
    #expect(stage.model.screen == .backups && stage.hints.contains("Échap la ronde"))
    stage.press("3", "esc")
    #expect(stage.model.taskInHand?.name == task && task != nil)
    stage.press("esc", "4")
    #expect(!stage.hints.contains("la ronde"), "it was closed")
    stage.press("esc")
    #expect(stage.model.screen == .overview)
    stage.press("w", "right", "right", "4", "esc")
    #expect(stage.model.layers.isEmpty && stage.model.screen == .overview, "there was nothing left of it")
  }

  @Test func theRoundEndsWhereItWasBegun() {
    var stage = Stage(Fixture.troubled)
    stage.press("5", "w", "4", "3", "esc")
    #expect(stage.model.taskInHand != nil && stage.model.screen == .rounds)
  }

  @Test func whatHasItsAnswerIsNotLeftForLater() {
    var stage = Stage(Fixture.troubled)
    stage.press("w", "left")
    #expect(stage.model.taskInHand?.isSettled == true)
    let next = stage.model.guidedRound.map { $0.index + 1 }
    #expect(stage.press("l").isEmpty && stage.model.guidedRound?.index == next)
    #expect(stage.text.contains("la réponse reste"))
    stage.press("left")
    #expect(stage.press("enter").isEmpty && stage.text.contains("la réponse reste"), "the same is not said twice")
    stage.press("left", "p")
    #expect(stage.model.guidedRound?.pending == .problem, "another answer is one")
  }

  @Test func whatWasUndoneFirstByIsTold() throws {
    var stop = Fixture.backupDone
    (stop.id, stop.startedAt) = ("stop", Fixture.ago(minutes: 9))
    stop.request = .service(verb: .stop, name: "site")
    stop.wayBack = WayBack(title: LocalizedText("x"), request: .service(verb: .start, name: "site"))
    var starts = [stop, stop]
    for (index, minutes) in [2.0, 8].enumerated() {
      starts[index].id = "start \(minutes)"
      starts[index].startedAt = Fixture.ago(minutes: minutes)
      starts[index].request = .service(verb: .start, name: "site")
    }
    var stage = Stage(Fixture.healthy)
    stage.press("8")
    stage.send(.answer(.operations(limit: 100), .operations(starts + [stop])))
    #expect(stage.model.undoing(stop)?.id == "start 8.0")
  }

  @Test func theRegisterBeginsWithWhatIsNewest() {
    var stage = Stage(Fixture.troubled)
    stage.press("8")
    stage.send(.answer(.operations(limit: 100), .operations(Fixture.troubled.operations)))
    stage.press("down", "tab", "1", "8")
    #expect(stage.model.pane == .operations && stage.model.selected(.operations) == 0)
  }

  @Test func whatIsAnsweredDoesNotAskForAReasonAgain() {
    var situation = Fixture.troubled
    let at = situation.rounds[0].tasks.firstIndex { $0.name == "metrics" } ?? 0
    var stage = Stage(situation)
    stage.press("w")
    #expect(stage.text.contains("demandera un motif"))
    situation.rounds[0].tasks[at].tick = tick("metrics")
    stage.send(.situation(situation))
    #expect(stage.model.taskInHand?.name == "metrics" && !stage.text.contains("demandera un motif"))
  }

  @Test func anAnswerGivenOnOtherMeasurementsNamesThem() {
    var situation = Fixture.troubled
    let at = situation.rounds[0].tasks.firstIndex { $0.name == "metrics" } ?? 0
    var answer = tick("metrics")
    answer.evidence = situation.rounds[0].tasks[at].evidence
    var stage = Stage(situation)
    stage.press("w")
    situation.rounds[0].tasks[at].tick = answer
    stage.send(.situation(situation))
    #expect(stage.model.taskInHand?.name == "metrics" && !stage.text.contains("répondu sur"))
    answer.evidence.facts = [LocalizedText(french: "disque 40 %", english: "disk 40%")]
    situation.rounds[0].tasks[at].tick = answer
    stage.send(.situation(situation))
    #expect(stage.text.contains("répondu sur  disque 40 %"))
  }

  @Test func rowsThatCameSinceTheCheckAreNotToldAsChecked() {
    var stage = Scenes.register(Stage(Fixture.troubled))
    #expect(stage.text.contains("✓ 12 lignes justes"))
    stage.send(.answer(.audit(limit: 100, before: nil), .audit((1...14).map(Scenes.auditRow))))
    #expect(stage.text.contains("○ 12 lignes justes") && stage.text.contains(", 2 depuis"))
    stage.send(.answer(.verifyRegister, .verified(rows: 14, fault: nil)))
    #expect(stage.text.contains("✓ 14 lignes justes") && !stage.text.contains("depuis,"))
  }

  @Test func aRowOfTheRegisterIsReadMemberByMember() {
    var row = Scenes.auditRow(3)
    row.detail = #"{"operation":"op-7","verdict":{"kind":"done","facts":["a, b","dit \"oui\""]},"rows":4}"#
    var stage = Stage(Fixture.troubled)
    stage.press("8")
    stage.send(.answer(.audit(limit: 100, before: nil), .audit([row])))
    stage.press("tab", "enter")
    for line in [
      "operation : op-7", "verdict.kind : done", "verdict.facts.1 : a, b", "verdict.facts.2 : dit \"oui\"", "rows : 4",
    ] {
      #expect(stage.text.replacing("\u{A0}", with: " ").contains(line), "\(line)")
    }
  }

  @Test func aTextInBothLanguagesIsReadInOne() {
    for (language, own, other) in [(Language.french, "bonne", "fine"), (.english, "fine", "bonne")] {
      var row = Scenes.auditRow(3)
      row.detail = #"{"fact":{"en":"fine","fr":"bonne"},"alone.fr":"seule"}"#
      var stage = Stage(Fixture.troubled, language: language)
      stage.press("8")
      stage.send(.answer(.audit(limit: 100, before: nil), .audit([row])))
      stage.press("tab", "enter")
      #expect(stage.text.contains(own) && !stage.text.contains(other) && stage.text.contains("seule"))
    }
  }

  @Test(
    arguments: [
      (#"{"a":{"b":[1,true,null]},"c":""}"#, "a.b.1=1 a.b.2=true a.b.3=null c="), (#"{}"#, ""),
      (#"{"é":"\u00e9\ud83d\ude00\/"}"#, "é=é😀/"), (#"["x"]"#, "1=x"),
      (#"{"a":1"#, nil), (#"{"a" 1}"#, nil), (#"{"a":}"#, nil), ("plain words", nil), (#"{"a":1} x"#, nil),
      (#"{"a":"\ud83d"}"#, nil), (String(repeating: "[", count: 40) + "1" + String(repeating: "]", count: 40), nil),
    ])
  func aDetailIsTakenApartOrLeftAsItIs(json: String, said: String?) {
    let members = JSONMembers.flattened(json)
    #expect(members.map { $0.map { "\($0.path)=\($0.text)" }.joined(separator: " ") } == said)
  }

  @Test func theRegisterUndoesWhatIsSelected() {
    var situation = Fixture.troubled
    situation.operations[0].state = .done
    var stage = Stage(situation)
    stage.press("8")
    stage.send(.answer(.operations(limit: 100), .operations(situation.operations)))
    #expect(stage.hints.contains("u défaire"))
    let request = situation.operations[0].wayBack?.request
    #expect(request != nil && stage.press("u").contains(.ask(.preview(request ?? .prune))))
    stage.press("esc", "down")
    #expect(!stage.hints.contains("u défaire"))
    #expect(stage.press("u").isEmpty && stage.text.contains("rien ici sur quoi agir"))
  }

  @Test func anEmptyReasonIsAskedForAgain() {
    var stage = Stage(Fixture.troubled)
    stage.press("w", "enter", "enter")
    #expect(stage.text.contains("Il faut un motif : l’écrire, puis Entrée."))
    stage.type("vu")
    #expect(!stage.text.contains("Il faut un motif"))
  }

  @Test func aRefusedTickCanBeGivenAgain() {
    var stage = Stage(Fixture.healthy)
    stage.press("w", "enter")
    let ask = Ask.tick(period: .daily, task: "metrics", verdict: .done, note: nil)
    stage.send(.answer(ask, .refused(LocalizedText(french: "registre plein", english: "register full"))))
    #expect(stage.text.contains("registre plein"))
    #expect(stage.press("enter") == [.ask(ask)])
  }

  @Test func problemsAreTakenAndGivenBack() {
    var stage = Stage(Fixture.troubled)
    stage.press("a")
    #expect(stage.press("enter") == [.ask(.acknowledge(problem: "service.mysql", note: nil))])
    stage.press("j")
    #expect(stage.press("a") == [.ask(.unacknowledge(problem: "backup.database.log"))])
    stage.press("j")
    #expect(stage.press("a").isEmpty)
    #expect(stage.text.contains("pas encore une alerte"))
  }

  @Test func aWorseProblemDoesNotMoveTheSelection() {
    var stage = Stage(Fixture.troubled)
    stage.press("j")
    var situation = Fixture.troubled
    let new = Problem(
      id: "register", subject: .register, severity: .critical, state: .firing, cause: .registerFault(detail: "full"))
    situation.problems.insert(new, at: 0)
    stage.send(.situation(situation))
    #expect(stage.model.selectedProblem?.id == "backup.database.log")
  }

  @Test func whereARestartHasNotHelpedTheLogsSayMore() {
    var situation = Fixture.healthy
    let site = situation.services.first { $0.isControllable }
    let name = site?.name ?? ""
    let problem = Problem(
      id: "service", subject: .service(name), severity: .critical, state: .firing,
      cause: .answerWrong(detail: "503"), since: Fixture.ago(minutes: 5))
    situation.problems = [problem]
    func lead(restartedMinutesAgo minutes: Double) -> String? {
      situation.operations = [
        OperationStatus(
          id: "a", request: .service(verb: .restart, name: name), procedure: "service.restart",
          title: LocalizedText("x"), target: "service:" + name, by: Fixture.person,
          startedAt: Fixture.ago(minutes: minutes), endedAt: Fixture.ago(minutes: minutes), state: .failed, steps: [])
      ]
      return Stage(situation).model.lead(from: problem)?.label.english
    }
    #expect(lead(restartedMinutesAgo: 6) == "restart")
    #expect(lead(restartedMinutesAgo: 4) == "Logs")
  }

  @Test func enterLeadsFromAProblemToItsSubject() {
    var stage = Stage(Fixture.troubled)
    stage.press("enter")
    #expect(stage.model.screen == .services && stage.model.selectedService?.name == "mysql")
    stage.press("1", "j", "enter")
    #expect(stage.model.screen == .backups && stage.model.selectedLeg?.leg == .databaseLog)
    stage.press("1", "j", "enter")
    #expect(stage.model.screen == .capacity && stage.model.selected(.resources) == 1)
  }

  @Test func theRegisterIsLoadedWhenItIsEntered() {
    var stage = Stage()
    let effects = stage.press("8")
    #expect(effects == [.ask(.operations(limit: 100)), .ask(.audit(limit: 100, before: nil))])
    stage.send(.answer(.audit(limit: 100, before: nil), .audit((50...60).map(Scenes.auditRow))))
    stage.press("tab")
    #expect(stage.press("G") == [.ask(.audit(limit: 100, before: 50))])
    #expect(stage.press("G").isEmpty)
    stage.send(.answer(.audit(limit: 100, before: 50), .audit((1...49).map(Scenes.auditRow))))
    #expect(stage.model.audit.count == 60 && stage.model.isAuditWhole)
    #expect(stage.press("G").isEmpty)
    stage.press("enter")
    #expect(stage.text.contains("Ligne 1 du registre"))
  }

  @Test func newRowsDoNotMoveTheSelection() {
    var stage = Stage()
    stage.press("8", "tab")
    stage.send(.answer(.audit(limit: 100, before: nil), .audit((1...10).map(Scenes.auditRow))))
    stage.press("j", "j")
    stage.send(.answer(.audit(limit: 100, before: nil), .audit((4...13).map(Scenes.auditRow))))
    #expect(stage.model.audit.map(\.sequence) == (1...13).reversed().map(Int64.init))
    #expect(stage.model.selected(.audit).map { stage.model.audit[$0].sequence } == 8)
  }

  @Test func theChainIsProvenOnDemand() {
    var stage = Stage()
    stage.press("8")
    #expect(stage.press("v") == [.ask(.verifyRegister)])
    let fault = LocalizedText(french: "ligne 7 modifiée", english: "row 7 changed")
    stage.send(.answer(.verifyRegister, .verified(rows: 12, fault: fault)))
    #expect(stage.text.contains("ligne 7 modifiée"))
  }

  @Test func ticksWakeTheScreenOnceAMinuteAndNoMore() {
    var stage = Stage(Fixture.troubled)
    #expect(stage.model.nextWake.milliseconds % 60_000 == 0)
    #expect(stage.model.nextWake.seconds(since: stage.model.now) <= 60)
    let before = stage.canvas
    stage.send(.tick(stage.model.nextWake))
    #expect(stage.canvas != before)
  }

  @Test func notesGoAfterSomeSecondsEvenWhenTheClockIsSetBack() {
    var stage = Stage()
    stage.press("R")
    #expect(stage.text.contains("Lecture seule :"))
    #expect(stage.model.nextWake == Fixture.now.adding(seconds: 6))
    stage.send(.tick(Fixture.now.adding(seconds: -7200)))
    stage.send(.tick(Fixture.now.adding(seconds: -7200 + 12)))
    #expect(!stage.text.contains("Lecture seule :"))
  }

  @Test func aRowOfAnOperationIsToldByItsTitle() {
    let operation = Fixture.restoreRunning
    let row = AuditEntry(
      sequence: 7, at: Fixture.now, by: Fixture.person, action: "operation.started", target: operation.target,
      detail: "{\"operation\":\"\(operation.id)\",\"procedure\":\"restore.database\"}", hash: "")
    let wording = Stage().model.wording
    #expect(row.operation == operation.id)
    #expect(wording.target(of: row, in: nil, operations: [operation]) == "Restaurer la base")
    #expect(wording.target(of: row, in: nil, operations: []) == "base nationsounds")
    #expect(wording.target("everything:Shop") == "toute l’application Shop")
    #expect(wording.target("files:fichiers") == "fichiers")
    #expect(wording.target("other") == "other")
    var tick = row
    tick.action = "tick"
    tick.target = "daily/2026-11-22/error-logs"
    #expect(wording.target(of: tick, in: Fixture.troubled) == "Logs d’erreur")
    var other = row
    other.action = "tick"
    #expect(other.operation == nil)
  }
}
