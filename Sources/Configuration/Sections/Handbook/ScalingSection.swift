import Maintenance

extension KeyTable {
  static let scaling = KeyTable(
    "scaling", "How the server is made larger, and what calls for it.",
    [
      .required("triggers", Forms.names(of: "capacity"), "The resources whose thresholds call for it."),
      .required("runbook", Forms.name(of: "runbooks"), "The runbook with the steps."),
      PlanKey("follow", "a list of texts", "What is followed."),
      PlanKey("duties", "for each name: a title, or " + Forms.mapping, "What is done to see a lack coming."),
      .required("instance", Forms.fillable, "The identifier of the machine at the provider."),
      .required("volume", Forms.fillable, "The identifier of the volume of which a snapshot is made first."),
      .required("instance-type", Forms.fillable, "The type that it shall become."),
    ])
  static let capacityDuty = KeyTable(
    "scaling.duties.NAME", "Something that is done to see a lack of capacity coming.",
    [
      .required("title", Forms.localized, "What is done."),
      PlanKey("task", "the name of a task of `rounds`", "The task in which it is done."),
    ])
  static let duties = KeyTable(
    "duties", "The lasting duties of the team, beside the rounds.",
    [
      PlanKey("documentation", Forms.mapping, "How the documentation is kept right."),
      PlanKey("training", Forms.mapping, "How the team keeps in practice."),
    ])
  static let duty = KeyTable(
    "duties.AREA.NAME", "A lasting duty.",
    [
      .required("title", Forms.localized, "What is done."),
      PlanKey(
        "every", Forms.oneOf(Cadence.ofDuties.map(\.rawValue)), standard: "when there is an occasion", "How often."),
      PlanKey("owner", Forms.name(of: "contacts"), "Who answers for it."),
      PlanKey("task", "the name of a task of `rounds`", "The task in which it is done."),
    ])
}

extension Cadence {
  static let ofDuties: [Cadence] = [.always, .eachChange] + periods
}

extension Section {
  /// `scaling`: how the server is made larger.
  func scaling(_ names: PlanNames) -> ScalingPlan? {
    expect(.scaling)
    let triggers = self["triggers"]?.references("capacity", names.resources) ?? []
    let runbook = self["runbook"].flatMap { $0.reference("runbooks", names.runbooks) }
    let follow = (self["follow"]?.oneOrMore() ?? []).compactMap { $0.text() }
    let duties =
      self["duties"]?.entries { field -> CapacityDuty? in
        if field.isLocalized { return field.localized().map { CapacityDuty(name: field.name, title: $0) } }
        guard let section = field.section(.capacityDuty) else { return nil }
        let task = section["task"].flatMap { $0.taskName(names) }
        return section["title"].flatMap { $0.localized() }.map { CapacityDuty(name: field.name, title: $0, task: task) }
      } ?? []
    let instance = self["instance"].flatMap { $0.fillable("l'identifiant de la machine", "the machine's identifier") }
    let volume = self["volume"].flatMap { $0.fillable("l'identifiant du volume", "the volume's identifier") }
    let type = self["instance-type"].flatMap { $0.fillable("un type de machine", "a type of machine") }
    guard let runbook, let instance, let volume, let type else { return nil }
    return ScalingPlan(
      triggers: triggers.compactMap { Resource(rawValue: $0) }, follow: follow, duties: duties, runbook: runbook,
      instance: instance, volume: volume, instanceType: type)
  }

  /// `duties`: documentation and training.
  func duties(_ names: PlanNames) -> [Duty] {
    expect(.duties)
    return fields.flatMap { field -> [Duty] in
      guard let area = DutyArea(rawValue: field.name) else { return [] }
      return field.entries { entry in
        guard let section = entry.section(.duty) else { return nil }
        let cadence = section["every"].flatMap { $0.choice(among: Cadence.ofDuties) }
        let owner = section["owner"].flatMap { $0.reference("contacts", names.contacts) }
        let task = section["task"].flatMap { $0.taskName(names) }
        return section["title"].flatMap { $0.localized() }.map {
          Duty(name: entry.name, area: area, title: $0, cadence: cadence, owner: owner, task: task)
        }
      }
    }
  }
}
