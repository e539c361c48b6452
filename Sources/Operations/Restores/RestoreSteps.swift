import Maintenance

/// The steps of a restore: those of each stage of the plan's procedure, for each part.
struct RestoreSteps {
  let parts: [RestorePart]
  let plan: Plan
  /// Whether an earlier state is put back as it was, in whatever health.
  var isWayBack = false

  /// In the order in which they are put in place: first what can be refused, last what everything else reads.
  private static let order: [RestoreScope] = [.configuration, .files, .database]

  init(_ parts: [RestorePart], plan: Plan, isWayBack: Bool = false) {
    self.isWayBack = isWayBack
    self.parts = RestoreSteps.order.flatMap { scope in parts.filter { $0.scope == scope } }
    self.plan = plan
  }

  var all: [Step] { (plan.restore ?? .standard).stages.flatMap(steps) }

  private func steps(_ stage: RestoreStage) -> [Step] {
    switch stage {
    case .command(let command): return [RunCommand.step(command)]
    case .work(let work): return steps(work)
    }
  }

  private func steps(_ work: RestoreStage.Work) -> [Step] {
    switch work {
    case .logs:
      // Going back is a matter of names: nobody waits for a log that lies on the server as safely as before.
      guard parts.contains(where: { if case .backup = $0.source { $0.isServed } else { false } }) else { return [] }
      return [
        Step(
          verb: BackUpBinlogs.name, arguments: ["leg": BackupLeg.databaseLog.rawValue, "try": "yes"],
          title: both("Sauvegarder les journaux jusqu’à maintenant", "Save the logs until now"),
          limitSeconds: RestoreSteps.long)
      ]
    case .verify:
      return parts.compactMap { part in
        part.isServed
          ? step(
            VerifyBackup.name, part, "Vérifier la sauvegarde", "Check the backup", [VerifyBackup.rebuiltArgument: "yes"]
          )
          : step(VerifyBackup.name, part, "Relire la sauvegarde", "Read the backup through")
      }
    case .rebuild: return parts.flatMap(rebuild)
    case .safetyCopy: return parts.flatMap(copy)
    case .beginMaintenance:
      return hasMode ? [short(BeginMaintenance.name, "Passer en maintenance", "Begin maintenance")] : []
    case .stopWriters: return [short(PauseWriters.name, "Arrêter ce qui écrit", "Stop what writes")]
    case .swap: return parts.map(swap)
    case .check:
      return parts.compactMap(check) + tests
    case .startWriters:
      return parts.filter(\.isServed).map(events)
        + [short(ResumeWriters.name, "Redémarrer ce qui tournait", "Start what ran before")]
    case .endMaintenance:
      return hasMode ? [short(EndMaintenance.name, "Sortir de maintenance", "End maintenance")] : []
    case .health:
      var step = short(CheckHealth.name, "Vérifier que le site répond", "Check that the site answers")
      if isWayBack { step.arguments[CheckHealth.lenientArgument] = "yes" }
      return [step]
    case .newBackup: return parts.first(where: \.isServed).map(newBackup) ?? []
    }
  }

  // MARK: Stages

  private func rebuild(_ part: RestorePart) -> [Step] {
    part.verbs.rebuild.compactMap { verb in
      switch verb {
      case RebuildSchema.name:
        step(
          verb, part, "Reconstruire \(part.name) à l’écart et prouver", "Rebuild \(part.name) aside and prove it",
          isNamed: true)
      case StageSchema.name:
        step(
          verb, part, "Répéter sur le serveur, à côté de l’actuelle", "Rehearse it on the server, beside the live one")
      case ProveDatabase.name, ProveFolder.name:
        step(verb, part, "Prouver ce qui est reconstruit", "Prove what was rebuilt")
      case CompareFolders.name:
        step(verb, part, "Comparer avec ce qui est en place", "Compare with what is in place")
      case TestConfiguration.name:
        plan.folders.configurationTests.isEmpty
          ? nil
          : step(
            verb, part, "Essayer la configuration à l’écart", "Try the configuration aside",
            [TestConfiguration.stagedArgument: "yes"])
      default: step(verb, part, "Reconstruire \(part.name) à côté", "Rebuild \(part.name) beside it", isNamed: true)
      }
    }
  }

  private func copy(_ part: RestorePart) -> [Step] {
    [
      step(
        part.verbs.copy, part, "Sauvegarder l’état actuel", "Back up the present state",
        part.isServed
          ? ["safety": "yes", BackUpSchema.lenientArgument: "yes", Step.besideArgument: RebuildSchema.name]
          : ["safety": "yes"]),
      step(VerifyBackup.name, part, "Relire la copie de sûreté", "Read the safety copy through", ["made": "safety"]),
    ].compactMap { $0 }
  }

  private func swap(_ part: RestorePart) -> Step {
    let changes = [Step.changesArgument: "target", Step.lockArgument: part.lock]
    guard case .kept(let operation) = part.source else {
      return step(
        part.verbs.swap, part, part.isServed ? "Mettre en place" : "Mettre en place, garder l’ancien",
        part.isServed ? "Put it in place" : "Swap in, keep the old", changes)
        ?? short(part.verbs.swap, "Mettre en place", "Put it in place")
    }
    return Step(
      verb: part.verbs.swap,
      arguments: ["scope": part.scope.rawValue, "reverts": operation].merging(changes) { $1 },
      title: title("Remettre l’ancien, garder l’actuel", "Put the old back, keep the present one", part),
      limitSeconds: RestoreSteps.brief)
  }

  /// Holds what is in place against what it came from; folders that were set aside come back as they are.
  private func check(_ part: RestorePart) -> Step? {
    guard case .kept(let operation) = part.source, part.isServed else {
      return step(part.verbs.check, part, "Vérifier ce qui est en place", "Check what is in place")
    }
    return Step(
      verb: part.verbs.check, arguments: ["scope": part.scope.rawValue, "reverts": operation],
      title: title("Vérifier ce qui est en place", "Check what is in place", part), limitSeconds: RestoreSteps.brief)
  }

  /// The scheduled events of a schema write as services do: they come back with them.
  private func events(_ part: RestorePart) -> Step {
    var step = short(StartEvents.name, "Remettre les événements planifiés", "Put the scheduled events back")
    step.arguments["scope"] = part.scope.rawValue
    if case .kept(let operation) = part.source { step.arguments["reverts"] = operation }
    return step
  }

  /// The programs that read the configuration, asked once more where it now lies.
  private var tests: [Step] {
    guard !plan.folders.configurationTests.isEmpty, let part = parts.first(where: { $0.scope == .configuration }) else {
      return []
    }
    return [
      Step(
        verb: TestConfiguration.name, arguments: ["scope": part.scope.rawValue],
        title: both("Essayer la configuration en place", "Try the configuration in place"),
        limitSeconds: RestoreSteps.brief)
    ]
  }

  /// What is in place is saved while it is checked: nothing writes then.
  private func newBackup(_ part: RestorePart) -> [Step] {
    [
      Step(
        verb: BackUpSchema.name,
        arguments: [
          "leg": BackupLeg.databaseFull.rawValue, "after": "restore", Step.besideArgument: part.verbs.check,
        ],
        title: both("Nouvelle sauvegarde complète", "A new full backup"), limitSeconds: RestoreSteps.long),
      Step(
        verb: VerifyBackup.name, title: both("Relire la nouvelle sauvegarde", "Read the new backup through"),
        limitSeconds: RestoreSteps.long),
    ]
  }

  // MARK: Parts

  private static let long = 4 * 3600.0
  private static let brief = 360.0

  private var hasMode: Bool { plan.maintenanceMode != nil }

  private func short(_ verb: String, _ french: String, _ english: String) -> Step {
    Step(verb: verb, title: both(french, english), limitSeconds: RestoreSteps.brief)
  }

  /// A step on a backup; `nil` for a part that comes from none.
  private func step(
    _ verb: String, _ part: RestorePart, _ french: String, _ english: String, _ extra: [String: String] = [:],
    isNamed: Bool = false
  ) -> Step? {
    guard case .backup(let id, let moment) = part.source else { return nil }
    var arguments = ["scope": part.scope.rawValue, "backup": id, "leg": part.leg.rawValue].merging(extra) { $1 }
    if verb == RebuildSchema.name, let moment { arguments[RebuildSchema.momentArgument] = moment.description }
    return Step(
      verb: verb, arguments: arguments, title: isNamed ? both(french, english) : title(french, english, part),
      limitSeconds: extra[Step.changesArgument] != nil && !part.isServed ? RestoreSteps.brief : RestoreSteps.long)
  }

  /// Says which part is meant where there are several.
  private func title(_ french: String, _ english: String, _ part: RestorePart) -> LocalizedText {
    parts.count == 1 ? both(french, english) : both("\(french)\u{A0}: \(part.name)", "\(english): \(part.name)")
  }
}
