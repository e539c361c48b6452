import Maintenance

extension KeyTable {
  static let updates = KeyTable(
    "updates", "How updates are made, and when each kind of them.",
    [
      .required("process", Forms.name(of: "runbooks"), "The runbook by which every update is made."),
      PlanKey("critical", Forms.mapping, "Corrections of grave security holes."),
      PlanKey("major", Forms.mapping, "New functions, important improvements."),
      PlanKey("minor", Forms.mapping, "Corrected mistakes, small improvements."),
      PlanKey("dependencies", Forms.mapping, "Libraries and frameworks."),
    ])
  static let update = KeyTable(
    "updates.KIND", "When one kind of update is made, and who is told how long before.",
    [
      PlanKey("title", Forms.localized, standard: "the name", "How screens call it."),
      PlanKey("purpose", Forms.localized, "What such an update brings."),
      .required("frequency", Forms.oneOf(Cadence.ofUpdates.map(\.rawValue)), "How often there is one."),
      .required("window", Forms.name(of: "windows"), "When it may be made."),
      .required("notice", "`asap`, or " + Forms.duration, "How long before its audiences are told."),
      .required("audiences", Forms.names(of: "audiences"), "Who is told."),
      .required("channels", Forms.names(of: "channels"), "By which ways."),
    ])
}

extension Cadence {
  static let ofUpdates: [Cadence] = [.asAvailable, .weekly, .monthly, .quarterly, .yearly]
}

extension Section {
  /// `updates`: the kinds of update, and the runbook by which they are made.
  func updates(_ names: PlanNames, runbooks: Section?) -> (policies: [UpdatePolicy], runbook: String?) {
    expect(.updates)
    let runbook = self["process"].flatMap { $0.reference("runbooks", names.runbooks) }
    if let runbook { runbooks?[runbook]?.section()?.expectWhatUpdatesNeed() }
    let policies = fields.compactMap { field in UpdateKind(rawValue: field.name).flatMap { field.update($0, names) } }
    return (policies, runbook)
  }

  /// What the written procedure only points to must stand in the runbook of the updates, if only as `to-fill`.
  private func expectWhatUpdatesNeed() {
    if self["rollback"] == nil { reportMissing("rollback") }
    let needed = ["deployment-guide", "rollback-script"]
    guard let references = self["references"] else {
      for name in needed { reportMissing("references.\(name)") }
      return
    }
    guard let section = Section(references.node, path: references.path, log: FaultLog(file: "")) else { return }
    for name in needed where section[name] == nil {
      Section(references.node, path: references.path, log: log)?.reportMissing(name)
    }
  }
}

extension Field {
  fileprivate func update(_ kind: UpdateKind, _ names: PlanNames) -> UpdatePolicy? {
    guard let section = section(.update) else { return nil }
    let frequency = section["frequency"].flatMap { $0.choice(among: Cadence.ofUpdates) }
    let window = section["window"].flatMap { $0.reference("windows", names.windows) }
    let notice = section["notice"].flatMap { $0.notice() }
    let audiences = section["audiences"]?.references("audiences", names.audiences) ?? []
    let channels = section["channels"]?.references("channels", names.channels) ?? []
    let title = section["title"].flatMap { $0.localized() } ?? LocalizedText(name)
    let purpose = section["purpose"].flatMap { $0.localized() } ?? title
    guard let frequency, let window, let notice else { return nil }
    return UpdatePolicy(
      kind: kind, title: title, purpose: purpose, frequency: frequency, window: window, notice: notice,
      audiences: audiences, channels: channels)
  }

  private func notice() -> Notice? {
    value(
      Expectation("asap, ou une durée, par exemple 48h ou 2w", "asap, or a duration, such as 48h or 2w"),
      candidates: ["asap"]
    ) { text in text == "asap" ? .asSoonAsPossible : PlanDuration.seconds(text).map { .ahead(seconds: $0) } }
  }
}
